import type { Operation } from '../../../shared/fields/display';
import { listFields } from '../../../shared/fields/list';
import { flagField, textField, type WireField } from '../../../shared/fields/wire';
import { wholeList } from '../../../shared/transport/paging';
import { closingFields } from '../../../shared/fields/closing';
import { fieldRouting } from '../../fieldCall';
import { filters, filtersField } from '../../fieldSets';
import { anyShape } from '../../shapes';
import { periodFields, periodParameters } from '../account/period';
import { statisticsRow } from '../account/statistics';

/** Source: docs/gateways/smsc.md 13, `get_stat=1`. */
const statisticsFilters: WireField[] = [
	flagField(
		'Electronic Balance',
		'electronicBalance',
		'balance2',
		'Whether to use the electronic balance',
		true,
	),
	flagField(
		'Hide Deleted',
		'hideDeleted',
		'hide_deleted',
		'Whether to leave deleted sub-clients out',
		true,
	),
	flagField(
		'In My Currency',
		'myCurrency',
		'mycur',
		'Whether sums are in the currency of the main account',
		true,
	),
	textField('Login', 'login', 'user', { placeholder: 'e.g. shop-2' }),
	flagField(
		'Own Balance',
		'ownBalance',
		'reseller',
		'Whether sub-clients with a balance of their own are wanted, instead of those that use yours',
		true,
	),
	textField('Sub-Client ID', 'userId', 'user_id', { placeholder: 'e.g. 42' }),
];

/** No statistics are error 3. Source: docs/gateways/smsc.md 13. */
export const getStatistics: Operation = {
	value: 'getStatistics',
	name: 'Get Statistics',
	action: 'Get statistics of sub clients',
	description: 'List what sub-clients have sent in a period. The fields come as SMSC gives them.',
	routing: fieldRouting('users', {
		answer: 'list',
		parameters: (read) => [
			[read('allLevels', false) === true ? 'get_stat_all' : 'get_stat', '1'],
			...periodParameters(read),
			...filters(statisticsFilters, read),
		],
		paging: wholeList,
		shape: anyShape(statisticsRow),
	}),
	fields: [
		...periodFields,
		{
			displayName: 'All Levels',
			name: 'allLevels',
			type: 'boolean',
			default: false,
			description:
				'Whether to ask for the statistics of all sub-clients together (get_stat_all) instead of each',
		},
		...listFields,
		filtersField(statisticsFilters),
		...closingFields(),
	],
};
