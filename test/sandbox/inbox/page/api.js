/** Calls the control port; an error carries the words of its answer. */
const call = async (method, path, body) => {
	const response = await fetch(path, {
		method,
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	const answer = await response.json();
	if (!response.ok) throw new Error(answer.error ?? `HTTP ${response.status}`);
	return answer;
};

const id = encodeURIComponent;

export const api = {
	gateways: () => call('GET', '/gateways'),
	clock: () => call('GET', '/clock'),
	setSpeed: (speed) => call('POST', '/clock', { speed }),
	advance: (ms) => call('POST', '/clock/advance', { ms }),
	messages: (search, gateway) =>
		call('GET', `/inbox/messages?${new URLSearchParams({ search, gateway })}`),
	message: (gateway, message) => call('GET', `/inbox/messages/${id(gateway)}/${id(message)}`),
	setStatus: (gateway, message, status) =>
		call('POST', `/messages/${id(gateway)}/${id(message)}/status`, { status }),
	reply: (gateway, phone, message) =>
		call('POST', `/actions/${id(gateway)}/receive`, { phone, message }),
	faults: (gateway) => call('GET', `/faults/${id(gateway)}`),
	addFault: (gateway, fault) => call('POST', `/faults/${id(gateway)}`, fault),
	liftFault: (gateway, fault) => call('DELETE', `/faults/${id(gateway)}/${id(fault)}`),
	reset: () => call('POST', '/reset', {}),
};
