import {
	type IDataObject,
	type INodeExecutionData,
	type IPollFunctions,
	NodeOperationError,
} from 'n8n-workflow';

import { pollTime } from '../../../shared/callbacks/pollTime';
import { checkedTrigger, type ReadParameter } from '../../../shared/input/parameterReader';
import { locatorValue, numberOrPreset } from '../../../shared/input/read';
import type { DeliveryReport } from '../../../shared/model/deliveryReport';
import type { Failure } from '../../../shared/model/failure';
import { failureError } from '../../../shared/model/failedRow';
import { idOf, isRecord } from '../../../shared/text/json';
import { openLine } from '../../../shared/transport/line';
import { sendPulse } from '../../gateway';
import { readChannel } from '../channels';
import { chatReport } from '../report';
import { incomingTitle } from '../titles';
import { Calls, pageSize } from './calls';
import { isIncoming, listedChat } from './listed';
import { firstLook, type Memory, memoryIn } from './memory';
import { type Finds, goRound, type NewMessage } from './round';
import { nodeOf } from '../../../shared/model/n8n';

/** How many messages a person who tests gets to see. */
const shown = 10;

const hourMs = 3_600_000;

interface Bot {
	id: string;
	name: string | null;
}

type Values = Readonly<Record<string, unknown>>;

const nameOf = ({ name, channel_data: platform }: Values): string | null =>
	idOf(name) ?? (isRecord(platform) ? (idOf(platform.name) ?? idOf(platform.username)) : null);

/** Bots, or why they are not known. */
type Bots = { ok: true; bots: Bot[] } | { ok: false; failure: Failure };

/** All bots of the channel. */
async function botsOf(calls: Calls): Promise<Bots> {
	const bots = new Map<string, Bot>();
	for (let skip = 0; ; skip += pageSize) {
		const page = await calls.page('/bots', {}, skip);
		if (!page.ok) return page;
		const known = bots.size;
		for (const row of page.rows) {
			const id = idOf(row.id);
			if (id !== null) bots.set(id, { id, name: nameOf(row) });
		}
		if (page.count < pageSize || bots.size === known || calls.remaining <= 0)
			return { ok: true, bots: [...bots.values()] };
	}
}

/** The report that the webhook would have brought, with the same key. Source: docs/gateways/sendpulse.md 18.4.4 and 18.4.5. */
function report(channel: string, bot: Bot, { chat, listed }: NewMessage): DeliveryReport {
	const { message } = listed;
	return {
		gateway: sendPulse.id,
		// It came over a call of our own.
		verified: true,
		...chatReport({
			service: channel,
			title: incomingTitle,
			bot: { ...bot },
			contact: chat.contact,
			id: idOf(message.id),
			data: message.data,
			text: null,
			date: message.created_at,
			raw: { message, contact: chat.contact, inbox_unread: chat.row.inbox_unread },
		}),
	};
}

/** Where the first poll begins: messages have a moment of whole seconds. */
function startOf(read: ReadParameter, now: number): number {
	const past = read('startWith', 'new') === 'past';
	const hours = past ? numberOrPreset(read, 'hours', 24) : 0;
	return Math.floor((now - hours * hourMs) / 1000) * 1000;
}

interface Poll {
	context: IPollFunctions;
	channel: string;
	calls: Calls;
	/** The chosen bot; empty for all of the channel. */
	botId: string;
}

/** The bots to look at. A chosen one is looked up once, for its name. */
async function chosenBots({ calls, botId }: Poll, memory: Memory | null): Promise<Bots> {
	const known = memory?.bots[botId];
	if (known) return { ok: true, bots: [{ id: botId, name: known.name }] };
	const all = await botsOf(calls);
	if (!all.ok || botId === '') return all;
	const found = all.bots.find(({ id }) => id === botId);
	return { ok: true, bots: [found ?? { id: botId, name: null }] };
}

/** What a poll has found, and why it ended before its end. */
interface Found {
	reports: DeliveryReport[];
	failure?: Failure;
}

/** The newest messages, for a person who tests; it moves nothing on. */
async function newest(poll: Poll): Promise<Found> {
	const found: Array<{ bot: Bot; message: NewMessage }> = [];
	const chosen = await chosenBots(poll, null);
	if (!chosen.ok) return { reports: [], failure: chosen.failure };
	for (const bot of chosen.bots) {
		if (poll.calls.remaining <= 0) break;
		const page = await poll.calls.page('/chats', { bot_id: bot.id }, 0);
		if (!page.ok) return { reports: [], failure: page.failure };
		for (const row of page.rows) {
			const chat = listedChat(row);
			if (chat?.last && isIncoming(chat.last.message))
				found.push({ bot, message: { chat, listed: chat.last } });
		}
	}
	const reports = found
		.sort((a, b) => a.message.listed.at - b.message.listed.at)
		.slice(-shown)
		.map(({ bot, message }) => report(poll.channel, bot, message));
	return { reports };
}

/** Begins with the bot at which the calls of the last poll were used up. */
function inTurn(bots: Bot[], next: string | undefined): Bot[] {
	const at = Math.max(
		0,
		bots.findIndex(({ id }) => id === next),
	);
	return [...bots.slice(at), ...bots.slice(0, at)];
}

/** What is new at all bots. @param memory is changed to what is to be remembered of it */
async function news(poll: Poll, memory: Memory, now: number): Promise<Found> {
	const { context, calls, channel } = poll;
	const chosen = await chosenBots(poll, memory);
	if (!chosen.ok) return { reports: [], failure: chosen.failure };
	const found: Array<{ at: number; report: DeliveryReport }> = [];
	let failure: Failure | undefined;
	for (const bot of inTurn(chosen.bots, memory.next)) {
		memory.next = bot.id;
		const state = (memory.bots[bot.id] ??= firstLook(bot.name, memory.start));
		state.name = bot.name;
		const finds: Finds = {
			add: (message) =>
				found.push({ at: message.listed.at, report: report(channel, bot, message) }),
			skipped: ({ contactId }, { text }) =>
				context.logger.warn(
					`${nodeOf(context).name}: SendPulse does not show the chat of contact ${contactId}: ${text}`,
				),
		};
		failure = await goRound(calls, bot.id, state, finds, now);
		if (failure || calls.remaining <= 0) break;
		delete memory.next;
	}
	const reports = found.sort((a, b) => a.at - b.at).map((one) => one.report);
	return { reports, failure };
}

const items = (reports: DeliveryReport[]): INodeExecutionData[][] | null =>
	reports.length === 0 ? null : [reports.map((json) => ({ json: { ...json } as IDataObject }))];

/** @throws NodeOperationError when it cannot be an id */
function botIn(context: IPollFunctions, read: ReadParameter): string {
	const id = locatorValue(read('bot', '')).trim();
	if (/^[\w-]*$/.test(id)) return id;
	throw new NodeOperationError(nodeOf(context), `Bot: “${id.slice(0, 40)}” is not an ID`, {
		description: 'Choose a bot from the list, or enter its ID of 24 letters and digits.',
	});
}

/** Incoming messages that are new since the last poll. Source: docs/gateways/sendpulse.md 18.4.5. */
export async function pollChats(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const now = Date.now();
	const line = await openLine(context, sendPulse);
	const read = checkedTrigger(context, line.redact);
	const { id: channel, prefix } = readChannel(read);
	const most = numberOrPreset(read, 'callsPerPoll', 50);
	const calls = new Calls(context, line, prefix, most, pollTime(context));
	const poll: Poll = { context, channel, calls, botId: botIn(context, read) };
	const isTest = context.getMode() === 'manual';
	const data = context.getWorkflowStaticData('node');
	const memory = memoryIn(data, startOf(read, now), now);
	const { reports, failure } = isTest ? await newest(poll) : await news(poll, memory, now);
	if (failure && reports.length === 0) throw failureError(nodeOf(context), sendPulse, failure);
	// What was found before is handed over; if the fault lasts, the next poll will say so.
	if (failure) {
		context.logger.warn(`${nodeOf(context).name}: the poll ended early: ${failure.text}`);
	}
	if (!isTest) data.memory = memory as unknown as IDataObject;
	return items(reports);
}
