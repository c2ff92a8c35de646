import { type Operation, type Resource, showFor } from '../../../shared/model/operation';
import { listFields, as } from '../../../shared/fields/parts';
import { estimateText } from '../../../shared/text/textParts';
import { idOf, recordOf } from '../../../shared/text/json';
import { wholeList } from '../../../shared/routing/paging';
import { needed } from '../../../shared/routing/settle';
import { jsonClosingFields } from '../../../shared/fields/closing';
import type { TableField, FieldTable } from '../../../shared/fields/wire';
import { defaultCountryOption } from '../../../shared/fields/common';
import { namedBookField } from '../../fields';
import { jsonRouting } from '../../call';
import { sendPulse } from '../../gateway';
import { numberOrNull, rowsOf, soleOf } from '../../values';
import { cancelCampaign, deleteCampaign, getCampaigns, getStatus } from './campaigns';
import { phonesField, senderField, textField, toField } from './fields';
import { createCampaign, send, sendAndWait } from './send';
import { textIn } from '../../../shared/input/read';
import { itemReader } from '../../../shared/input/parameterReader';

/** A list travels as a text with brackets. Source: docs/gateways/sendpulse.md 13. */
const costFields: FieldTable = [
	...showFor({ to: ['book'] }, [as('addressBookId', namedBookField('smsBook'))]),
	...showFor({ to: ['phones'] }, [
		{
			...phonesField,
			encode: (...given) => `[${String(phonesField.encode?.(...given))}]`,
		} satisfies TableField,
	]),
	textField,
	senderField,
];

const getCost: Operation = {
	value: 'getCost',
	name: 'Get Cost',
	action: 'Get the cost of an SMS campaign',
	description: 'With the number of parts',
	routing: jsonRouting({
		method: 'GET',
		path: '/sms/campaigns/cost',
		acknowledges: true,
		query: costFields,
		shape(body) {
			const { price, currency } = recordOf(recordOf(soleOf(body)).data);
			const text = textIn(itemReader(this), textField.field.name);
			const known = needed(this, sendPulse, numberOrNull(price));
			return [{ price: known, currency: currency ?? null, ...estimateText(text) }];
		},
	}),
	fields: [toField, ...costFields, ...jsonClosingFields(defaultCountryOption)],
};

const getSenders: Operation = {
	value: 'getSenders',
	name: 'Get Senders',
	action: 'Get the SMS senders',
	description: 'With their status',
	routing: jsonRouting({
		method: 'GET',
		path: '/sms/senders',
		paging: wholeList,
		shape: (body) =>
			rowsOf(body).map((entry) => ({
				id: idOf(entry.id),
				sender: entry.sender ?? null,
				country: entry.country ?? null,
				countryCode: entry.country_code ?? null,
				status: numberOrNull(entry.status),
				statusText: entry.status_explain ?? null,
			})),
	}),
	fields: [...listFields, ...jsonClosingFields()],
};

/** SMS. Source: docs/gateways/sendpulse.md 13. */
export const sms: Resource = {
	value: 'sms',
	name: 'SMS',
	operations: [
		send,
		createCampaign,
		sendAndWait,
		getStatus,
		getCost,
		getCampaigns,
		cancelCampaign,
		deleteCampaign,
		getSenders,
	],
};
