import {
	locator,
	detailsOf,
	errorOutput,
	formOf,
	jsonOf,
	methodsOf,
	phone,
	rows,
	send,
	token,
	useBench,
} from './setup.mts';

const bench = useBench();
const forwarding = { forwardToViber: true, forwardAfter: 15, vibername: locator('444', 'list') };

test('puts everything into the form body and nothing into the URL', async () => {
	const parameters = send({ alphaname: locator('1363', 'list'), ...forwarding });
	const [row] = await bench.rows(parameters);

	expect(formOf(bench.gateway.requests[0])).toEqual({
		token,
		message: 'Заказ 0 готов',
		phone: phone(0),
		alphaname_id: '1363',
		forwarding_message: '1',
		forwarding_time: '15',
		vibername_id: '444',
	});
	expect(bench.gateway.requests[0]?.body.toString()).toContain('%3D');
	expect(bench.gateway.messages[0]).toMatchObject({ sender: 'MyName', text: 'Заказ 0 готов' });
	expect(row).toEqual({
		gateway: 'smsby',
		status: 'queued',
		messageId: bench.gateway.messages[0]?.id,
		groupId: null,
		recipient: phone(0),
		reference: null,
		channel: 'sms',
		parts: 1,
	});
});

test('leaves out what is not given', async () => {
	await bench.rows(send());

	expect(Object.keys(formOf(bench.gateway.requests[0])).sort()).toEqual([
		'message',
		'phone',
		'token',
	]);
});

test('sends from the system name when it is chosen', async () => {
	await bench.rows(send({ alphaname: locator('0', 'list') }));

	expect(formOf(bench.gateway.requests[0]).alphaname_id).toBe('0');
});

test.each(['A', 'B', 'C'] as const)('reads the answer of era %s', async (era) => {
	for (const idType of ['number', 'string'] as const) {
		Object.assign(bench.gateway.settings, { era, idType });
		const [row] = await bench.rows(send());

		expect(row?.messageId).toBe(bench.gateway.messages.at(-1)?.id);
	}
});

test('says clearly that a name is no ID, and sends nothing', async () => {
	const alphaname = { __rl: true, mode: 'id', value: 'MyName' };
	const { error } = await bench.run(send({ alphaname }));

	expect(error?.message).toContain('Sender “MyName” is not an ID: IDs are numbers');
	expect(error?.description).toContain('Get Alpha-Name ID');
	expect(bench.gateway.requests).toEqual([]);
});

test.each([4, 61, 5.5, 'soon'])('refuses to forward after %s minutes', async (forwardAfter) => {
	const { error } = await bench.run(send({ ...forwarding, forwardAfter }));

	expect(error?.message).toContain('Forward After (Minutes)');
	expect(bench.gateway.requests).toEqual([]);
});

test.each([
	['80291112233', 'prefix for calls inside Belarus', undefined],
	['37529111223', 'it has 8 digits after 375', undefined],
	['', 'Recipient is empty', undefined],
])('refuses the recipient “%s”', async (number, problem) => {
	const { outputs } = await bench.run(send(), {
		items: [{ json: { phone: number, text: 'Да' } }],
		...errorOutput,
	});

	expect(jsonOf(outputs[1])[0]?.error).toContain(problem);
	expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'invalidRecipient' });
	expect(bench.gateway.requests).toEqual([]);
});

test('understands national numbers when the country is chosen', async () => {
	await bench.rows(send({ options: { defaultCountry: 'BY' } }), {
		items: [{ json: { phone: '8 029 111-22-33', text: 'Да' } }],
	});

	expect(bench.gateway.messages[0]?.recipient).toBe('375291112233');
});

const refusals = [
	['errorStatus', 'byKind'],
	['errorStatus', 200],
	['errorStatus', 400],
	['errorStatus', 500],
	['errorShape', 'object'],
	['errorShape', 'status'],
] as const;

test.each(refusals)('reads a refusal with %s %s', async (setting, value) => {
	Object.assign(bench.gateway.settings, { [setting]: value });
	bench.gateway.settings.refusals[phone(0)] = 'incorrect phone number';
	const { outputs } = await bench.run(send(), { ...errorOutput, items: rows(2) });

	expect(jsonOf(outputs[0])).toHaveLength(1);
	expect(jsonOf(outputs[1])[0]?.error).toBe('SMS.by refused this: incorrect phone number');
	expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({
		kind: 'invalidRecipient',
		outcome: 'refused',
		hint: expect.stringContaining('country code') as string,
	});
});

test('tells a wrong token from a wrong message', async () => {
	const { outputs } = await bench.run(send(), {
		credentialData: { token: 'wrong-token' },
		...errorOutput,
		items: rows(20),
	});

	expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ kind: 'unauthorized', httpStatus: 403 });
	expect(bench.gateway.requests.length).toBeLessThanOrEqual(5);
});

test.each([200, 400])('with HTTP %i, words about a token are about one row', async (status) => {
	const body = { error: 'Неверный токен кнопки' };
	await bench.gateway.faults.add({ ...{ kind: 'status', status, body }, contains: phone(0) });
	const { outputs } = await bench.run(send(), { ...errorOutput, items: rows(20) });

	expect(jsonOf(outputs[0])).toHaveLength(19);
	expect(jsonOf(outputs[1]).map((row) => detailsOf(row))).toMatchObject([
		{ kind: 'rejected', hint: expect.stringContaining('Check the token') as string },
	]);
});

test('lets an additional parameter replace a field and add others', async () => {
	const parameter = [
		{ name: 'message', value: 'Иначе' },
		{ name: 'new_thing', value: '1' },
	];
	await bench.rows(send({ additionalParameters: { parameter } }));

	expect(formOf(bench.gateway.requests[0])).toMatchObject({ message: 'Иначе', new_thing: '1' });
	expect(methodsOf(bench.gateway)).toEqual(['sendQuickSMS']);
});
