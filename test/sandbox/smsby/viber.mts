import { accept } from './accept.mts';
import { phpMap, wireId } from './answers.mts';
import { addCampaign } from './campaigns.mts';
import { checkLink, idOf, phoneOf, timeOf, viberSenderOf, wordOf } from './check.mts';
import type { Call, Desk, Method } from './desk.mts';
import { GET, POST } from './desk.mts';
import { listOf, recipientsOf } from './lists.mts';
import { invalid, Refusal } from './refusal.mts';
import type { SmsBySettings } from './settings.mts';
import type { Campaign } from './state.mts';
import { NO_SCHEDULE } from './state.mts';
import { ERRORS } from './wire.mts';
import { toWall } from './zone.mts';

const KINDS = ['TEXT', 'IMAGE', 'BUTTON'] as const;

/** Text, picture and button of the newer methods (docs/gateways/smsby.md 6). */
const contentOf = ({ params }: Call) => {
	const kind = wordOf(params.text('type_message'), 'type_message', KINDS);
	const file = params.files.image;
	if (kind === 'IMAGE' && !file) throw invalid(ERRORS.noFile('image'));
	const text = kind === 'IMAGE' ? (params.text('message') ?? '') : params.need('message');
	const isButton = kind === 'BUTTON';
	return {
		text,
		...(isButton ? { button: params.need('button') } : {}),
		...(isButton ? { action: checkLink(params.need('button_link')) } : {}),
		...(file ? { image: file.filename } : {}),
		details: { typeMessage: kind, imageBytes: file?.bytes.length ?? null },
	};
};

type Content = Partial<ReturnType<typeof contentOf>> & { readonly text: string };

/** Pays for and sends one Viber message. */
const sendOne = (
	desk: Desk,
	call: Call,
	sender: { readonly id: string | null; readonly name: string },
	content: Content,
): unknown => {
	const recipient = phoneOf(call, desk);
	desk.account.charge('viber', 1);
	const draft = { channel: 'viber' as const, recipient, senderId: sender.id, ...content };
	const message = accept(desk, call, { ...draft, sender: sender.name });
	return { status: 'OK', result: { viber_id: wireId(message.id, desk.context.settings) } };
};

const senderFor = (desk: Desk, { params }: Call) =>
	viberSenderOf(params.text('vibername_id'), desk.context.settings);

/** sendQuickViberMessage v1: a text. */
const sendQuick = (desk: Desk, call: Call): unknown =>
	sendOne(desk, call, senderFor(desk, call), { text: call.params.need('message') });

/** sendQuickViberMessage v2: multipart, because of the picture. */
const sendQuickRich = (desk: Desk, call: Call): unknown =>
	sendOne(desk, call, senderFor(desk, call), contentOf(call));

/**
 * sendViberMessageList (docs/gateways/smsby.md A3.2): it makes a mailing, which a call of its own, or the site, confirms and
 * debits. `d_schedule` is optional (inferred); a picture is not among the documented parameters.
 */
const sendToList = (desk: Desk, call: Call): unknown => {
	const { settings } = desk.context;
	const sender = senderFor(desk, call);
	const list = listOf(desk, call);
	const phones = recipientsOf(list, 'phone');
	const name = call.params.need('name');
	const wire = call.params.text('d_schedule');
	const at = timeOf(wire, 'd_schedule', 'YYYY-MM-DD HH:MM', settings);
	const schedule = wire === undefined ? NO_SCHEDULE : { wire, at };
	const content = contentOf(call);
	const draft = { channel: 'viber' as const, name, text: content.text, schedule, uuid: null };
	const campaign = addCampaign(desk, draft, sender, true);
	const confirm = (): void => {
		desk.account.charge('viber', phones.length);
		for (const recipient of phones) {
			const message = accept(desk, call, {
				...content,
				channel: 'viber',
				recipient,
				sender: sender.name,
				senderId: sender.id,
				schedule,
				details: { ...content.details, campaignId: campaign.id, campaignName: name },
			});
			campaign.messageIds.push(message.id);
		}
	};
	if (settings.viberLists === 'confirmed') desk.state.unconfirmed.set(campaign.id, confirm);
	else confirm();
	return { status: 'OK', result: { viber_id: wireId(campaign.id, settings) } };
};

/** What the account's owner does on the site: the mailing is paid and goes out. */
export const confirmViberList = (
	{ unconfirmed }: Desk['state'],
	{ viber_id: id }: Readonly<Record<string, unknown>>,
): unknown => {
	const confirm = unconfirmed.get(String(id));
	if (!confirm) throw new RangeError(`No Viber mailing "${String(id)}" waits to be confirmed`);
	confirm();
	unconfirmed.delete(String(id));
	return { confirmed: id };
};

const viberCampaigns = ({ state }: Desk): Campaign[] =>
	state.campaigns.filter(({ channel }) => channel === 'viber');

/** createViberMessage: "possibly gone after the 2024 update"; the answer's shape is a guess. */
const createViberMessage = (desk: Desk, call: Call): unknown => {
	const text = call.params.need('message');
	const draft = { channel: 'viber' as const, name: null, text, schedule: NO_SCHEDULE, uuid: null };
	const { id } = addCampaign(desk, draft, senderFor(desk, call), true);
	return { status: 'OK', result: { viber_message_id: wireId(id, desk.context.settings) } };
};

/** sendViberMessage: the second step. */
const sendViberMessage = (desk: Desk, call: Call): unknown => {
	const wanted = idOf(call, 'viber_message_id');
	const campaign = viberCampaigns(desk).find(({ id }) => id === wanted);
	if (!campaign) throw new Refusal('notFound', ERRORS.notFound);
	const { senderId: id, sender: name, text } = campaign;
	return sendOne(desk, call, { id, name }, { text });
};

/** getViberMessageList, shaped like getMessagesList (a guess: its shape is not visible). */
const getViberMessageList = (desk: Desk): unknown => {
	const { settings } = desk.context;
	const result = viberCampaigns(desk).map(({ id, text, createdAt }) => ({
		viber_message_id: wireId(id, settings),
		message: text,
		d_create: toWall(createdAt, settings.zone),
		status: 'moderated',
	}));
	return { result };
};

/** getVibernames, shaped like getAlphanames (a guess: its shape is not visible). */
const getVibernames = ({ context: { settings } }: Desk): unknown =>
	phpMap(settings.vibernames, settings.mapShape);

const QUICK = ['phone', 'vibername_id', 'message'];
const RICH = ['type_message', 'image', 'button', 'button_link'];
const OLD: readonly string[] = ['createViberMessage', 'sendViberMessage'];
const LIST = ['name', 'vibername_id', 'list_id', 'd_schedule', 'message', ...RICH];

export const viberMethods: readonly Method[] = (
	[
		['sendQuickViberMessage', 'v1', POST, QUICK, sendQuick],
		['sendQuickViberMessage', 'v2', POST, [...QUICK, ...RICH], sendQuickRich],
		['sendViberMessageList', 'v1', POST, LIST, sendToList],
		['createViberMessage', 'v1', POST, ['message', 'vibername_id'], createViberMessage],
		['sendViberMessage', 'v1', POST, ['phone', 'viber_message_id'], sendViberMessage],
		['getViberMessageList', 'v1', GET, [], getViberMessageList],
		['getVibernames', 'v1', GET, [], getVibernames],
	] as const
).map(([name, version, verbs, parameters, run]): Method => {
	const exists = ({ oldViberMethods }: SmsBySettings) => oldViberMethods || !OLD.includes(name);
	return { name, version, verbs, parameters, exists, run };
});
