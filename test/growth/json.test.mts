/** Large JSON of any shape is read in steps that grow as its length does; short texts never reach the ways that are for large ones. */
import { parseJson } from '../../nodes/shared/text/json.ts';
import { stepsOf } from './support/steps.mts';

const id = '7234567890123456789';
const repeated = (part: string) => (length: number) =>
	part
		.repeat(Math.ceil(length / part.length))
		.slice(0, Math.floor(length / part.length) * part.length);

const list = (part: string) => (length: number) => `[${repeated(`${part},`)(length)}1]`;

/** Each is JSON, or nearly. */
const shapes: Record<string, (length: number) => string> = {
	'nothing but ids': list(id),
	'long texts and few ids': list(`"${'a'.repeat(2_000)}",${id}`),
	'long texts, then nothing but ids': (length) =>
		`["${repeated('a')(length / 2)}",${list(id)(length / 2).slice(1)}`,
	'nothing but ids, then long texts': (length) =>
		`${list(id)(length / 2).slice(0, -1)},"${repeated('a')(length / 2)}"]`,
	'ids in objects with Cyrillic texts': list(`{"text":"Заказ готов","id":${id}}`),
	'ids far apart by spaces': list(`${' '.repeat(3_000)}${id}`),
	'spaces alone between two ids': (length) => `[${id},${repeated(' ')(length)}${id}]`,
	'what looks like ids in a text': (length) => `["${repeated(`,${id},`)(length)}"]`,
	'digits of one text': (length) => `["${repeated('7')(length)}",${id}]`,
	'digits of one number': (length) => `[${repeated('7')(length)}]`,
	'backslashes of one text': (length) => `["${repeated('\\\\')(length)}",${id}]`,
	'quotes of one text': (length) => `["${repeated('\\"')(length)}",${id}]`,
	'a text without an end': (length) => `["${repeated('a')(length)}`,
	'fractions of many digits': list('1.1234567890123456789'),
	'a name many times': (length) =>
		`[{${repeated(`"a":${id},`)(length)}"b":1},"${'a'.repeat(80_000)}",${id}]`,
	'lists in lists': (length) => `${repeated('[')(length / 2)}${id}${repeated(']')(length / 2)}`,
};

const steps = (text: string): number =>
	stepsOf(() => {
		try {
			parseJson(text);
		} catch (error) {
			if (!(error instanceof SyntaxError)) throw error;
		}
	});

test.each(Object.entries(shapes))('%s', (_name, make) => {
	expect(steps(make(600_000)) / steps(make(150_000))).toBeLessThan(6);
});
