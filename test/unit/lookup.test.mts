import { messageRow } from '../../nodes/SendPulse/chatbots/rows.ts';
import { sendPulse } from '../../nodes/SendPulse/gateway.ts';
import { sentRow } from '../../nodes/Smsc/resources/history/index.ts';
import { sendVerdicts } from '../../nodes/Smsc/resources/message/message.ts';
import { entryOf } from '../../nodes/shared/text/json.ts';

const table = { delivered: 'yes', none: '' };

test('finds the entries of a table', () => {
	expect(entryOf(table, 'delivered')).toBe('yes');
	expect(entryOf(table, 'none')).toBe('');
	expect(entryOf(table, 'other')).toBeUndefined();
});

/** Of an answer, such a word would bring something that is no entry. */
const inherited = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'];

describe.each(inherited)('the word %s, which every object has', (word) => {
	test('is no entry', () => {
		expect(entryOf(table, word)).toBeUndefined();
	});

	test('is an error code of SendPulse like any other that nobody knows', () => {
		const refusal = sendPulse.readFailure(400, { error_code: word, message: 'No' });
		expect(refusal).toMatchObject({ kind: 'invalidRequest', code: word, text: 'No' });
	});

	test('is no direction of a message of SendPulse', () => {
		expect(messageRow({ direction: word })).toMatchObject({ direction: null });
	});

	test('is a status of SMSC like any other that nobody knows', () => {
		expect(sentRow({ status: word }, null, true)).toMatchObject({ status: 'unknown' });

		const message = { recipient: '79001112233', channel: 'sms' };
		const phones = [
			{ phone: '79001112233', status: '22' },
			{ phone: '1', status: word, error: '1' },
		];
		const [verdict] = sendVerdicts([message as never], { id: 5, phones }, null);
		expect(verdict).toMatchObject({ extra: { recipients: [{}, { status: 'undelivered' }] } });
	});
});
