import type { GatewayContext } from '../framework/gateway.mts';
import { eraWrapped, wireId } from './answers.mts';
import type { SenderName } from './check.mts';
import { idOf, senderOf, sized, timeOf } from './check.mts';
import type { Call, Desk, Method } from './desk.mts';
import { BOTH } from './desk.mts';
import { pageOf } from './paging.mts';
import { measure } from './parts.mts';
import { invalid, Refusal } from './refusal.mts';
import type { SmsBySettings } from './settings.mts';
import type { Campaign, Schedule } from './state.mts';
import { NO_SCHEDULE } from './state.mts';
import { ERRORS } from './wire.mts';
import type { TimeFormat } from './zone.mts';
import { toWall } from './zone.mts';

/** Puts a campaign on record. */
export const addCampaign = (
	{ context, state }: Desk,
	draft: Pick<Campaign, 'channel' | 'name' | 'text' | 'schedule' | 'uuid'>,
	sender: SenderName,
	isModerated: boolean,
): Campaign => {
	const campaign: Campaign = {
		...draft,
		id: state.nextId(),
		senderId: sender.id,
		sender: sender.name,
		createdAt: context.clock.now(),
		looks: 0,
		moderated: isModerated,
		error: null,
		rejected: [],
		messageIds: [],
	};
	state.campaigns.push(campaign);
	return campaign;
};

/** new until the moderators have seen it (docs/gateways/smsby.md 3.5 and 11). */
const isModerated = (
	{ moderated, createdAt }: Campaign,
	{ settings, clock }: GatewayContext<SmsBySettings>,
): boolean =>
	moderated ||
	settings.moderationLooks === 0 ||
	(settings.moderationMs !== null && clock.now() - createdAt >= settings.moderationMs);

/** Campaigns a client can see: those of a bulk request once it is processed (a guess). */
const visible = ({ state }: Desk): Campaign[] =>
	state.campaigns.filter(
		({ channel, uuid }) =>
			channel === 'sms' &&
			(uuid === null || state.bulks.find((bulk) => bulk.uuid === uuid)?.processed === true),
	);

/** The campaign of `message_id`; a bulk uuid or an sms_id is none (docs/gateways/smsby.md 3.4). */
export const findCampaign = (desk: Desk, call: Call): Campaign | undefined => {
	const id = idOf(call, 'message_id');
	return visible(desk).find((one) => one.id === id);
};

const campaignOf = (desk: Desk, call: Call): Campaign => {
	const campaign = findCampaign(desk, call);
	if (!campaign) throw new Refusal('notFound', ERRORS.notFound);
	return campaign;
};

const TIME_FORMATS: readonly TimeFormat[] = ['YYYY-MM-DD HH:MM:SS', 'YYYY-MM-DD HH:MM'];

/** The format of `time` is not documented; the answer `"time":0` suggests unix seconds (a guess). */
const sendTimeOf = ({ params }: Call, settings: SmsBySettings): Schedule => {
	const wire = params.text('time');
	if (wire === undefined || wire === '0') return NO_SCHEDULE;
	if (/^\d{9,10}$/.test(wire)) return { wire, at: Number(wire) * 1000 };
	const format = TIME_FORMATS.find((one) => one.length === wire.length) ?? 'YYYY-MM-DD HH:MM';
	return { wire, at: timeOf(wire, 'time', format, settings) };
};

/** createSmsMessage (docs/gateways/smsby.md 3.5). */
const createSmsMessage = (desk: Desk, call: Call): unknown => {
	const { settings } = desk.context;
	const { text, length } = sized(call.params.need('message'));
	const sender = senderOf(call.params.text('alphaname_id'), settings);
	const schedule = sendTimeOf(call, settings);
	refuseDuplicate(desk, text);
	const campaign = addCampaign(
		desk,
		{ channel: 'sms', name: call.params.text('name') ?? null, text, schedule, uuid: null },
		sender,
		false,
	);
	const answer = {
		status: 'ok',
		parts: length.parts,
		len: length.length,
		message_id: wireId(campaign.id, settings),
		alphaname: isSystem(sender) ? 'system' : sender.name,
		...(settings.era === 'A' ? {} : { time: Math.floor((schedule.at ?? 0) / 1000) }),
	};
	return eraWrapped(answer, settings);
};

const isSystem = ({ id }: SenderName): boolean => id === null || id === '0';

/** Both known forms: the id in the text, and in one era as a member too (docs/gateways/smsby.md 2). */
const refuseDuplicate = ({ context, state }: Desk, text: string): void => {
	const { settings } = context;
	const known = state.campaigns.find(
		(one) => one.channel === 'sms' && one.uuid === null && one.text === text,
	);
	if (!known || settings.duplicates === 'accepted') return;
	const extra =
		settings.duplicates === 'messageId' ? { message_id: wireId(known.id, settings) } : {};
	throw new Refusal('invalid', ERRORS.duplicate(known.id), { extra });
};

/** checkSMSMessageStatus: each call is a look (docs/gateways/smsby.md 3.5). */
const checkSmsMessageStatus = (desk: Desk, call: Call): unknown => {
	const campaign = campaignOf(desk, call);
	const { moderationLooks } = desk.context.settings;
	campaign.looks++;
	if (moderationLooks !== null && campaign.looks > moderationLooks) campaign.moderated = true;
	const { senderId, sender, text } = campaign;
	return {
		status: isModerated(campaign, desk.context) ? 'moderated' : 'new',
		parts: measure(text).parts,
		alphaname: isSystem({ id: senderId, name: sender }) ? 'SYSTEM' : sender,
	};
};

/** getMessagesList (docs/gateways/smsby.md 3.5); that bulk campaigns are in it is a guess. */
const getMessagesList = (desk: Desk, call: Call): unknown => {
	const { settings } = desk.context;
	const result = pageOf(call, visible(desk)).map((campaign) => ({
		message_id: wireId(campaign.id, settings),
		message: campaign.text,
		parts: measure(campaign.text).parts,
		d_create: toWall(campaign.createdAt, settings.zone),
		status: isModerated(campaign, desk.context) ? 'moderated' : 'new',
	}));
	return { result };
};

/** A campaign that may be sent now; the error for one that may not is a guess. */
export const sendable = (desk: Desk, call: Call): Campaign => {
	const campaign = campaignOf(desk, call);
	if (!isModerated(campaign, desk.context)) throw invalid(ERRORS.denied);
	return campaign;
};

export const campaignMethods: readonly Method[] = [
	{
		name: 'createSmsMessage',
		version: 'v1',
		verbs: BOTH,
		parameters: ['message', 'alphaname_id', 'name', 'time'],
		run: createSmsMessage,
	},
	{
		name: 'checkSMSMessageStatus',
		version: 'v1',
		verbs: BOTH,
		parameters: ['message_id'],
		run: checkSmsMessageStatus,
	},
	{
		name: 'getMessagesList',
		version: 'v1',
		verbs: BOTH,
		parameters: ['limit_offset', 'limit_rows'],
		run: getMessagesList,
	},
];
