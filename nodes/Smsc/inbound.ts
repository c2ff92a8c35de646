import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { checkedTrigger, type ReadParameter } from '../shared/input/parameterReader';
import { numberOrPreset, textIn } from '../shared/input/read';
import { soughtPhone } from '../shared/input/recipients';
import type { DeliveryReport } from '../shared/model/deliveryReport';
import { outcomeOf } from '../shared/model/deliveryStatus';
import { failureDetails, failureText, nodeError } from '../shared/model/failedRow';
import { idOf, isRecord } from '../shared/text/json';
import type { Line } from '../shared/transport/exchange';
import { openLine } from '../shared/transport/line';
import { request } from '../shared/transport/request';
import { isoMoment } from './times';
import { scriptForm } from './call';
import { answerOf, smsc } from './gateway';
import { lackingFailure } from '../shared/model/failure';

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
}

/** Incoming messages, oldest first, each once. */
interface Page {
	messages: Incoming[];
	/** There may be more behind them. */
	isFull: boolean;
	/** There was nothing, not even what is no message. */
	isEmpty: boolean;
}

/** Reads one page of incoming messages. @throws NodeApiError */
async function page({ context, line, read }: Poll, from: Array<[string, string]>): Promise<Page> {
	const question = scriptForm('get', [
		['get_answers', '1'],
		['cnt', String(pageSize)],
		['to_phone', receivingNumber(read)],
		...from,
	]);
	const answer = await request(context, line, question, 'read', incoming);
	// Taken for an empty list, an answer without one would move on behind what it did not show.
	if (!answer.ok || !Array.isArray(answer.value)) {
		const failure = answer.ok ? lackingFailure() : answer.failure;
		const details = failureDetails(smsc, failure);
		throw nodeError(context.getNode(), failureText(smsc, failure), details);
	}
	const entries = answer.value.filter(isRecord);
	const messages = new Map<string, Incoming>();
	for (const entry of entries) {
		const id = numberOf(entry.id);
		// Without its number, it could not be told whether a message was handed over, nor what came after it.
		if (id !== null) messages.set(id, report(entry, id));
	}
	return {
		messages: [...messages.values()].sort((a, b) => byId(a.messageId, b.messageId)),
		isFull: answer.value.length >= pageSize,
		isEmpty: answer.value.length === 0,
	};
}

/** Everything after an id, page by page. */
async function after(poll: Poll, lastId: string): Promise<Incoming[]> {
	const reports: Incoming[] = [];
	for (let id = lastId; ; ) {
		const { messages, isFull } = await page(poll, [['after_id', id]]);
		const fresh = messages.filter(({ messageId }) => byId(messageId, id) > 0);
		for (const one of fresh) reports.push(one);
		const next = fresh.at(-1)?.messageId;
		if (!isFull || !next) return reports;
		id = next;
	}
}

const hours = (count: number): Array<[string, string]> => [
	['hour', String(Math.min(longestHours, Math.max(1, Math.ceil(count))))],
];

/** What has come since the last poll; at the first one only where to go on from, or as much as the user wants. */
async function news(poll: Poll, memory: Memory): Promise<Incoming[]> {
	if (memory.lastId !== undefined) return await after(poll, memory.lastId);
	const now = Date.now();
	const first = memory.emptyAt === undefined;
	const wanted = first && poll.read('startWith', 'new') === 'past';
	const pastHours = numberOrPreset(poll.read, 'hours', 24);
	const elapsed = (now - (memory.emptyAt ?? now)) / hourMs;
	const { messages, isEmpty } = await page(poll, hours(wanted ? pastHours : elapsed));
	if (isEmpty || (first && messages.length === 0)) memory.emptyAt = now;
	else if (messages.length > 0) memory.lastId = messages.at(-1)?.messageId;
	return first && !wanted ? [] : messages;
}

const items = (reports: DeliveryReport[]): INodeExecutionData[][] | null =>
	reports.length === 0 ? null : [reports.map((json) => ({ json: { ...json } }))];

/**
 * Incoming messages since the last poll, for those whose n8n SMSC cannot call. Source: docs/gateways/smsc.md 7.
 */
export async function pollInbound(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const line = await openLine(context, smsc);
	const poll = { context, line, read: checkedTrigger(context, line.redact, receivingNumber) };
	// A person who tests wants to see messages, and the next real poll must not miss them.
	if (context.getMode() === 'manual')
		return items((await page(poll, hours(24))).messages.slice(-10));

	const data = context.getWorkflowStaticData('node');
	const memory = memoryIn(data);
	const reports = await news(poll, memory);
	const lastId = reports.at(-1)?.messageId;
	Object.assign(data, memory, lastId === undefined ? {} : { lastId });
	return items(reports);
}
