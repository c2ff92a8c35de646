import type { Answer } from './answer.mts';
import { json } from './answer.mts';
import { showFault } from './controlViews.mts';
import type { Exchange } from './exchange.mts';
import { readFault } from './faultInput.mts';
import { parseJson } from './fields.mts';
import type { RunningGateway } from './running.mts';

/** An error of the control interface. */
export const refuse = (status: number, error: string): Answer => json({ error }, { status });

/** The JSON object a call carries; an empty body is an empty object. */
export const objectBody = ({ body }: Exchange): Record<string, unknown> | null => {
	const value = body.length === 0 ? {} : parseJson(body.toString('utf8'));
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Record<string, unknown>)
		: null;
};

/** Something done to one gateway by a control call. */
export type Work = (
	gateway: RunningGateway<object, unknown>,
	exchange: Exchange,
	params: Readonly<Record<string, string>>,
) => Answer | Promise<Answer>;

/** Gives a message a status now, so that its callback goes out. */
export const pushStatus: Work = async (gateway, exchange, { id = '' }) => {
	const status = objectBody(exchange)?.status;
	if (typeof status !== 'string' && typeof status !== 'number') {
		return refuse(400, '"status" must be a string or a number');
	}
	const message = gateway.messages.find((one) => one.id === id);
	if (!message) return refuse(404, `${gateway.id} has no message "${id}"`);
	await gateway.pushStatus(id, status);
	return json(message);
};

/** Sets a fault. */
export const addFault: Work = async (gateway, exchange) => {
	const fault = readFault(parseJson(exchange.body.toString('utf8')));
	if (typeof fault === 'string') return refuse(400, fault);
	return json(showFault(await gateway.faults.add(fault)), { status: 201 });
};

/** Lifts all faults. */
export const clearFaults: Work = async (gateway) => {
	await gateway.faults.clear();
	return json([]);
};

/** Lifts one fault. */
export const liftFault: Work = async ({ id: name, faults }, _exchange, { id = '' }) => {
	const active = faults.list.find((one) => String(one.id) === id);
	if (!active) return refuse(404, `${name} has no fault "${id}"`);
	await active.lift();
	return json(faults.list.map(showFault));
};

/** Lets something happen to a gateway that only this gateway knows. */
export const runAction: Work = async (gateway, exchange, { action = '' }) => {
	const run = Object.hasOwn(gateway.actions, action) ? gateway.actions[action] : undefined;
	if (!run) return refuse(404, `${gateway.id} has no action "${action}"`);
	const input = objectBody(exchange);
	if (!input) return refuse(400, 'The body must be a JSON object');
	return json((await run(input)) ?? {});
};

/** Changes settings. */
export const patchSettings: Work = async (gateway, exchange) => {
	const patch = objectBody(exchange);
	if (!patch) return refuse(400, 'The body must be a JSON object');
	const problem = gateway.modes.patch(patch);
	return problem === null ? json(gateway.settings) : refuse(400, problem);
};
