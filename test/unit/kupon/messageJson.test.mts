import type { IDataObject } from 'n8n-workflow';
import { messageFromJson } from '../../../nodes/Kupon/message.ts';
import { setting } from '../support/kuponMessage.mts';
import { problemOf } from '../support/problems.mts';
import { readerOf } from '../support/route.mts';

const url = 'https://n8n.test/webhook/x/kupon';

describe('a message of JSON', () => {
	const fromJson = (messageJson: unknown, more: IDataObject = {}) =>
		messageFromJson(readerOf([{ messageJson, ...more } as IDataObject])(0), setting);

	test.each<[string, unknown]>([
		['an object', { sent_to: '1', nested: { a: 1 } }],
		['its text', '{"sent_to":"1","nested":{"a":1}}'],
	])('is sent as it is: %s', (_, json) => {
		expect(fromJson(json)).toMatchObject({
			recipient: '1',
			type: 'sms',
			parameters: { sent_to: '1', nested: { a: 1 } },
		});
		expect(Object.keys(fromJson(json).parameters)).toEqual(['sent_to', 'nested']);
	});

	test('may have any shape', () => {
		expect(fromJson({ phone: '1' })).toMatchObject({ recipient: '', parameters: { phone: '1' } });
		expect(fromJson('{"sent_to":12345678901234567890}').recipient).toBe('12345678901234567890');
	});

	test('has the callback of the fields, unless it brings its own', () => {
		const more = { statusCallback: { url } };
		expect(fromJson({ sent_to: '1' }, more).parameters.callback).toContain(url);
		expect(fromJson({ sent_to: '1', callback: 'own' }, more).parameters.callback).toBe('own');
	});

	test.each([['no json'], ['[]'], ['{}'], [''], [[1]], [{}], ['5'], ['null']])(
		'names its field when it is %j',
		(json) => {
			expect(problemOf(() => fromJson(json)).label).toBe('Message (JSON)');
		},
	);

	test('names its field when its text has a character that the charset lacks', () => {
		const act = () => fromJson({ sent_text: '😀' }, { options: { charset: 'CP1251' } });
		expect(problemOf(act).label).toBe('Message (JSON)');
	});
});
