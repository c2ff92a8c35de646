import type { INodeProperties } from 'n8n-workflow';

import { closingFields } from '../../shared/fields/closing';
import { defaultCountryOption } from '../../shared/fields/common';
import type { Resource } from '../../shared/model/operation';
import { entries } from '../../shared/fields/entries';
import { listFields } from '../../shared/fields/list';
import { phoneField, phoneOf } from '../../shared/fields/message';
import { recordOf } from '../../shared/text/json';
import { wholeList } from '../../shared/routing/paging';
import { methodRouting } from '../call';

const noteField: INodeProperties = {
	displayName: 'Note',
	name: 'note',
	type: 'string',
	default: '',
	placeholder: 'e.g. Asked to be removed',
	description: 'Why the number is blocked, for yourself',
};

/** The account's stop list. Doing it again changes nothing more. Source: docs/gateways/smsru.md 6. */
export const blacklist: Resource = {
	value: 'blacklist',
	name: 'Blacklist',
	operations: [
		{
			...entries.block,
			routing: methodRouting('/stoplist/add', () => [{ added: true }], {
				effect: 'again',
				parameters: (read) => [
					['stoplist_phone', phoneOf(read)],
					['stoplist_text', String(read('note', ''))],
				],
			}),
			fields: [phoneField, noteField, ...closingFields(defaultCountryOption)],
		},
		{
			...entries.getBlocked,
			routing: methodRouting(
				'/stoplist/get',
				(body) =>
					Object.entries(recordOf(recordOf(body).stoplist)).map(([recipient, note]) => ({
						recipient,
						note: String(note ?? ''),
					})),
				{ paging: wholeList },
			),
			fields: [...listFields, ...closingFields()],
		},
		{
			...entries.unblock,
			routing: methodRouting('/stoplist/del', () => [{ removed: true }], {
				effect: 'again',
				parameters: (read) => [['stoplist_phone', phoneOf(read)]],
			}),
			fields: [phoneField, ...closingFields(defaultCountryOption)],
		},
	],
};
