/** Generated values in every writing and every place: none may be seen in a recording or in a report. */
import { redactRecording } from '../recording/redact.mts';
import { textOfRecording } from '../recording/recording.mts';
import { exchangeOf } from './attack/places.mts';
import { casesOf, findersOf, formFaults, leaks, planOf, seenIn } from './attack/run.mts';
import { valuesOf } from './attack/values.mts';

const gateways = ['smsc', 'kupon', 'smsby', 'smsru', 'sendpulse'];

describe.each(gateways)('%s', (gateway) => {
	const values = valuesOf(gateway);
	const cases = casesOf(values);
	const finderFor = findersOf(values);
	const { recording, text } = redactRecording(
		{ exchanges: cases.map(({ exchange }) => exchange), callbacks: [] },
		planOf(gateway, values),
	);

	test(`none of ${cases.length} is seen in the recording`, () => {
		expect(cases.length).toBeGreaterThan(5000);
		const found = cases.flatMap((one, at) => {
			const recorded = recording.exchanges[at];
			if (!recorded) return [`${one.says}: not recorded`];
			return leaks(seenIn(recorded), one, finderFor(one.value)).map(
				(leak) => `${one.says}: ${leak}`,
			);
		});
		expect(found).toEqual([]);
	});

	test('each keeps its length and form', () => {
		expect(cases.flatMap((one, at) => formFaults(one, recording.exchanges[at]))).toEqual([]);
	});

	test('none is seen in the report', () => {
		const said = '**contradicted**: expected a number, seen ';
		const found = cases.flatMap((one) => {
			const report = text(`${said}${one.written} and ${one.value.text}.`);
			return [
				...leaks(report, one, finderFor(one.value)).map(
					(leak) => `${one.says}: ${leak}: ${report}`,
				),
				...(report.startsWith(said) ? [] : [`${one.says}: ${report}`]),
			];
		});
		expect(found).toEqual([]);
	});
});

test('a file of a recording reads back as it was', () => {
	const { recording } = redactRecording(
		{
			exchanges: [exchangeOf({ body: 'mes=Привет', answer: Buffer.from([0xcf, 0xf0, 0xe8]) })],
			callbacks: [],
		},
		planOf('smsc', []),
	);
	expect(JSON.parse(textOfRecording(recording))).toEqual(recording);
	expect(recording.exchanges[0]?.answer?.body).toMatchObject({ charset: 'windows-1251' });
});
