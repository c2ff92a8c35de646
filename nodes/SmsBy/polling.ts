import { createHash } from 'node:crypto';

import type { ICredentialDataDecryptedObject, IDataObject, IPollFunctions } from 'n8n-workflow';

import type { DeliveryReport } from '../shared/model/deliveryReport';
import { type DeliveryStatus, outcomeOf } from '../shared/model/deliveryStatus';
import { failureError } from '../shared/model/failedRow';
import { type Failure, lackingFailure, unreadPage } from '../shared/model/failure';
import type { AnswerReader } from '../shared/model/gateway';
import type { Line } from '../shared/transport/exchange';
import { silentAbout } from '../shared/delivery/route';
import { whatCame } from '../shared/routing/settle';
import { entryCount, idOf, isNoError, isRecord } from '../shared/text/json';
import { request } from '../shared/transport/request';
import { type ListOf, lists, placesOf } from './answer';
import { bulkRows } from './bulkStatus';
import { get, listReader, type Method, methodRequest, post } from './call';
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
interface Account {
	context: IPollFunctions;
	line: Line & { credentials: ICredentialDataDecryptedObject };
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

const failed = (context: IPollFunctions, failure: Failure) =>
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
async function observeMessage(account: Account, messageId: string): Promise<Observation[]> {
	const known = { messageId, groupId: null, recipient: null };
	const body = await ask(account, checkSms, [['sms_id', messageId]]);
	if (body === null) return [notFound(messageKey(messageId), known)];
	const state = smsState(messageId, body);
	if (!state) throw failed(account.context, silentAbout(1).failure);
	return [observation(messageKey(messageId), known, state, body)];
}

/** Begins the keys of one list. */
export const prefixOf = (groupId: string): string => `${digest(groupId)}:`;

/** What tells a report from others. */
export const dedupeKeyOf = (
	key: string,
	{ status, code }: Pick<DeliveryReport, 'status' | 'code'>,
) => JSON.stringify([key, status, code]);

/** Recipients of one list. The same number may stand in it twice. */
function observations(groupId: string, rows: IDataObject[]): Observation[] {
	const times = new Map<string, number>();
	return rows.map((row) => {
		const name = idOf(row.messageId) ?? digest(String(row.recipient));
		const time = times.get(name) ?? 0;
		times.set(name, time + 1);
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

type Places = Array<IDataObject | null>;

/** What the rows of a page are about, whatever their statuses are by now. */
const toldBy = (page: Places): string =>
	JSON.stringify(page.map((place) => [place?.message_id, place?.sms_id, place?.phone]));

/** Why a page has no list. */
function unreadable({ line }: Account, body: unknown, page: number, rows: number): Failure {
	const failure = { ...lackingFailure(), ...whatCame(body, line.redact) };
	return page === 1 ? failure : unreadPage(failure, page, rows, '');
}

/**
 * Reads pages until one is short, or one that came before, as SMS.by may give the same for any offset.
 *
 * @returns the places of the list, as in `placesOf`; null where there is no such list
 * @throws NodeApiError where a page cannot be read, which is no end
 */
async function pages(
	account: Account,
	method: Method,
	list: ListOf,
	parameters: Array<[string, string]>,
	enough: (page: Places, read: number) => boolean = () => false,
): Promise<Places | null> {
	const places: Places = [];
	const came = new Set<string>();
	for (let read = 0; ; ) {
		const body = await ask(
			account,
			method,
			[...parameters, ['limit_offset', String(read)], ['limit_rows', String(pageSize)]],
			listReader,
		);
		if (read === 0 && body === null) return null;
		const page = placesOf(body, list);
		if (!page) {
			if (read > 0 && isNoError(body)) return places;
			throw failed(account.context, unreadable(account, body, came.size + 1, places.length));
		}
		const told = toldBy(page);
		if (came.has(told)) return places;
		came.add(told);
		for (const place of page) places.push(place);
		const count = entryCount(body, page);
		read += count;
		if (count < pageSize || enough(page, places.length)) return places;
	}
}

/** getSmsDeliveryList, all of it. */
async function observeCampaign(account: Account, campaignId: string): Promise<Observation[]> {
	const entries = await pages(account, deliveryList, lists.recipients, [
		['message_id', campaignId],
	]);
	if (!entries) return [missing(campaignId)];
	const zone = accountZone(account.line.credentials);
	const rows = deliveryRows(campaignId, { result: entries }, zone);
	return observations(campaignId, rows);
}

/** statusBulkSms, or its Viber twin: a uuid does not tell which of them has made it. */
async function observeBulkRequest(account: Account, groupId: string): Promise<Observation[]> {
	const parameters: Array<[string, string]> = [['uuid', groupId]];
	const body =
		(await ask(account, post('statusBulkSms'), parameters)) ??
		(await ask(account, post('statusBulkViber'), parameters));
	if (body === null) return [missing(groupId)];
	const rows = bulkRows(groupId, body, accountZone(account.line.credentials));
	if (!rows) throw failed(account.context, lackingFailure('ID'));
	return observations(groupId, rows);
}

/** Something to look at. */
interface Watched {
	/** The key of a message; of a list, how the keys of its recipients begin. */
	name: string;
	/** What an error calls it. */
	title: string;
	observe(account: Account, id: string): Promise<Observation[]>;
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

/** Something that could not be read. */
export interface Unread {
	/** As in `Watched`. */
	name: string;
	title: string;
	error: Error;
}

/** Looks at everything, whether or not some of it can be read. */
export async function lookAt(
	account: Account,
	watched: readonly Watched[],
): Promise<{ observations: Observation[]; unread: Unread[] }> {
	const looks = await Promise.allSettled(
		watched.map(async ({ observe, id }) => await observe(account, id)),
	);
	const unread = watched.flatMap(({ name, title }, at): Unread[] => {
		const look = looks[at];
		return look?.status === 'rejected' ? [{ name, title, error: look.reason as Error }] : [];
	});
	const observations = looks.flatMap((look) => (look.status === 'fulfilled' ? look.value : []));
	return { observations, unread };
}

/** The id of a campaign, which is a number, however long; null where none can be read. */
function campaignId(place: IDataObject | null): bigint | null {
	const id = idOf(place?.message_id) ?? '';
	return /^\d{1,40}$/.test(id) ? BigInt(id) : null;
}

/** Orders IDs, the highest first. */
export const byNewest = (a: bigint, b: bigint): number => (a < b ? 1 : a > b ? -1 : 0);

/** The newest campaigns of the account. */
interface LatestCampaigns {
	ids: string[];
	/** Why some are missing, or all: the list cannot be read, or what stands in their places has no ID. */
	error?: Error;
}

/**
 * The newest campaigns of getMessagesList. In which order it lists them is not documented: when its first page begins with
 * the highest ids, that page is enough. What has no ID that can be read may be any campaign, but for what the order tells, and keeps
 * its place among the newest, so that no older one comes up.
 */
export async function latestCampaigns(account: Account, count: number): Promise<LatestCampaigns> {
	if (count === 0) return { ids: [] };
	let first: bigint | undefined;
	const newestFirst = (page: Places, read: number) => {
		const ids = page.map(campaignId).filter((id) => id !== null);
		first ??= ids[0];
		return read >= count && (first ?? 0n) > (ids.at(-1) ?? 0n);
	};
	const method = get('getMessagesList');
	const [read] = await Promise.allSettled([
		pages(account, method, lists.campaigns, [], newestFirst),
	]);
	if (read.status === 'rejected') return { ids: [], error: read.reason as Error };
	const listed = (read.value ?? []).map(campaignId);
	const known = [...new Set(listed.filter((id) => id !== null))];
	const sorted = known.toSorted(byNewest);
	const isSorted = known.length > 1 && known.every((id, at) => id === sorted[at]);
	const unread = listed.filter((id) => id === null);
	const newest = (isSorted ? listed : [...unread, ...sorted]).slice(0, count);
	const ids = [...new Set(newest.filter((id) => id !== null))].map(String);
	const missing = newest.filter((id) => id === null).length;
	if (missing === 0) return { ids };
	const text = `${missing} of the ${newest.length} newest campaigns in the list ${missing === 1 ? 'has' : 'have'} no ID that can be read`;
	const hint = 'If it stays so, enter the campaigns in Campaign IDs instead of Latest Campaigns.';
	return { ids, error: failed(account.context, { ...lackingFailure(), text, hint }) };
}
