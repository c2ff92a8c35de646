import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../shared/model/operation';
import { textField } from '../../../shared/fields/parts';
import { fieldParameters, type WireField } from '../../../shared/fields/wire';
import { amount, idOf, recordOf } from '../../../shared/text/json';
import { needed } from '../../../shared/routing/settle';
import { closingFields } from '../../../shared/fields/closing';
import { fieldRouting } from '../../call';
import { smsc } from '../../gateway';

/** The link that is meant, one field a way to name it. */
const linkFields: Array<WireField | INodeProperties> = [
	{
		displayName: 'Find By',
		name: 'linkBy',
		type: 'options',
		default: 'link',
		options: [
			{ name: 'Full Link', value: 'link' },
			{ name: 'Short ID', value: 'id' },
		],
	},
	textField('Link', 'link', 'link', {
		required: true,
		description: 'The full link, as it was before SMSC shortened it',
		displayOptions: { show: { linkBy: ['link'] } },
	}),
	textField('Short ID', 'linkId', 'id', {
		required: true,
		placeholder: 'e.g. a1b2',
		description: 'The last part of the short link',
		displayOptions: { show: { linkBy: ['id'] } },
	}),
];

const count = (value: unknown): number => amount(value) ?? 0;

/** The row of a short link. Source: docs/gateways/smsc.md 9. */
const linkRow = ({ id, cnt, cnt_mon, cnt_day, cnt_yes, ...others }: IDataObject): IDataObject => ({
	id: idOf(id),
	clicks: count(cnt),
	clicksThisMonth: count(cnt_mon),
	clicksToday: count(cnt_day),
	clicksYesterday: count(cnt_yes),
	...others,
});

/** `get=1`. Source: docs/gateways/smsc.md 9. */
export const getLinkStatistics: Operation = {
	value: 'getLinkStatistics',
	name: 'Get Short Link Statistics',
	action: 'Get statistics of a short link',
	description: 'How often a link that SMSC shortened was followed',
	routing: fieldRouting('tinyurls', {
		body: { get: 1 },
		parameters: (read) => fieldParameters(linkFields, read),
		shape(body) {
			const link = recordOf(body);
			needed(this, smsc, amount(link.cnt), 'link');
			return [linkRow(link)];
		},
	}),
	fields: [...linkFields, ...closingFields()],
};
