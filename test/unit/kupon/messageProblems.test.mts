import type { IDataObject } from 'n8n-workflow';
import { messageFromFields } from '../../../nodes/Kupon/message.ts';
import { messageOf, setting } from '../support/kuponMessage.mts';
import { problemOf } from '../support/problems.mts';
import { readerOf } from '../support/route.mts';

const url = 'https://n8n.test/webhook/x/kupon';

describe('a problem names the label of its field and says what to do', () => {
	test.each<[string, IDataObject, 'bulk' | undefined]>([
		['Type Name', { type: 'other', customType: ' ' }, undefined],
		['Recipient', { recipient: '' }, undefined],
		['Text', { text: '' }, undefined],
		['Scenario Code', { sender: 'MyShop' }, 'bulk'],
		['Scenario Code', { sender: '' }, 'bulk'],
		['Text', { options: { charset: 'CP1251' }, text: 'Привет 😀' }, undefined],
		['HTML', { options: { charset: 'UCS2BE' }, htmlText: '<p>😀</p>' }, undefined],
		['Callback URL', { statusCallback: { url: 'n8n.test' } }, undefined],
		[
			'Correlation Values',
			{ statusCallback: { url, correlation: { parameter: [{ name: 'id', value: 1 }] } } },
			undefined,
		],
	])('%s: %j', (label, more, type) => {
		const problem = problemOf(() => messageOf(more, type));
		expect(problem.label).toBe(label);
		expect(problem.message).toMatch(new RegExp(`^${label.replace(/[()]/g, String.raw`\$&`)} `));
		expect(problem.hint).toMatch(/^[A-Z].*\.$/);
	});

	test('a character that the charset lacks is shown', () => {
		const problem = problemOf(() => messageOf({ options: { charset: 'CP1251' }, text: 'a😀' }));
		expect(problem.message).toContain('😀');
		expect(problem.message).toContain('U+1F600');
		expect(problem.message).toContain('CP1251');
	});

	test('Callback URL: without a secret in the credential nobody could trust the callbacks', () => {
		const read = readerOf([{ recipient: '79001112233', text: 'x', statusCallback: { url } }])(0);
		const bare = { ...setting, credentials: {} };
		expect(problemOf(() => messageFromFields(read, bare)).message).toContain('Callback Secret');
	});
});
