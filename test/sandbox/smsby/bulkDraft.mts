import type { Recipient } from './bulkRecipients.mts';
import { deliveryListOf } from './bulkRecipients.mts';
import type { SenderName } from './check.mts';
import { checkLink, isHttpUrl, senderOf, sized, timeOf, viberSenderOf, wordOf } from './check.mts';
import { textOf } from './params.mts';
import type { Tree, Value } from './phpTree.mts';
import { isTree, member } from './phpTree.mts';
import { invalid } from './refusal.mts';
import type { SmsBySettings } from './settings.mts';
import type { Schedule } from './state.mts';
import { ALPHANAME_ERRORS, ERRORS } from './wire.mts';

export type BulkChannel = 'sms' | 'viber';

/** The Viber part of a campaign (docs/gateways/smsby.md 6). */
export type Content = {
	readonly type: 'text' | 'button' | 'image';
	readonly imageUrl: string | null;
	readonly caption: string | null;
	readonly buttonLink: string | null;
};

/** One member of `messages`, judged. */
export type CampaignDraft = {
	readonly name: string | null;
	readonly type: 'bulk' | 'personal';
	readonly sender: SenderName;
	/** The common text of `bulk`; null for `personal`. */
	readonly text: string | null;
	readonly schedule: Schedule;
	readonly content: Content | null;
	readonly recipients: readonly Recipient[];
	/** The campaign's own scalars as they came, for `Message.raw`. */
	readonly raw: Readonly<Record<string, string>>;
	/** Members nobody reads. */
	readonly ignored: readonly string[];
};

const KNOWN = ['alphaname_id', 'name', 'message_type', 'text', 'schedule_time', 'delivery_list'];
const VIBER_KNOWN = [...KNOWN, 'content', 'button_link'];

/** The campaigns of a bulk request (docs/gateways/smsby.md 3.2). */
export const campaignDrafts = (
	messages: Value | undefined,
	channel: BulkChannel,
	settings: SmsBySettings,
): CampaignDraft[] => {
	if (!Array.isArray(messages) || messages.length === 0) throw invalid(ERRORS.notList('messages'));
	return (messages as readonly Value[]).map((one, at) => {
		if (!isTree(one)) throw invalid(ERRORS.notObject(`messages[${at}]`));
		return draftOf(one, `messages[${at}]`, channel, settings);
	});
};

const draftOf = (
	one: Tree,
	at: string,
	channel: BulkChannel,
	settings: SmsBySettings,
): CampaignDraft => {
	const text = (name: string) => textOf(member(one, name), `${at}.${name}`);
	const type = wordOf(text('message_type'), `${at}.message_type`, ['bulk', 'personal']);
	const wire = text('schedule_time') ?? null;
	const content = channel === 'viber' ? contentOf(one, at, type) : null;
	const common = type === 'bulk' ? commonText(text('text'), at, channel, content) : null;
	const recipients = deliveryListOf(member(one, 'delivery_list'), `${at}.delivery_list`, {
		common,
		channel,
		settings,
		needsLink: content?.type === 'button' && content.buttonLink === null,
	});
	return {
		name: text('name') ?? null,
		type,
		sender: bulkSender(text('alphaname_id'), channel, settings),
		text: common,
		schedule: {
			wire,
			at: timeOf(wire ?? undefined, `${at}.schedule_time`, 'YYYY-MM-DDTHH:mm:ss', settings),
		},
		content,
		recipients,
		raw: Object.fromEntries(
			Object.entries(one).flatMap(([name, value]) =>
				typeof value === 'object' ? [] : [[name, String(value)]],
			),
		),
		ignored: Object.keys(one).filter(
			(name) => !(channel === 'sms' ? KNOWN : VIBER_KNOWN).includes(name),
		),
	};
};

/** `alphaname_id` is required here (inferred); in a Viber request it names a Viber sender. */
const bulkSender = (
	id: string | undefined,
	channel: BulkChannel,
	settings: SmsBySettings,
): SenderName => {
	if (channel === 'viber') return viberSenderOf(id, settings);
	if (id === undefined && settings.strict && settings.alphanameRule !== 'ignored') {
		throw invalid(ALPHANAME_ERRORS[settings.era]);
	}
	return senderOf(id, settings);
};

const commonText = (
	text: string | undefined,
	at: string,
	channel: BulkChannel,
	content: Content | null,
): string => {
	if (text === undefined) {
		// An image may stand alone (docs/gateways/smsby.md 6 lists no text with it).
		if (content?.type === 'image') return '';
		throw invalid(ERRORS.required(`${at}.text`));
	}
	return channel === 'sms' ? sized(text).text : text;
};

const contentOf = (one: Tree, at: string, type: 'bulk' | 'personal'): Content => {
	const value = member(one, 'content');
	if (!isTree(value)) throw invalid(ERRORS.notObject(`${at}.content`));
	const text = (name: string) => textOf(member(value, name), `${at}.content.${name}`) ?? null;
	const kind = wordOf(text('type') ?? undefined, `${at}.content.type`, ['text', 'button', 'image']);
	if (kind === 'image' && type === 'personal') throw invalid(ERRORS.imageBulkOnly);
	if (kind === 'text') return { type: kind, imageUrl: null, caption: null, buttonLink: null };
	const imageUrl = text('image_url');
	if (!imageUrl || !isHttpUrl(imageUrl)) throw invalid(ERRORS.address(`${at}.content.image_url`));
	if (kind === 'image') return { type: kind, imageUrl, caption: null, buttonLink: null };
	const caption = text('caption');
	if (caption === null) throw invalid(ERRORS.required(`${at}.content.caption`));
	// Where `bulk` has its link is cut off in every source: content or campaign (a guess).
	const link = text('button_link') ?? textOf(member(one, 'button_link'), `${at}.button_link`);
	return { type: kind, imageUrl, caption, buttonLink: link ? checkLink(link) : null };
};
