import type { IDataObject } from 'n8n-workflow';

import { InputProblem } from '../../shared/model/inputProblem';
import { locatorField } from '../../shared/fields/list';
import { flagField, numberField, textField, type WireParameter } from '../../shared/fields/wire';
import { entryOf } from '../../shared/text/lookup';
import type { Resource } from '../../shared/model/operation';
import { smsOperations } from '../../shared/operations/sms';
import { idOf, isRecord, recordOf, wordsOf } from '../../shared/text/json';
import { methodForm } from '../call';
import { failureOf } from '../errors';
import { currency, smsRu } from '../gateway';

const senderField = locatorField({
	displayName: 'Sender',
	name: 'sender',
	searchListMethod: 'searchSenders',
	idMode: 'By Name',
	placeholder: 'e.g. MyShop',
	description: 'An approved name. If empty, that of the settings of your account is used.',
});

/** @throws InputProblem when it is outside of a day. Source: docs/gateways/smsru.md 2, `ttl`. */
function minutes(value: unknown, label: string): string {
	const number = Number(value);
	if (Number.isInteger(number) && number >= 1 && number <= 1440) return String(number);
	const problem = `“${String(value)}” is not a whole number from 1 to 1440`;
	throw new InputProblem(label, problem, 'Enter how many minutes, up to a day.');
}

const translit = flagField(
	'Transliterate',
	'translit',
	'translit',
	'Whether to write Cyrillic in Latin letters, which makes the text shorter',
);

/** Source: docs/gateways/smsru.md 2. */
const options = [
	textField('Partner ID', 'partnerId', 'partner_id'),
	flagField(
		'Send by Day',
		'daytime',
		'daytime',
		'Whether to send only from 9 to 21 by the recipient’s clock',
	),
	flagField(
		'Test Mode',
		'test',
		'test',
		'Whether SMS.ru only pretends: nothing is sent or paid, and the row looks as if',
	),
	{
		...numberField('Time to Live (Minutes)', 'ttl', 'ttl', {
			typeOptions: { minValue: 1, maxValue: 1440, numberPrecision: 0 },
			default: 60,
			description: 'How long SMS.ru tries to deliver the message',
		}),
		encode: minutes,
	},
	translit,
	textField('Visitor IP', 'ip', 'ip', {
		description: 'Address of the visitor of your site who asked for the message, against fraud',
	}),
];

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
		request(what, messages) {
			const isOne = messages.length === 1;
			const content = messages.flatMap(({ recipient, text }): WireParameter[] =>
				isOne
					? [
							['to', recipient],
							['msg', text],
						]
					: [[`to[${recipient}]`, text]],
			);
			const url = what === 'send' ? '/sms/send' : '/sms/cost';
			return methodForm(url, [...content, ...(messages[0]?.parameters ?? [])]);
		},
		entry(key, body) {
			const entry = entryOf(recordOf(recordOf(body).sms), key);
			if (!isRecord(entry)) return undefined;
			const isRefused = entry.status !== 'OK' && Number(entry.status_code) !== -1;
			return isRefused ? { failure: failureOf(entry, null) } : { entry: entry as IDataObject };
		},
		sent: ({ sms_id, cost }) => ({ messageId: idOf(sms_id), cost }),
		priced: ({ sms, cost }) => ({ parts: sms, cost }),
		total: (body) => (isRecord(body) ? body.total_cost : undefined),
		statusRequest: (ids, more) => methodForm('/sms/status', [['sms_id', ids.join(',')], ...more]),
		state: ({ status_code, status_text, cost }) => ({
			code: idOf(status_code),
			text: wordsOf(status_text) || null,
			cost,
		}),
	}),
};
