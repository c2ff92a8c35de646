import type { ReadParameter } from '../../../shared/delivery/parameterReader';
import type { Operation } from '../../../shared/fields/display';
import { listFields, locatorField, simplifyField } from '../../../shared/fields/list';
import { textField, type WireField, type WireParameter } from '../../../shared/fields/wire';
import { cursorPaging, type Paging } from '../../../shared/transport/paging';
import { closingFields } from '../../../shared/fields/closing';
import { listShape } from '../../call';
import { fieldRouting } from '../../fieldCall';
import { filters, filtersField } from '../../fieldSets';
import { addressKind, addressTypeField, books, bookScript } from './address';
import { contactRow } from './rows';

/** Source: docs/gateways/smsc.md 5. */
const contactFilters: WireField[] = [
	textField('After Contact ID', 'afterId', 'after_id', {
		description: 'Only contacts behind this contactId of the list',
	}),
	{
		field: locatorField({
			displayName: 'Group',
			name: 'group',
			searchListMethod: 'searchGroups',
			placeholder: 'e.g. 12',
		}),
		wire: 'grp',
	},
	textField('Full Name', 'fullName', 'fio', { placeholder: 'e.g. Smith Ann' }),
	textField('Number or Address', 'address', 'phone', { placeholder: 'e.g. 79001112233' }),
	textField('Search', 'search', 'search', { description: 'Text to look for in all fields' }),
];

/** The address goes into the parameter of its script. */
function filterParameters(read: ReadParameter): WireParameter[] {
	const { parameter } = books[addressKind(read)];
	return filters(contactFilters, read).map(([name, value]) => [
		name === 'phone' ? parameter : name,
		value,
	]);
}

/** Pages by `int_id`, as far as the server shows it. Their size is not documented, so an empty one is the last. */
const paging: Paging = cursorPaging({
	place: 'body',
	after: 'after_id',
	idField: 'contactId',
	pageSize: 1,
});

/** `get=1`; no contact at all is error 3. Source: docs/gateways/smsc.md 1.7 and 5. */
export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many contacts',
	description: 'List the contacts of the address book, phones or email addresses',
	routing: fieldRouting(bookScript, {
		body: { get: 1 },
		answer: 'list',
		parameters: filterParameters,
		paging,
		async shape(body) {
			const simple = this.getNodeParameter('simplify', true) === true;
			return await listShape((entry) => contactRow(entry, simple)).call(this, body);
		},
	}),
	fields: [
		addressTypeField,
		...listFields,
		filtersField(contactFilters),
		simplifyField,
		...closingFields(),
	],
};
