import type { SmscSettings } from '../../settings.mts';
import type { Contacts, Kind } from '../../stores/contacts.mts';
import { splitAddresses } from '../../stores/contacts.mts';
import type { Parameters } from '../../wire/parameters.mts';
import { badParameters, notFound } from '../../wire/refusal.mts';

/**
 * Whom a command is about: a number in `phone` of phones.php, an address in `mail` of mails.php; error 1 without it
 * (docs/gateways/smsc.md A1, the operator's list of parameters).
 */
export const addressed = (parameters: Parameters, kind: Kind): string => parameters.required(kind);

/**
 * The same for a command that takes one number or address a call (docs/gateways/smsc.md A1). What a list does there is
 * UNKNOWN: it is refused, or only its first entry counts, or all of them.
 */
export const addressedOnes = (
	parameters: Parameters,
	kind: Kind,
	{ listsForOne }: SmscSettings,
): string[] => {
	const ones = splitAddresses(addressed(parameters, kind));
	if (ones.length === 0 || (ones.length > 1 && listsForOne === 'refused')) throw badParameters();
	return listsForOne === 'all' ? ones : ones.slice(0, 1);
};

/** The group ids of `grp`, comma-separated; error 1 for no number, 3 for no such group of the kind (a guess). */
export const groupIds = (text: string, contacts: Contacts, kind: Kind): number[] =>
	text
		.split(/[,|]/)
		.filter((one) => one.trim() !== '')
		.map((one) => {
			const id = Number(one);
			if (!Number.isInteger(id)) throw badParameters();
			if (id !== 0 && contacts.groups.find(id)?.kind !== kind) throw notFound();
			return id;
		})
		.filter((id) => id !== 0);
