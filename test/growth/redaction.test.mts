/** What the live check hears may be of any length and make: four times of it is redacted in about four times the steps. */
import { Redactor } from '../live/redaction/redactor.mts';
import { growth, most } from './support/growth.mts';
import { stepsOf } from './support/steps.mts';

const redactor = () => new Redactor({ gateway: 'smsc', secrets: ['p@ss w"rd', 'Tr0ub4dor&3'] });

const readers: Record<string, (text: string) => unknown> = {
	'text body': (text) => redactor().body(Buffer.from(text), 'text/plain', 'answer'),
	'JSON body': (text) =>
		redactor().body(Buffer.from(JSON.stringify({ error: text })), 'application/json', 'answer'),
	'broken JSON': (text) =>
		redactor().body(Buffer.from(`{"a":"${text}`), 'application/json', 'answer'),
	'HTML body': (text) => redactor().body(Buffer.from(`<html>${text}`), 'text/html', 'answer'),
	'form body': (text) =>
		redactor().body(Buffer.from(`a=1&b=${text}`), 'application/x-www-form-urlencoded', 'request'),
	'multipart body': (text) =>
		redactor().body(
			Buffer.from(`--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n${text}\r\n--x--`),
			'multipart/form-data; boundary=x',
			'request',
		),
	query: (text) => redactor().query(text, 'request'),
	path: (text) => redactor().path(`/${text}`, 'request'),
	header: (text) => redactor().header('X-Any', text, 'answer'),
	cookie: (text) => redactor().header('Set-Cookie', text, 'answer'),
	report: (text) => redactor().report(text),
};

const seeds = [
	'a',
	'Привет ',
	'7',
	'1-',
	'(1) ',
	'12.05.1987 ',
	'%',
	'%4',
	'%D0%9F',
	'%25',
	'&',
	'&#',
	'&#1055;',
	'&amp;',
	'\\',
	'\\u0041',
	'"',
	'[',
	'[{"a":',
	'{"a":1},',
	'<',
	'<a',
	'<a b="',
	'<!--',
	'<![CDATA[',
	"<a b='c'>",
	'a=b&',
	'=',
	'a[b]=',
	'https://a/?',
	'/',
	';',
	', a = b',
	'QUJD',
	'p@ss w',
	'\n',
	'\r\n--x\r\n',
	' ',
];

describe.each(Object.entries(readers))('%s', (_name, read) => {
	test.each(seeds)('many of %j', (seed) => {
		const of = (length: number) => seed.repeat(Math.ceil(length / seed.length));
		expect(growth(read, of)).toBeLessThan(most);
	});
});

test('the steps of the redaction are counted', () => {
	const read = readers['text body'];
	expect(stepsOf(() => read?.('a b '.repeat(1000)))).toBeGreaterThan(2000);
});
