import { locatorField, flagField, rangeField, textField } from '../../shared/fields/parts';
import type { WireParameter } from '../../shared/fields/wire';
import { givenId, idOf, isRecord, recordOf, wordsOf } from '../../shared/text/json';
import type { Resource } from '../../shared/model/operation';
import { type SmsMessage, smsOperations } from '../../shared/operations/sms';
import { methodForm } from '../call';
import { failureOf, wordOf } from '../errors';
import { currency, smsRu } from '../gateway';

const senderField = locatorField({
	displayName: 'Sender',
	name: 'sender',
	searchListMethod: 'senders',
	placeholder: 'e.g. MyShop',
	description: 'An approved name. If empty, that of your account’s settings.',
});

const translit = flagField(
	'Transliterate',
	'translit',
	'translit',
	'Whether to write Cyrillic in Latin letters, which makes the text shorter',
);

/** Source: docs/gateways/smsru.md 2. */
const options = [
	textField('Partner ID', 'partnerId', 'partner_id'),
	flagField('Send by Day', 'daytime', 'daytime', 'Whether to send only from 9 to 21 local time'),
	flagField('Test Mode', 'test', 'test', 'Whether nothing is really sent or paid'),
	rangeField('Time to Live (Minutes)', 'ttl', 'ttl', [1, 1440], {
		default: 60,
	}),
	translit,
	textField('Visitor IP', 'ip', 'ip', {
		description: 'Of whoever asked for the message on your site',
	}),
];

/** A request about messages. Source: docs/gateways/smsru.md 2 and 3. */
const about = (url: string) => (messages: SmsMessage[]) => {
	const texts = messages.map(({ recipient, text }): WireParameter => [`to[${recipient}]`, text]);
	return methodForm(url, [...texts, ...(messages[0]?.parameters ?? [])]);
};

/** Source: docs/gateways/smsru.md 2, 3 and 4. */
export const message: Resource = {
	value: 'message',
	name: 'Message',
	operations: smsOperations({
		gateway: smsRu,
		sender: { field: senderField, wire: 'from' },
		timeWire: 'time',
		options,
		lengthOptions: [translit],
		currency,
		// A number can stand in a request once.
		toldApartByRecipient: 'once',
		request: about('/sms/send'),
		entriesIn(body) {
			// Looking up thousands of names in an object with as many is slow.
			const entries = new Map(Object.entries(recordOf(recordOf(body).sms)));
			return (key) => {
				const entry = entries.get(key);
				if (!isRecord(entry)) return undefined;
				const word = wordOf(entry);
				if (word === 'OK' || Number(entry.status_code) === -1) return { entry };
				return word && { failure: failureOf(entry, null) };
			};
		},
		sent: ({ sms_id, cost }) => ({ messageId: givenId(sms_id), cost }),
		price: {
			request: about('/sms/cost'),
			entry: ({ sms, cost }) => ({ parts: sms, cost }),
			total: (body) => recordOf(body).total_cost,
		},
		statusRequest: (ids, more) => methodForm('/sms/status', [['sms_id', ids.join(',')], ...more]),
		state: ({ status_code, status_text, cost }) => ({
			code: idOf(status_code),
			text: wordsOf(status_text) || null,
			cost,
		}),
	}),
};
