import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ReadParameter } from '../../../shared/delivery/parameterReader';
import type { Message, Route, Setting, Verdict } from '../../../shared/delivery/route';
import { additionalParameters } from '../../../shared/fields/common';
import type { WireParameter } from '../../../shared/fields/wire';
import { idOf, isRecord } from '../../../shared/transport/json';
import { fieldForm } from '../../fieldCall';
import { type AddressKind, addressJson, addressParameter, readAddress } from './address';

/** A phone number or e-mail address, and what is to be done with it. */
export interface AddressEntry extends Message {
	kind: AddressKind;
	/** Parameters beside the address; entries with equal ones can share a request. */
	parameters: WireParameter[];
}

/** Items in a request where a list means several contacts. SMSC states no limit. */
export const listPreset = 100;

/** What the user should know about requests that carry many items. */
export const sharedFate =
	'How many items one request carries at most. SMSC answers once for all of them: when it refuses, all fail together, and a number that it does not know among others may pass unnoticed. With 1 each item gets an answer of its own.';

/** How many items one request carries. */
export const perRequestOption = (preset: number, description: string): INodeProperties => ({
	displayName: 'Items per Request',
	name: 'perRequest',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10_000, numberPrecision: 0 },
	default: preset,
	description,
});

/** What `perRequestOption` is set to. */
export const perRequest = (read: ReadParameter, preset: number): number =>
	Number((read('options', {}) as IDataObject).perRequest ?? preset);

/** A command of phones.php about addresses. */
export interface AddressCommand {
	/** The command must not be carried out twice. */
	once?: boolean;
	/** Items in a request unless the user chose otherwise. */
	perRequest: number;
	parameters(read: ReadParameter, setting: Setting): WireParameter[];
	/** Fields of the row beside the address. */
	row(entry: AddressEntry, verdict: Verdict & { accepted: true }): IDataObject;
}

/**
 * The id in an answer belongs to one entry; of a shared request it would name only one of them. Source: seed 001, "При
 * создании контакта, группы контактов, записи \"черного\" списка".
 */
function verdictsOf(count: number, body: unknown): Verdict[] {
	const id = count === 1 && isRecord(body) ? idOf(body.id) : null;
	return Array.from({ length: count }, () => ({ accepted: true, messageId: id, groupId: null }));
}

/**
 * A command of phones.php that takes a list in `phone` or `mail`: items whose other fields are equal share a request.
 * Source: notes smsc.md section 5, "phone / mail: list with any separator".
 */
export function addressRoute(command: AddressCommand): Route<AddressEntry> {
	return {
		effect: command.once ? 'once' : 'again',
		listSize: (read) => perRequest(read, command.perRequest),
		message: (read, setting) => {
			const { kind, address } = readAddress(read);
			const parameters = [...command.parameters(read, setting), ...additionalParameters(read)];
			return { recipient: address, reference: null, kind, parameters };
		},
		groupKey: ({ kind, parameters }) => JSON.stringify([kind, parameters]),
		contentKey: ({ kind, parameters }) => JSON.stringify([kind, parameters]),
		request: (entries) => {
			const [{ kind, parameters } = { kind: 'phone' as const, parameters: [] }] = entries;
			const addresses = entries.map(({ recipient }) => recipient).join(',');
			return fieldForm('phones', [...parameters, [addressParameter[kind], addresses]]);
		},
		verdicts: (entries, body) => verdictsOf(entries.length, body),
		row: (entry, verdict) => ({
			...addressJson(entry.kind, entry.recipient),
			...command.row(entry, verdict),
		}),
	};
}
