import { closingFields } from '../../shared/fields/closing';
import { defaultCountryOption, phoneRecipient } from '../../shared/fields/common';
import type { Resource } from '../../shared/model/operation';
import { entries } from '../../shared/fields/entries';
import { listFields, as, textField } from '../../shared/fields/parts';
import { fieldParameters } from '../../shared/fields/wire';
import { wordsOf } from '../../shared/text/json';
import { listRouting, methodRouting } from '../call';

const blocked = as('stoplist_phone', phoneRecipient);

const note = textField('Comment', 'note', 'stoplist_text', {
	description: 'Why the number is blocked, for yourself',
});

/** Anything shorter is the place in a list, where no number tells whom an entry is about. */
const phoneKey = /^\+?\d{7,}$/;

/** The account's stop list. Doing it again changes nothing more. Source: docs/gateways/smsru.md 6. */
export const blacklist: Resource = {
	value: 'blacklist',
	name: 'Blacklist',
	operations: [
		{
			...entries.block,
			changes: blocked,
			routing: methodRouting('/stoplist/add', () => [{ added: true }], {
				effect: 'again',
				parameters: (read) => fieldParameters([blocked, note], read),
			}),
			fields: [blocked, note, ...closingFields(defaultCountryOption)],
		},
		{
			...entries.getBlocked,
			routing: listRouting('/stoplist/get', 'stoplist', (text, recipient) => {
				const note = typeof text === 'object' ? wordsOf(text) : String(text);
				return phoneKey.test(recipient) ? [{ recipient, note }] : [];
			}),
			fields: [...listFields, ...closingFields()],
		},
		{
			...entries.unblock,
			routing: methodRouting('/stoplist/del', () => [{ removed: true }], {
				effect: 'again',
				parameters: (read) => fieldParameters([blocked], read),
			}),
			fields: [blocked, ...closingFields(defaultCountryOption)],
		},
	],
};
