/** Readers of texts that people paste: four times the text must not take sixteen times as long. */
import { readVariables } from '../../nodes/SendPulse/resources/contact/variables.ts';
import { personsOf } from '../../nodes/SendPulse/persons.ts';
import { searchOf } from '../../nodes/shared/callbacks/decode.ts';
import { pastedAddress } from '../../nodes/shared/text/pasted.ts';
import { phoneTextProblem } from '../../nodes/shared/text/phoneText.ts';
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

const cpuMs = (work: () => unknown): number => {
	const before = process.cpuUsage();
	try {
		work();
	} catch {
		// Whether it is refused is asked elsewhere.
	}
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
};

const median = (work: () => unknown): number =>
	[1, 2, 3].map(() => cpuMs(work)).sort((a, b) => a - b)[1] ?? 0;

describe.each(Object.entries(readers))('%s', (_name, read) => {
	test.each(seeds)('reads many of %j in a time that grows as they do', (seed) => {
		const of = (length: number) => `Ann ${seed.repeat(Math.ceil(length / seed.length))}!x`;
		const [little, much] = [of(30_000), of(120_000)];
		const [short, long] = [median(() => read(little)), median(() => read(much))];
		// Below a floor noise is all that is measured.
		expect(long < 100 ? 1 : long / Math.max(short, 1)).toBeLessThan(12);
	});
});
