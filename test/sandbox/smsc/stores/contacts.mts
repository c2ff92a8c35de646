import type { Stored } from './table.mts';
import { Table } from './table.mts';

/** Phone and e-mail contacts are apart in every list (docs/gateways/smsc.md A1.1). */
export type Kind = 'phone' | 'mail';

/** The fields of a contact in the words of phones.php (docs/gateways/smsc.md 5). */
export type ContactFields = {
	/** A list of numbers or addresses "через любой разделитель", as given. */
	address: string;
	name: string;
	fnm: string;
	lnm: string;
	mnm: string;
	bd: string;
	/** The client's own id, which lists show as `id`. */
	myid: string;
	cmt: string;
	tags: string;
	pho: string;
};

export type Contact = ContactFields & { readonly kind: Kind; groups: number[] };
type Group = { name: string; number: number; readonly kind: Kind };

/** "через любой разделитель" */
export const splitAddresses = (text: string): string[] =>
	text.split(/[^\w@.+#-]+/).filter((one) => one !== '');

const bare = (address: string): string => address.replace(/^\+/, '').toLowerCase();

/** Contacts and groups of the account. */
export class Contacts {
	readonly contacts = new Table<Contact>();
	readonly groups = new Table<Group>();

	/** The contact that has one of those numbers or addresses. */
	find(kind: Kind, address: string): Stored<Contact> | undefined {
		const wanted = splitAddresses(address).map(bare);
		return this.contacts.rows.find(
			(contact) =>
				contact.kind === kind &&
				splitAddresses(contact.address).some((one) => wanted.includes(bare(one))),
		);
	}

	members(groupId: number): Stored<Contact>[] {
		return this.contacts.rows.filter(({ groups }) => groups.includes(groupId));
	}

	/** The recipients `G…` stands for; by the group's number, or by its id (docs/gateways/smsc.md 18). */
	addressesOfGroup(wanted: number, by: 'number' | 'id'): string[] {
		const group = this.groups.rows.find((one) => one[by] === wanted);
		if (!group) return [];
		return this.members(group.id).flatMap(({ address }) => splitAddresses(address));
	}

	freeNumber(): number {
		return Math.max(0, ...this.groups.rows.map(({ number }) => number)) + 1;
	}

	removeGroup(id: number): boolean {
		for (const contact of this.members(id)) {
			contact.groups = contact.groups.filter((one) => one !== id);
		}
		return this.groups.remove(id);
	}

	clear(): void {
		this.contacts.clear();
		this.groups.clear();
	}
}
