import type { Kind } from './contacts.mts';
import { Table } from './table.mts';

type Blocked = {
	readonly kind: Kind;
	readonly address: string;
	/** 0 all messages, 1 mailings, 2 single messages (docs/gateways/smsc.md 5). */
	readonly type: number;
	readonly comment: string;
};

/** The blacklist of the account. */
export class Blacklist {
	readonly records = new Table<Blocked>();

	find(kind: Kind, address: string) {
		const wanted = address.replace(/^\+/, '').toLowerCase();
		return this.records.rows.find(
			(one) => one.kind === kind && one.address.replace(/^\+/, '').toLowerCase() === wanted,
		);
	}

	/** Whether a message to that address is forbidden. */
	blocks(address: string, isMass: boolean): boolean {
		const record = this.find(address.includes('@') ? 'mail' : 'phone', address);
		return record !== undefined && (record.type === 0 || (record.type === 1) === isMass);
	}

	clear(): void {
		this.records.clear();
	}
}
