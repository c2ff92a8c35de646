import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { pollTime } from '../shared/callbacks/pollTime';
import { checkedTrigger, type ReadParameter } from '../shared/input/parameterReader';
import { numberOrPreset, textIn } from '../shared/input/read';
import { soughtPhone } from '../shared/input/recipients';
import type { DeliveryReport } from '../shared/model/deliveryReport';
import { outcomeOf } from '../shared/model/deliveryStatus';
import { failureError } from '../shared/model/failedRow';
import { idOf, isRecord } from '../shared/text/json';
import type { Line } from '../shared/transport/exchange';
import { openLine } from '../shared/transport/line';
import { request } from '../shared/transport/request';
import { isoMoment } from './times';
import { scriptForm } from './call';
import { answerOf, smsc } from './gateway';
import { type Failure, lackingFailure } from '../shared/model/failure';
import { whatCame } from '../shared/transport/readAnswer';
import { nodeOf } from '../shared/model/n8n';

const incoming = answerOf('get', 'list');

/** Source: docs/gateways/smsc.md 7, `cnt` and `hour`. */
const pageSize = 10_000;
const longestHours = 168;

const hourMs = 3_600_000;

/** What is kept between polls. */
interface Memory {
	/** The highest id that was handed over. */
	lastId?: string;
	/** When the list was found empty, as long as no id is known. */
	emptyAt?: number;
}

/** @returns null for what is no ID of a message: those are numbers that grow */
function numberOf(id: unknown): string | null {
	const text = idOf(id);
	return text !== null && /^\d{1,40}$/.test(text) ? text : null;
}

/** Reads what earlier polls have left; what none of them would leave counts as nothing. */
function memoryIn({ lastId, emptyAt }: IDataObject): Memory {
	const id = numberOf(lastId);
	return {
		...(id === null ? {} : { lastId: id }),
		...(typeof emptyAt === 'number' ? { emptyAt } : {}),
	};
}

/** @returns a negative number when `a` was received before `b` */
function byId(a: string, b: string): number {
	const difference = BigInt(a) - BigInt(b);
	return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** An incoming message, with the ID that tells it from others. */
type Incoming = DeliveryReport & { messageId: string };

/** One message in the shape that the trigger for callbacks has too. Source: docs/gateways/smsc.md 7. */
function report(entry: IDataObject, id: string): Incoming {
	const value = (name: string) => (entry[name] === '' ? '' : idOf(entry[name]));
	return {
		gateway: smsc.id,
		status: 'inbound',
		...outcomeOf('inbound'),
		messageId: id,
		groupId: null,
		recipient: value('phone'),
		reference: null,
		channel: 'sms',
		occurredAt: isoMoment(entry.received ?? entry.sent),
		// The answer to a call of our own; nobody else can have written it.
		verified: true,
		dedupeKey: JSON.stringify([
			'inbound',
			id,
			value('phone'),
			value('message'),
			value('to_phone'),
			null,
		]),
		code: null,
		text: value('message'),
		correlation: {},
		raw: entry,
	};
}

/** @returns an empty text for all numbers @throws InputProblem when it is none, which would bring no message ever */
function receivingNumber(read: ReadParameter): string {
	const given = textIn(read, 'receivingNumber').trim();
	return given === '' ? '' : soughtPhone(given, 'Receiving Number');
}

interface Poll {
	context: IPollFunctions;
	line: Line;
	read: ReadParameter;
	/** Whether no further page is to be read. */
	isOver(): boolean;
}

/** Incoming messages, oldest first, each once. */
interface Found {
	messages: Incoming[];
	/** Why there may be others, which are not shown. */
	problems: Error[];
}

interface Page extends Found {
	/** There may be more behind them. */
	isFull: boolean;
}

const failed = (context: IPollFunctions, failure: Failure) =>
	failureError(nodeOf(context), smsc, failure);

/** Reads one page of incoming messages. @throws NodeApiError when there is none, or nothing on it can be read */
async function page({ context, line, read }: Poll, from: Array<[string, string]>): Promise<Page> {
	const question = scriptForm('get', [
		['get_answers', '1'],
		['cnt', String(pageSize)],
		['to_phone', receivingNumber(read)],
		...from,
	]);
	const answer = await request(context, line, question, 'read', incoming);
	if (!answer.ok) throw failed(context, answer.failure);
	const entries: unknown[] = Array.isArray(answer.value) ? answer.value : [answer.value];
	const messages = new Map<string, Incoming>();
	let unread = 0;
	for (const entry of entries) {
		const id = isRecord(entry) ? numberOf(entry.id) : null;
		// Without its number, it could not be told whether a message was handed over, nor what came after it.
		if (id === null) unread++;
		else messages.set(id, report(entry as IDataObject, id));
	}
	// Taken for an empty list, an answer without one would move on behind what it did not show.
	if (!Array.isArray(answer.value) || (messages.size === 0 && unread > 0))
		throw failed(context, { ...lackingFailure(), ...whatCame(answer.value, line.redact) });
	const text = `${unread} of ${entries.length} incoming messages ${unread === 1 ? 'has' : 'have'} no ID that can be read, and ${unread === 1 ? 'was' : 'were'} left out`;
	const hint = 'Look for them in your SMSC account.';
	return {
		messages: [...messages.values()].sort((a, b) => byId(a.messageId, b.messageId)),
		problems: unread > 0 ? [failed(context, { ...lackingFailure(), text, hint })] : [],
		isFull: entries.length >= pageSize,
	};
}

/** Everything after an id, page by page, as long as the poll has time. What was read in front of a page that fails is handed over. */
async function after(poll: Poll, lastId: string): Promise<Found> {
	const found: Found = { messages: [], problems: [] };
	for (let id = lastId; ; ) {
		const [read] = await Promise.allSettled([page(poll, [['after_id', id]])]);
		if (read.status === 'rejected') {
			if (found.messages.length === 0) throw read.reason;
			found.problems.push(read.reason as Error);
			return found;
		}
		const { messages, problems, isFull } = read.value;
		const fresh = messages.filter(({ messageId }) => byId(messageId, id) > 0);
		for (const one of fresh) found.messages.push(one);
		for (const one of problems) found.problems.push(one);
		const next = fresh.at(-1)?.messageId;
		if (!isFull || !next || poll.isOver()) return found;
		id = next;
	}
}

const hours = (count: number): Array<[string, string]> => [
	['hour', String(Math.min(longestHours, Math.max(1, Math.ceil(count))))],
];

/** What has come since the last poll; at the first one only where to go on from, or as much as the user wants. */
async function news(poll: Poll, memory: Memory): Promise<Found> {
	if (memory.lastId !== undefined) return await after(poll, memory.lastId);
	const now = Date.now();
	const first = memory.emptyAt === undefined;
	const wanted = first && poll.read('startWith', 'new') === 'past';
	const pastHours = numberOrPreset(poll.read, 'hours', 24);
	const elapsed = (now - (memory.emptyAt ?? now)) / hourMs;
	const found = await page(poll, hours(wanted ? pastHours : elapsed));
	const newest = found.messages.at(-1);
	if (newest) memory.lastId = newest.messageId;
	else memory.emptyAt = now;
	return first && !wanted ? { messages: [], problems: [] } : found;
}

const items = (reports: DeliveryReport[]): INodeExecutionData[][] | null =>
	reports.length === 0 ? null : [reports.map((json) => ({ json: { ...json } }))];

/**
 * Incoming messages since the last poll, for those whose n8n SMSC cannot call. Source: docs/gateways/smsc.md 7.
 */
export async function pollInbound(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const line = await openLine(context, smsc);
	const read = checkedTrigger(context, line.redact, receivingNumber);
	const poll = { context, line, read, isOver: pollTime(context) };
	// A person who tests wants to see messages, and the next real poll must not miss them.
	if (context.getMode() === 'manual')
		return items((await page(poll, hours(24))).messages.slice(-10));

	const data = context.getWorkflowStaticData('node');
	const memory = memoryIn(data);
	const { messages, problems } = await news(poll, memory);
	const lastId = messages.at(-1)?.messageId;
	Object.assign(data, memory, lastId === undefined ? {} : { lastId });
	for (const problem of problems) context.__emitError(problem);
	return items(messages);
}
