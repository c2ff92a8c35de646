import type { Message } from '../framework/message.mts';
import { accept } from './accept.mts';
import { wireId } from './answers.mts';
import { wirePhone } from './bulkReports.mts';
import { addCampaign, findCampaign, sendable } from './campaigns.mts';
import { idOf, phoneOf, senderOf, sized, timeOf } from './check.mts';
import { timeOfStatus } from './delivery.mts';
import type { Call, Desk, Method } from './desk.mts';
import { BOTH, GET } from './desk.mts';
import { listOf, recipientsOf } from './lists.mts';
import { pageOf } from './paging.mts';
import { measure } from './parts.mts';
import { invalid, Refusal } from './refusal.mts';
import type { Campaign } from './state.mts';
import { NO_SCHEDULE } from './state.mts';
import { ERRORS, STATUS } from './wire.mts';
import { toWall } from './zone.mts';

/** Sends the text of a campaign to one phone; it is paid. */
const sendTo = (desk: Desk, call: Call, campaign: Campaign, phone: string): Message => {
	const { parts } = measure(campaign.text);
	const message = accept(desk, call, {
		channel: 'sms',
		recipient: phone,
		sender: campaign.sender,
		senderId: campaign.senderId,
		text: campaign.text,
		parts,
		schedule: campaign.schedule,
		details: { campaignId: campaign.id },
	});
	campaign.messageIds.push(message.id);
	return message;
};

/** sendSms (docs/gateways/smsby.md 3.5). */
const sendSms = (desk: Desk, call: Call): unknown => {
	const campaign = sendable(desk, call);
	const phone = phoneOf(call, desk);
	desk.account.charge('sms', measure(campaign.text).parts);
	const message = sendTo(desk, call, campaign, phone);
	return { sms_id: wireId(message.id, desk.context.settings), status: STATUS.new };
};

const seconds = (instant: number | null): number =>
	instant === null ? 0 : Math.floor(instant / 1000);

/** checkSMS in its three eras (docs/gateways/smsby.md 3.5). */
const checkSms = (desk: Desk, call: Call): unknown => {
	const { settings, messages } = desk.context;
	const message = messages.find(idOf(call, 'sms_id'));
	if (message?.channel !== 'sms') throw new Refusal('notFound', ERRORS.notFound);
	const delivered = timeOfStatus(message, STATUS.delivered);
	const sent = timeOfStatus(message, STATUS.sent) ?? delivered;
	const id = { sms_id: wireId(message.id, settings) };
	if (settings.era === 'A') return [{ ...id, delivered: seconds(delivered) }];
	if (settings.era === 'C') {
		return { ...id, sent: seconds(sent), delivered: seconds(delivered), status: message.status };
	}
	if (delivered !== null) return { ...id, delivered: seconds(delivered) };
	// Right after sending there was neither key (the Java SDK's "unknown status").
	return sent === null ? id : { ...id, sent: seconds(sent) };
};

/** getSmsDeliveryList (docs/gateways/smsby.md 3.4); what `d_sent` is before sending is a guess. */
const getSmsDeliveryList = (desk: Desk, call: Call): unknown => {
	const { settings, messages } = desk.context;
	const campaign = findCampaign(desk, call);
	// Its documented codes have no 404.
	if (!campaign) throw invalid(ERRORS.notFound);
	const rows = campaign.messageIds.flatMap((id) => messages.find(id) ?? []);
	const result = pageOf(call, rows).map((message) => {
		const sent = timeOfStatus(message, STATUS.sent) ?? timeOfStatus(message, STATUS.delivered);
		return {
			phone: wirePhone(message.recipient, settings),
			status: message.status.toLowerCase(),
			d_sent: sent === null ? null : toWall(sent, settings.zone),
		};
	});
	return { result };
};

/**
 * sendSmsList, "to the selected list". Its parameters and answer are visible in no source (docs/gateways/smsby.md 3.5): a
 * list id with a text or a moderated message_id, like its Viber twin.
 */
const sendSmsList = (desk: Desk, call: Call): unknown => {
	const { settings } = desk.context;
	const { params } = call;
	const list = listOf(desk, call);
	const phones = recipientsOf(list, 'phone');
	const wire = params.text('d_schedule');
	const at = timeOf(wire, 'd_schedule', 'YYYY-MM-DD HH:MM', settings);
	const known = params.text('message_id') === undefined ? null : sendable(desk, call);
	const text = known?.text ?? sized(params.need('message')).text;
	const sender = known
		? { id: known.senderId, name: known.sender }
		: senderOf(params.text('alphaname_id'), settings);
	desk.account.charge('sms', measure(text).parts * phones.length);
	const name = params.text('name') ?? list.name;
	const campaign = addCampaign(
		desk,
		{
			channel: 'sms',
			name,
			text,
			schedule: wire === undefined ? (known?.schedule ?? NO_SCHEDULE) : { wire, at },
			uuid: null,
		},
		sender,
		true,
	);
	for (const phone of phones) sendTo(desk, call, campaign, phone);
	return { status: 'OK', result: { message_id: wireId(campaign.id, settings) } };
};

export const smsMethods: readonly Method[] = [
	{
		name: 'sendSms',
		version: 'v1',
		verbs: BOTH,
		parameters: ['message_id', 'phone'],
		run: sendSms,
	},
	{ name: 'checkSMS', version: 'v1', verbs: BOTH, parameters: ['sms_id'], run: checkSms },
	{
		name: 'getSmsDeliveryList',
		version: 'v1',
		verbs: GET,
		parameters: ['message_id', 'limit_offset', 'limit_rows'],
		run: getSmsDeliveryList,
	},
	{
		name: 'sendSmsList',
		version: 'v1',
		verbs: BOTH,
		parameters: ['list_id', 'message', 'message_id', 'alphaname_id', 'name', 'd_schedule'],
		run: sendSmsList,
	},
];
