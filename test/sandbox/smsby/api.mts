import type { Answer } from '../framework/answer.mts';
import { htmlPage } from '../framework/answer.mts';
import type { Exchange } from '../framework/exchange.mts';
import { accountMethods } from './accountMethods.mts';
import { phpJson, refusalAnswer } from './answers.mts';
import { billMethods } from './bills.mts';
import { bulkMethods } from './bulk.mts';
import { campaignMethods } from './campaigns.mts';
import type { Call, Desk, Method } from './desk.mts';
import { emailMethods } from './email.mts';
import { flashCallMethods } from './flashCall.mts';
import { listMethods } from './lists.mts';
import { otpMethods } from './otp.mts';
import { readParams } from './params.mts';
import { quickMethods } from './quick.mts';
import type { RateLimit } from './rate.mts';
import { Refusal } from './refusal.mts';
import { smsMethods } from './sms.mts';
import type { CallRecord } from './state.mts';
import { viberMethods } from './viber.mts';
import { ERRORS } from './wire.mts';

/** Every method of docs/gateways/smsby.md 3 to 7 that has a visible name, but account settings and /remote-api. */
export const METHODS: readonly Method[] = [
	...quickMethods,
	...bulkMethods,
	...campaignMethods,
	...smsMethods,
	...accountMethods,
	...billMethods,
	...otpMethods,
	...flashCallMethods,
	...viberMethods,
	...listMethods,
	...emailMethods,
];

/** `/api/v1/<method>`; the method in any case (docs/gateways/smsby.md 2). */
const findMethod = (path: string): Method | undefined => {
	const match = /^\/api\/(v\d)\/(\w+)$/.exec(path);
	return METHODS.find(
		({ name, version }) => version === match?.[1] && name.toLowerCase() === match[2]?.toLowerCase(),
	);
};

/** Does the work of one request. */
export const serve = async (desk: Desk, rate: RateLimit, exchange: Exchange): Promise<Answer> => {
	const { settings } = desk.context;
	const method = findMethod(exchange.path);
	if (!method || method.exists?.(settings) === false) return htmlPage(404, 'Not Found');
	// What the vendor's server says to another verb is in no source.
	if (settings.strict && !method.verbs.some((verb) => verb === exchange.method)) {
		return htmlPage(405, 'Method Not Allowed');
	}
	const params = await readParams(exchange);
	const record: CallRecord = {
		requestId: exchange.id,
		method: method.name,
		version: method.version,
		sources: params.sources,
		ignored: params.unknown(method.parameters),
		warnings: [],
		error: null,
	};
	desk.state.calls.push(record);
	try {
		if (method.isLimited !== false) rate.take();
		const call: Call = { exchange, record, params };
		checkToken(desk, call);
		const result = method.run(desk, call);
		return isAnswer(result) ? result : phpJson(result);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		record.error = error.message;
		return refusalAnswer(error, settings);
	}
};

/** Only the parameter counts: a bearer does not work (docs/gateways/smsby.md 2). */
const checkToken = ({ context }: Desk, { params }: Call): void => {
	const token = params.value('token');
	if (typeof token !== 'string' || !context.settings.tokens.includes(token)) {
		throw new Refusal('token', ERRORS.token);
	}
};

const isAnswer = (result: unknown): result is Answer =>
	typeof result === 'object' && result !== null && 'headers' in result && 'body' in result;
