import type { IDataObject, IHttpRequestOptions, INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../../../shared/fields/display';
import { listFields } from '../../../shared/fields/list';
import { numberField, textField, type WireField } from '../../../shared/fields/wire';
import { idOf } from '../../../shared/transport/json';
import type { Paging } from '../../../shared/transport/paging';
import { closingFields } from '../../../shared/fields/closing';
import { isoMoment } from '../../calendar';
import { listShape } from '../../call';
import { fieldRouting } from '../../fieldCall';
import { filters, filtersField } from '../../fieldSets';

/**
 * The row of an incoming message. Source: docs/gateways/smsc.md 7; `received` is unverified. The clocks have no zone, so
 * that Moscow's is assumed.
 */
export const incomingRow = ({
	id,
	phone,
	to_phone,
	message,
	sent,
	received,
	...others
}: IDataObject): IDataObject => ({
	messageId: idOf(id),
	phone: String(phone ?? ''),
	toPhone: String(to_phone ?? ''),
	message: String(message ?? ''),
	sentAt: isoMoment(sent),
	receivedAt: isoMoment(received),
	...others,
});

/** Source: docs/gateways/smsc.md 7. */
const incomingFilters: WireField[] = [
	textField('After Message ID', 'afterId', 'after_id', {
		description: 'Only messages that came after the one with this ID',
	}),
	numberField('Hours', 'hours', 'hour', {
		typeOptions: { minValue: 1, maxValue: 168, numberPrecision: 0 },
		default: 24,
		description: 'How many hours back to look, up to 168 (a week)',
	}),
	textField('To Number', 'toPhone', 'to_phone', {
		placeholder: 'e.g. 79037672219',
		description: 'Only messages to this number of your account',
	}),
];

/** The highest id of a list, whose order is not documented; null when it has none. */
export function latestId(rows: INodeExecutionData[]): string | null {
	const ids = rows
		.map(({ json }) => String(json.messageId))
		.filter((id) => /^\d+$/.test(id))
		.map(BigInt);
	const latest = ids.reduce((highest, id) => (id > highest ? id : highest), 0n);
	return latest === 0n ? null : String(latest);
}

/** Most that a page can hold. Source: docs/gateways/smsc.md 7. */
const pageSize = 10_000;

const withBody = (options: IHttpRequestOptions, values: IDataObject): IHttpRequestOptions => ({
	...options,
	body: { ...(options.body as IDataObject | undefined), ...values },
});

/** Pages by the highest id; a page with fewer rows than asked for is the last. */
const paging: Paging = {
	first: (options, wanted) => withBody(options, { cnt: Math.min(pageSize, wanted) }),
	next: (options, rows, wanted) => {
		const asked = Number((options.body as IDataObject).cnt);
		const latest = latestId(rows);
		if (rows.length < asked || latest === null) return null;
		return withBody(options, { after_id: latest, cnt: Math.min(pageSize, wanted) });
	},
};

/** `get_answers=1`. Source: docs/gateways/smsc.md 7. */
export const getIncoming: Operation = {
	value: 'getIncoming',
	name: 'Get Incoming Messages',
	action: 'Get incoming messages',
	description:
		'List what people have answered. The SMSC Trigger and the SMSC Inbound Trigger start a workflow for each new message.',
	routing: fieldRouting('get', {
		body: { get_answers: 1 },
		answer: 'list',
		parameters: (read) => filters(incomingFilters, read),
		paging,
		shape: listShape(incomingRow),
	}),
	fields: [...listFields, filtersField(incomingFilters), ...closingFields()],
};
