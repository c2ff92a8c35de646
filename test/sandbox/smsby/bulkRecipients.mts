import type { BulkChannel } from './bulkDraft.mts';
import { checkLink, checkPhone, sized } from './check.mts';
import { textOf } from './params.mts';
import type { Value } from './phpTree.mts';
import { isTree, member } from './phpTree.mts';
import { invalid, Refusal } from './refusal.mts';
import type { SmsBySettings } from './settings.mts';
import { ERRORS } from './wire.mts';

/** One member of a delivery list. */
export type Recipient = {
	readonly phone: string;
	readonly text: string;
	readonly buttonLink: string | null;
	/** Why it is left out (`bulkBadPhones: 'reported'`). */
	readonly error: string | null;
	readonly raw: Readonly<Record<string, string>>;
};

type Campaign = {
	/** The text of all; null when each has its own. */
	readonly common: string | null;
	readonly channel: BulkChannel;
	readonly settings: SmsBySettings;
	readonly needsLink: boolean;
};

/**
 * `delivery_list`: phones as strings for `bulk`, `{phone, text}` for `personal` (docs/gateways/smsby.md 3.2).
 */
export const deliveryListOf = (
	value: Value | undefined,
	at: string,
	campaign: Campaign,
): Recipient[] => {
	if (!Array.isArray(value) || value.length === 0) throw invalid(ERRORS.notList(at));
	return (value as readonly Value[]).map((item, index) =>
		campaign.common === null
			? personal(item, `${at}[${index}]`, campaign)
			: inBulk(item, `${at}[${index}]`, campaign.common, campaign),
	);
};

const inBulk = (item: Value, at: string, text: string, campaign: Campaign): Recipient => {
	const { settings, needsLink } = campaign;
	if (needsLink) throw invalid(ERRORS.required('button_link'));
	const given = phoneText(item, at, settings);
	return { ...judged(given, settings), text, buttonLink: null, raw: { phone: given } };
};

const personal = (item: Value, at: string, campaign: Campaign): Recipient => {
	const { settings, channel, needsLink } = campaign;
	if (!isTree(item)) throw invalid(ERRORS.notObject(at));
	const phone = phoneText(member(item, 'phone'), `${at}.phone`, settings);
	const text = textOf(member(item, 'text'), `${at}.text`);
	if (text === undefined) throw invalid(ERRORS.required(`${at}.text`));
	if (channel === 'sms') sized(text);
	const link = textOf(member(item, 'button_link'), `${at}.button_link`);
	if (needsLink && link === undefined) throw invalid(ERRORS.required(`${at}.button_link`));
	return {
		...judged(phone, settings),
		text,
		buttonLink: link === undefined ? null : checkLink(link),
		raw: { phone, text, ...(link === undefined ? {} : { button_link: link }) },
	};
};

const phoneText = (value: Value | undefined, at: string, { strict }: SmsBySettings): string => {
	if (strict && typeof value !== 'string') throw invalid(ERRORS.notText(at));
	return textOf(value, at) ?? '';
};

/** Whether a wrong phone spoils the request or is only reported later is in no source. */
const judged = (given: string, settings: SmsBySettings): Pick<Recipient, 'phone' | 'error'> => {
	try {
		return { phone: checkPhone(given, settings), error: null };
	} catch (error) {
		if (settings.bulkBadPhones === 'refused' || !(error instanceof Refusal)) throw error;
		return { phone: given, error: error.message };
	}
};
