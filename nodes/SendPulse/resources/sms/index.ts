import type { Operation, Resource } from '../../../shared/model/operation';
import { showFor } from '../../../shared/operations/node';
import { listFields } from '../../../shared/fields/list';
import { estimateText } from '../../../shared/text/textParts';
import { idOf, recordOf } from '../../../shared/text/json';
import { wholeList } from '../../../shared/routing/paging';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { jsonRouting } from '../../call';
import { numberOrNull, rowsOf, soleOf } from '../../values';
import { bookField, readBook } from '../addressBook/fields';
import { cancelCampaign, deleteCampaign, getCampaigns, getStatus } from './campaigns';
import { countryOption, phonesField, phonesOf, senderField, textField } from './fields';
import { createCampaign, send, sendAndWait } from './send';
import { requiredText } from '../../fields';

/** A list travels as a text with brackets. Source: docs/gateways/sendpulse.md 13. */
const getCost: Operation = {
	value: 'getCost',
	name: 'Get Cost',
	action: 'Get the cost of an SMS campaign',
	description: 'Get what a text would cost and how many parts it has',
	routing: jsonRouting({
		method: 'GET',
		path: '/sms/campaigns/cost',
		acknowledges: true,
		query: (read) => ({
			sender: requiredText(read, senderField),
			body: requiredText(read, textField),
			...(read('to', 'phones') === 'book'
				? { addressBookId: readBook(read, 'smsBook') }
				: { phones: `[${phonesOf(read).join(',')}]` }),
		}),
		shape(body) {
			const { price, currency } = recordOf(recordOf(soleOf(body)).data);
			const text = String(this.getNodeParameter(textField.name, ''));
			return [{ price: numberOrNull(price), currency: currency ?? null, ...estimateText(text) }];
		},
	}),
	fields: [
		{
			displayName: 'Send To',
			name: 'to',
			type: 'options',
			default: 'phones',
			options: [
				{ name: 'Address Book', value: 'book' },
				{ name: 'Phone Numbers', value: 'phones' },
			],
		},
		...showFor({ to: ['book'] }, [bookField('smsBook')]),
		...showFor({ to: ['phones'] }, [phonesField]),
		textField,
		senderField,
		...jsonClosingFields(countryOption),
	],
};

const getSenders: Operation = {
	value: 'getSenders',
	name: 'Get Senders',
	action: 'Get the SMS senders',
	description: 'List the sender names for SMS with their status',
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
