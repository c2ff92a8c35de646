import type { AnswerRecord, RecordedRequest } from './exchange.mts';
import type { ActiveFault } from './faults.mts';
import type { RunningGateway } from './running.mts';

/** Bodies are shown up to this many bytes; the in-process log keeps them whole. */
const SHOWN_BODY = 64 * 1024;

const showBody = (body: Buffer) => ({
	bytes: body.length,
	text: body.subarray(0, SHOWN_BODY).toString('utf8'),
	base64: body.subarray(0, SHOWN_BODY).toString('base64'),
});

const showAnswer = (answer: AnswerRecord | null) =>
	answer && { ...answer, body: answer.body && showBody(answer.body) };

/** A request of the log as JSON. */
export const showRequest = (
	{ body, work, answer, ...request }: RecordedRequest,
	gateway: string,
) => ({
	gateway,
	...request,
	body: showBody(body),
	work: showAnswer(work),
	answer: showAnswer(answer),
});

/** A fault as JSON. */
export const showFault = ({ id, fault, hits }: ActiveFault) => ({
	id,
	hits,
	...fault,
	...(fault.match ? { match: '(function)' } : {}),
});

/** A gateway as JSON, with what each setting does. */
export const showGateway = (gateway: RunningGateway<object, unknown>) => ({
	id: gateway.id,
	displayName: gateway.displayName,
	url: gateway.url,
	credentials: gateway.definition.credentials(gateway.settings),
	example: gateway.definition.example?.(gateway.settings) ?? null,
	counters: gateway.counters,
	settings: gateway.settings,
	settingsHelp: gateway.modes.describe(),
});
