import { createHash } from 'node:crypto';

import type { ICredentialDataDecryptedObject, IDataObject, IPollFunctions } from 'n8n-workflow';

import type { DeliveryReport } from '../shared/model/deliveryReport';
import { type DeliveryStatus, outcomeOf } from '../shared/model/deliveryStatus';
import { failureError } from '../shared/model/failedRow';
import { type Failure, lackingFailure, unreadPage } from '../shared/model/failure';
import type { AnswerReader } from '../shared/model/gateway';
import type { Line } from '../shared/transport/exchange';
import { silentAbout } from '../shared/delivery/route';
import { whatCame } from '../shared/transport/readAnswer';
import { entryCount, idOf, isNoError, isRecord } from '../shared/text/json';
import { request } from '../shared/transport/request';
import { type ListOf, lists, placesOf } from './answer';
import { bulkRows } from './bulkStatus';
import { listReader, type Method, methodRequest, post } from './call';
import { smsBy } from './gateway';
import { accountZone } from './hosts';
import { checkSms, deliveryList, deliveryRows, smsState } from './state';
import { nodeOf } from '../shared/model/n8n';

/** What a look has seen of one message. */
export interface Observation {
	/** Names the message; holds no phone number, because n8n stores it with the workflow. */
	key: string;
	/** Changes when the status does. */
	mark: string;
	final: boolean;
	report: DeliveryReport;
}

/** The account that a look is made at. */
export interface Account {
	context: IPollFunctions;
	line: Line & { credentials: ICredentialDataDecryptedObject };
	/** Whether the rest is to be left to the next poll. */
	isOver(): boolean;
}

/** Where a list is to be read on that a poll had no time to read to its end. */
export interface Begun {
	/** Entries that are behind it. */
	read: number;
	/** What the pages in front were about, since SMS.by may give the same ones for any offset. */
	told: string[];
	/** By which the recipients in front were named, as often as they came. */
	names: string[];
}

/** What was seen of something, and where it is to be read on; the end if missing. */
export interface Look {
	observations: Observation[];
	begun?: Begun;
}

const pageSize = 100;

/** @returns null when the gateway knows nothing of the kind @throws NodeApiError when it cannot be asked */
async function ask(
	{ context, line }: Account,
	method: Method,
	parameters: Array<[string, string]>,
	reader?: AnswerReader,
): Promise<unknown> {
	const answer = await request(context, line, methodRequest(method, parameters), 'read', reader);
	if (answer.ok) return answer.value;
	if (answer.failure.nothing) return null;
	throw failed(context, answer.failure);
}

export const failed = (context: IPollFunctions, failure: Failure) =>
	failureError(nodeOf(context), smsBy, failure);

const digest = (text: string): string =>
	createHash('sha256').update(text).digest('base64url').slice(0, 10);

type Known = Pick<DeliveryReport, 'messageId' | 'groupId' | 'recipient'>;

function observation(key: string, known: Known, state: IDataObject, raw: unknown): Observation {
	const status = state.status as DeliveryStatus;
	const code = idOf(state.code);
	const outcome = outcomeOf(status);
	const times: Partial<Record<DeliveryStatus, unknown>> = {
		sent: state.sentAt,
		delivered: state.deliveredAt,
	};
	return {
		key,
		mark: status === 'unknown' ? `unknown:${code ?? ''}` : status,
		final: outcome.final,
		report: {
			gateway: smsBy.id,
			status,
			...outcome,
			...known,
			reference: null,
			channel: null,
			occurredAt: idOf(times[status]),
			// It came over a call of our own.
			verified: true,
			dedupeKey: dedupeKeyOf(key, { status, code }),
			code,
			text: null,
			correlation: {},
			raw: isRecord(raw) ? raw : { value: raw as IDataObject },
		},
	};
}

const notFound = (key: string, known: Known): Observation =>
	observation(key, known, { status: 'notFound', code: null }, {});

/** The key of one message; a message is asked for one by one. */
export const messageKey = (messageId: string): string => `m:${messageId}`;

/** checkSMS. @throws NodeApiError where the answer says nothing about the message, or is about another one */
async function observeMessage(account: Account, messageId: string): Promise<Look> {
	const known = { messageId, groupId: null, recipient: null };
	const body = await ask(account, checkSms, [['sms_id', messageId]]);
	if (body === null) return { observations: [notFound(messageKey(messageId), known)] };
	const state = smsState(messageId, body);
	if (!state) throw failed(account.context, silentAbout(1).failure);
	return { observations: [observation(messageKey(messageId), known, state, body)] };
}

/** Begins the keys of one list. */
export const prefixOf = (groupId: string): string => `${digest(groupId)}:`;

/** What tells a report from others. */
export const dedupeKeyOf = (
	key: string,
	{ status, code }: Pick<DeliveryReport, 'status' | 'code'>,
) => JSON.stringify([key, status, code]);

/** What names a recipient in a list; several may share it. */
const nameOf = (row: IDataObject): string => idOf(row.messageId) ?? digest(String(row.recipient));

/** Recipients of one list. The same number may stand in it twice. @param before as in `Begun.names` */
function observations(
	groupId: string,
	rows: IDataObject[],
	before: readonly string[] = [],
): Observation[] {
	const times = new Map<string, number>();
	const timeOf = (name: string) => {
		const time = times.get(name) ?? 0;
		times.set(name, time + 1);
		return time;
	};
	for (const name of before) timeOf(name);
	return rows.map((row) => {
		const name = nameOf(row);
		const time = timeOf(name);
		const known = {
			messageId: idOf(row.messageId),
			groupId,
			recipient: idOf(row.recipient),
		};
		const key = `${prefixOf(groupId)}${name}${time === 0 ? '' : `:${time}`}`;
		return observation(key, known, row, row.raw ?? row);
	});
}

const missing = (groupId: string): Observation =>
	notFound(prefixOf(groupId), { messageId: null, groupId, recipient: null });

export type Places = Array<IDataObject | null>;

/** What the rows of a page are about, whatever their statuses are by now. */
const toldBy = (page: Places): string =>
	JSON.stringify(page.map((place) => [place?.message_id, place?.sms_id, place?.phone]));

/** Why a page has no list. */
function unreadable({ line }: Account, body: unknown, page: number, rows: number): Failure {
	const failure = { ...lackingFailure(), ...whatCame(body, line.redact) };
	return page === 1 ? failure : unreadPage(failure, page, rows, '');
}

/**
 * Reads pages until one is short, or one that came before, as SMS.by may give the same for any offset, or the time is over.
 *
 * @param from where to read on; from the front if missing
 * @returns the places of the list, as in `placesOf`, and where it is to be read on; null where there is no such list
 * @throws NodeApiError where a page cannot be read, which is no end
 */
export async function pages(
	account: Account,
	method: Method,
	list: ListOf,
	parameters: Array<[string, string]>,
	{ enough, from }: { enough?: (page: Places, read: number) => boolean; from?: Begun } = {},
): Promise<{ places: Places; rest?: Omit<Begun, 'names'> } | null> {
	const places: Places = [];
	const came = new Set(from?.told);
	const front = from?.read ?? 0;
	for (let read = front; ; ) {
		const body = await ask(
			account,
			method,
			[...parameters, ['limit_offset', String(read)], ['limit_rows', String(pageSize)]],
			listReader,
		);
		if (read === 0 && body === null) return null;
		const page = placesOf(body, list);
		if (!page) {
			if (read > 0 && isNoError(body)) return { places };
			const before = front + places.length;
			throw failed(account.context, unreadable(account, body, came.size + 1, before));
		}
		const told = digest(toldBy(page));
		if (came.has(told)) return { places };
		came.add(told);
		for (const place of page) places.push(place);
		const count = entryCount(body, page);
		read += count;
		if (count < pageSize || enough?.(page, places.length)) return { places };
		if (account.isOver()) return { places, rest: { read, told: [...came] } };
	}
}

/** getSmsDeliveryList, all of it that there is time for. @param from where to read on */
async function observeCampaign(account: Account, campaignId: string, from?: Begun): Promise<Look> {
	const parameters: Array<[string, string]> = [['message_id', campaignId]];
	const entries = await pages(account, deliveryList, lists.recipients, parameters, { from });
	if (!entries) return { observations: [missing(campaignId)] };
	const zone = accountZone(account.line.credentials);
	const rows = deliveryRows(campaignId, { result: entries.places }, zone);
	const before = from?.names ?? [];
	return {
		observations: observations(campaignId, rows, before),
		...(entries.rest
			? { begun: { ...entries.rest, names: [...before, ...rows.map(nameOf)] } }
			: {}),
	};
}

/** statusBulkSms, or its Viber twin: a uuid does not tell which of them has made it. */
async function observeBulkRequest(account: Account, groupId: string): Promise<Look> {
	const parameters: Array<[string, string]> = [['uuid', groupId]];
	const body =
		(await ask(account, post('statusBulkSms'), parameters)) ??
		(await ask(account, post('statusBulkViber'), parameters));
	if (body === null) return { observations: [missing(groupId)] };
	const rows = bulkRows(groupId, body, accountZone(account.line.credentials));
	if (!rows) throw failed(account.context, lackingFailure('ID'));
	return { observations: observations(groupId, rows) };
}

/** Something to look at. */
export interface Watched {
	/** The key of a message; of a list, how the keys of its recipients begin. */
	name: string;
	/** What an error calls it. */
	title: string;
	observe(account: Account, id: string, from?: Begun): Promise<Look>;
	id: string;
}

type Watch = (id: string) => Watched;

export const watchMessage: Watch = (id) => ({
	...{ id, name: messageKey(id), title: `Message ${id}` },
	observe: observeMessage,
});

export const watchCampaign: Watch = (id) => ({
	...{ id, name: prefixOf(id), title: `Campaign ${id}` },
	observe: observeCampaign,
});

export const watchBulkRequest: Watch = (id) => ({
	...{ id, name: prefixOf(id), title: `Bulk request ${id}` },
	observe: observeBulkRequest,
});
