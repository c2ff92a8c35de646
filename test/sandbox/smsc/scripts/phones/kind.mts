import type { Contacts, Kind } from '../../stores/contacts.mts';
import type { Parameters } from '../../wire/parameters.mts';
import { badParameters, notFound } from '../../wire/refusal.mts';

/** Whom a command is about: a phone or, in its place, an e-mail address; error 1 without either. */
export const addressed = (parameters: Parameters): { kind: Kind; address: string } => {
	const [phone, mail] = [parameters.text('phone'), parameters.text('mail')];
	if (phone !== '' && mail !== '') throw badParameters();
	if (phone !== '') return { kind: 'phone', address: phone };
	if (mail !== '') return { kind: 'mail', address: mail };
	throw badParameters();
};

/** The group ids of `grp`, comma-separated; error 1 for no number, 3 for no such group (a guess). */
export const groupIds = (text: string, contacts: Contacts): number[] =>
	text
		.split(/[,|]/)
		.filter((one) => one.trim() !== '')
		.map((one) => {
			const id = Number(one);
			if (!Number.isInteger(id)) throw badParameters();
			if (id !== 0 && !contacts.groups.find(id)) throw notFound();
			return id;
		})
		.filter((id) => id !== 0);
