import type { IDataObject } from 'n8n-workflow';

import type { Operation, Resource } from '../../../shared/fields/display';
import { listFields } from '../../../shared/fields/list';
import { wholeList } from '../../../shared/transport/paging';
import { closingFields } from '../../../shared/fields/closing';
import { idNames } from '../../answer';
import { bulkStatus } from '../../bulkStatus';
import { get, methodRouting } from '../../call';
import { send } from './send';
import { sendMany } from './sendMany';
import { sendToList } from './sendToList';

/** getVibernames. Source: docs/gateways/smsby.md 6. */
const getNames: Operation = {
	value: 'getNames',
	name: 'Get Names',
	action: 'Get the viber names of the account',
	description: 'List the Viber senders of the account with their IDs',
	routing: methodRouting(get('getVibernames'), {
		paging: wholeList,
		shape: (body) => idNames(body).map((entry): IDataObject => ({ ...entry })),
	}),
	fields: [...listFields, ...closingFields()],
};

export const viber: Resource = {
	value: 'viber',
	name: 'Viber',
	operations: [
		send,
		sendMany,
		sendToList,
		bulkStatus('statusBulkViber', 'Get the status of a viber bulk request'),
		getNames,
	],
};
