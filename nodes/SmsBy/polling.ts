import { createHash } from 'node:crypto';

import type { ICredentialDataDecryptedObject, IDataObject, IPollFunctions } from 'n8n-workflow';

import type { DeliveryReport } from '../shared/model/deliveryReport';
import { type DeliveryStatus, outcomeOf } from '../shared/model/deliveryStatus';
import { failureDetails, failureText, nodeError } from '../shared/model/failedRow';
import { type Failure, lackingFailure } from '../shared/model/failure';
import type { AnswerReader } from '../shared/model/gateway';
import type { Line } from '../shared/transport/exchange';
import { entryCount, idOf, isRecord } from '../shared/text/json';
import { request } from '../shared/transport/request';
import { entriesOf, hasEntries } from './answer';
import { bulkRows } from './bulk';
import { get, listReader, type Method, methodRequest, post } from './call';
import { smsBy } from './gateway';
import { accountZone } from './hosts';
import { checkSms, deliveryList, deliveryRows, smsState } from './state';

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
	nodeError(context.getNode(), failureText(smsBy, failure), failureDetails(smsBy, failure), 0);

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

/** checkSMS. @returns none where the answer is about another message */
export async function observeMessage(account: Account, messageId: string): Promise<Observation[]> {
	const known = { messageId, groupId: null, recipient: null };
	const body = await ask(account, checkSms, [['sms_id', messageId]]);
	if (body === null) return [notFound(messageKey(messageId), known)];
	const state = smsState(messageId, body);
	return state ? [observation(messageKey(messageId), known, state, body)] : [];
}

/** Begins the keys of one list. */
const prefixOf = (groupId: string): string => `${digest(groupId)}:`;

/** What tells a report from others. */
const dedupeKeyOf = (key: string, { status, code }: Pick<DeliveryReport, 'status' | 'code'>) =>
	JSON.stringify([key, status, code]);

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

/** What the rows of a page are about, whatever their statuses are by now. */
const toldBy = (page: IDataObject[]): string =>
	JSON.stringify(page.map(({ message_id: id, sms_id: sms, phone }) => [id, sms, phone]));

/** Reads pages until one is short, or one that came before, as SMS.by may give the same for any offset. */
async function pages(
	account: Account,
	method: Method,
	parameters: Array<[string, string]>,
	enough: (page: IDataObject[], read: number) => boolean = () => false,
): Promise<IDataObject[] | null> {
	const rows: IDataObject[] = [];
	const came = new Set<string>();
	for (let read = 0; ; ) {
		const body = await ask(
			account,
			method,
			[...parameters, ['limit_offset', String(read)], ['limit_rows', String(pageSize)]],
			listReader,
		);
		if (read === 0) {
			if (body === null) return null;
			if (!hasEntries(body, 'result')) throw failed(account.context, lackingFailure());
		}
		const page = entriesOf(body, 'result');
		const told = toldBy(page);
		if (came.has(told)) return rows;
		came.add(told);
		for (const row of page) rows.push(row);
		const count = entryCount(body, page);
		read += count;
		if (count < pageSize || enough(page, rows.length)) return rows;
	}
}

/** getSmsDeliveryList, all of it. */
export async function observeCampaign(
	account: Account,
	campaignId: string,
): Promise<Observation[]> {
	const entries = await pages(account, deliveryList, [['message_id', campaignId]]);
	if (!entries) return [missing(campaignId)];
	const zone = accountZone(account.line.credentials);
	return observations(campaignId, deliveryRows(campaignId, { result: entries }, zone));
}

/** statusBulkSms, or its Viber twin: a uuid does not tell which of them has made it. */
export async function observeBulkRequest(
	account: Account,
	groupId: string,
): Promise<Observation[]> {
	const parameters: Array<[string, string]> = [['uuid', groupId]];
	const body =
		(await ask(account, post('statusBulkSms'), parameters)) ??
		(await ask(account, post('statusBulkViber'), parameters));
	if (body === null) return [missing(groupId)];
	return observations(groupId, bulkRows(groupId, body, accountZone(account.line.credentials)));
}

/** Those that are numbers, however long. */
const campaignIds = (rows: IDataObject[]): bigint[] =>
	rows
		.map((row) => idOf(row.message_id) ?? '')
		.filter((id) => /^\d{1,40}$/.test(id))
		.map(BigInt);

/**
 * The newest campaigns of getMessagesList. In which order it lists them is not documented: when its first page begins with
 * the highest ids, that page is enough.
 */
export async function latestCampaigns(account: Account, count: number): Promise<string[]> {
	let first: bigint | undefined;
	const newestFirst = (page: IDataObject[], read: number) => {
		const ids = campaignIds(page);
		first ??= ids[0];
		return read >= count && (first ?? 0n) > (ids.at(-1) ?? 0n);
	};
	const rows = (await pages(account, get('getMessagesList'), [], newestFirst)) ?? [];
	return campaignIds(rows)
		.sort((a, b) => (a < b ? 1 : a > b ? -1 : 0))
		.slice(0, count)
		.map(String);
}

/** What n8n keeps of the last look: the mark of every message by its key. */
type Seen = Record<string, string>;

const finalMark = '!';

/** @param seen what the last look saw; undefined at the first one */
export const isDecided = (seen: Seen | undefined, key: string): boolean =>
	seen?.[key]?.endsWith(finalMark) === true;

const markOf = ({ mark, final }: Observation): string => (final ? `${mark}${finalMark}` : mark);

/** Keys by what they have in common, each list in its order. */
class KeyLists {
	private readonly lists = new Map<string, { keys: string[]; taken: number }>();

	add(name: string, key: string): void {
		const list = this.lists.get(name);
		if (list) list.keys.push(key);
		else this.lists.set(name, { keys: [key], taken: 0 });
	}

	take(name: string): string | undefined {
		const list = this.lists.get(name);
		return list?.keys[list.taken++];
	}
}

/** List and number that a key is of. */
const recipientOf = (key: string): string => key.split(':', 2).join(':');

/**
 * Gives each of several messages to one number the key that its status was noted under, since a list need not keep its order.
 *
 * @returns the observations, in their order
 */
export function recognised(seen: Seen, observations: readonly Observation[]): Observation[] {
	const name = (key: string, mark: string | undefined) => `${recipientOf(key)} ${mark}`;
	const noted = new KeyLists();
	for (const { key } of observations) noted.add(name(key, seen[key]), key);
	const same = observations.map((one) => noted.take(name(one.key, markOf(one))));
	const taken = new Set(same);
	const free = new KeyLists();
	for (const { key } of observations) if (!taken.has(key)) free.add(recipientOf(key), key);
	return observations.map((one, at) => {
		const key = same[at] ?? free.take(recipientOf(one.key)) ?? one.key;
		if (key === one.key) return one;
		return { ...one, key, report: { ...one.report, dedupeKey: dedupeKeyOf(key, one.report) } };
	});
}

/** @returns the observations whose status is not the one of the last look */
export const changed = (seen: Seen, observations: readonly Observation[]): Observation[] =>
	observations.filter((observation) => seen[observation.key] !== markOf(observation));

/**
 * What to keep for the next look: all that was seen now, and of what is watched also that which was seen before. A list may come
 * short for once, and nothing of it is to be reported again.
 *
 * @param messageIds those that are watched, also those that were not asked for
 * @param groupIds campaigns and bulk requests that are watched
 */
export function remember(
	seen: Seen | undefined,
	observations: readonly Observation[],
	messageIds: readonly string[],
	groupIds: readonly string[],
): Seen {
	const messages = new Set(messageIds.map(messageKey));
	const lists = new Set(groupIds.map(prefixOf));
	const isWatched = (key: string) =>
		messages.has(key) ||
		// That a list is missing holds until it is there again.
		(!lists.has(key) && lists.has(key.slice(0, key.indexOf(':') + 1)));
	return Object.fromEntries([
		...Object.entries(seen ?? {}).filter(([key]) => isWatched(key)),
		...observations.map((observation) => [observation.key, markOf(observation)]),
	]) as Seen;
}

/** Reads what an earlier look has left in the workflow's static data; what no look would leave counts as nothing. */
export function seenIn({ seen }: IDataObject): Seen | undefined {
	if (!isRecord(seen)) return undefined;
	return Object.fromEntries(
		Object.entries(seen).filter(([, mark]) => typeof mark === 'string'),
	) as Seen;
}
