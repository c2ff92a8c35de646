import type { Account } from '../account.mts';
import type { Channel } from '../wire/words.mts';
import { SEND_ERROR } from '../wire/words.mts';
import { takesNicknames } from './channel.mts';

/** One recipient of a request. */
export type Recipient = {
	/** As corrected; as given when it is no address at all. */
	readonly address: string;
	/** The error number that keeps it from getting the message (6, 7, 8), null when nothing does. */
	readonly problem: number | null;
};

const NUMBER = /^[1-9]\d{6,14}$/;
const EMAIL = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/;
const NICKNAME = /^(@?[A-Za-z]\w{3,31}|#\d+)$/;
const GROUP = /^G(\d+)$/;

/**
 * A phone number in international form, digits only; null when it is none. A leading "+" switches auto-correction off
 * (docs/gateways/smsc.md 2.1); what it corrects is a guess: separators, 8 or nothing before a Russian number.
 */
export const readNumber = (given: string, autoCorrect: boolean): string | null => {
	if (given.startsWith('+')) return NUMBER.test(given.slice(1)) ? given.slice(1) : null;
	const digits = autoCorrect ? given.replace(/[\s()-]/g, '') : given;
	const corrected =
		autoCorrect && /^8\d{10}$/.test(digits)
			? `7${digits.slice(1)}`
			: autoCorrect && /^9\d{9}$/.test(digits)
				? `7${digits}`
				: digits;
	return NUMBER.test(corrected) ? corrected : null;
};

export const isEmail = (given: string): boolean => EMAIL.test(given);

const readAddress = (given: string, channel: Channel, autoCorrect: boolean): string | null => {
	if (channel === 'mail') return isEmail(given) ? given : null;
	if (takesNicknames(channel) && NICKNAME.test(given)) return given;
	return readNumber(given, autoCorrect);
};

/** The recipients of `phones`: a list by comma or semicolon, groups as `G<number>`; each one once (a guess). */
export const readRecipients = (
	phones: string,
	channel: Channel,
	{ settings, contacts }: Account,
): Recipient[] => {
	const given = phones
		.split(/[,;]/)
		.map((one) => one.trim())
		.filter((one) => one !== '')
		.flatMap((one) => {
			const group = GROUP.exec(one)?.[1];
			if (group === undefined) return [one];
			const members = contacts.addressesOfGroup(Number(group), settings.groupAddress);
			// A group that is not there or is empty is a bad number (a guess).
			return members.length > 0 ? members : [one];
		});
	const recipients = given.map((one): Recipient => {
		const address = readAddress(one, channel, settings.autoCorrect);
		if (address === null) return { address: one, problem: SEND_ERROR.number };
		return { address, problem: settings.refusals[address] ?? null };
	});
	return [...new Map(recipients.map((one) => [one.address, one])).values()];
};
