/** Readers of texts that people paste: four times the text must not take sixteen times as long. */
import { readVariables } from '../../nodes/SendPulse/resources/contact/variables.ts';
import { personsOf } from '../../nodes/SendPulse/resources/email/message.ts';
import { searchOf } from '../../nodes/shared/callbacks/decode.ts';
import { pastedAddress } from '../../nodes/shared/text/pasted.ts';
import { phoneTextProblem } from '../../nodes/shared/text/phoneText.ts';
import { growth, most } from './support/growth.mts';
import { parseAnswer } from '../../nodes/Smsc/errors.ts';

const readers: Record<string, (text: string) => unknown> = {
	personsOf: (text) => personsOf(text, 'To'),
	'personsOf, one': (text) => personsOf([text], 'To'),
	readVariables: (text) =>
		readVariables(((name: string) =>
			name === 'variables'
				? { variable: [{ name: 'a', type: 'text', value: text }] }
				: 'fields') as never),
	pastedAddress,
	phoneTextProblem: (text) => phoneTextProblem(`12345678 ${text}`),
	parseAnswer: (text) => parseAnswer(`ERROR = 1 (${text}`, 'value'),
	searchOf: (text) => searchOf(`/x?${text}`),
};

const seeds = [
	'<',
	'<a',
	' ',
	'"',
	'a@example.com, ',
	'"Ann, B" <a@example.com>, ',
	'#\n',
	'>',
	'a',
	'/',
	'ext',
	'),ID-',
];

describe.each(Object.entries(readers))('%s', (_name, read) => {
	test.each(seeds)('reads many of %j in steps that grow as they do', (seed) => {
		const of = (length: number) => `Ann ${seed.repeat(Math.ceil(length / seed.length))}!x`;
		expect(growth(read, of)).toBeLessThan(most);
	});
});
