/** Secrets of many shapes in every spelling, alone, between other text and around a cut. */
import { redactor } from '../../../nodes/shared/text/redact.ts';

const shapes: Record<string, string> = {
	plain: 'hs82Kd9x0AqLm3ZtWv7R',
	'of an expression': '^a.c$[1]+(b|d)*{2}?Qz',
	quotes: `aB"3d'5f"\`7h'9jK`,
	slashes: '/ab/cd//ef/gh/12/',
	backslashes: 'ab\\cd\\\\ef\\n\\u0041gh',
	spaces: 'ab cd  ef\tgh  ij kl',
	Cyrillic: 'Ключ-к-шлюзу-Ёжик',
	emoji: 'a🔑b😀c👍🏽d🇰🇿e',
	percents: '100%25%41%zz%%20%2B%0A%0dx',
	pluses: '+ab+cd++ef=+gh==',
	markup: `&a<b>c'd"e&amp;f&lt;g>h`,
	mixed: 'p@ss wörd/"\\&=+%секрет!\'()*<x>',
	long: 'Zq9/'.repeat(5) + 'aB3+xY'.repeat(40),
	digits: '908172635401928',
	'hexadecimal digits': '8F3A-c09e-41b7-D2E6-5a7b',
	'accents from the first letter on': 'éÀñ-üßø-Йё-Ґї-Ωμέγα-№5',
};

type Write = (text: string) => string;

const json: Write = (text) => JSON.stringify(text).slice(1, -1);
const slashed: Write = (text) => json(text).replaceAll('/', '\\/');
const units = (text: string) => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
const unicode: Write = (text) =>
	units(text)
		.map((code) => `\\u${code.toString(16).padStart(4, '0')}`)
		.join('');
const beyondAscii: Write = (text) => json(text).replace(/[^\0-\x7f]/g, (c) => unicode(c));
const named: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#039;',
};
const entities: Write = (text) => text.replace(/[&<>"']/g, (sign) => named[sign] ?? '');
const names: Record<string, string> = Object.fromEntries(
	(
		'!excl "quot #num $dollar %percnt &amp (lpar )rpar *ast +plus ,comma .period /sol :colon ;semi <lt =equals >gt ?quest ' +
		"@commat [lsqb \\bsol ]rsqb ^Hat _lowbar `grave {lcub |vert }rcub 'apos éeacute ÀAgrave ñntilde üuuml ßszlig øoslash " +
		'№numero ΩOmega μmu γgamma αalpha КKcy лlcy юyucy чchcy кkcy шshcy зzcy уucy ЁIOcy жzhcy иicy ЙJcy ёiocy їyicy'
	)
		.split(' ')
		.map((pair) => [pair[0] ?? '', pair.slice(1)]),
);
const named5: Write = (text) =>
	Array.from(text, (sign) => (names[sign] ? `&${names[sign]};` : sign)).join('');
const points =
	(write: (code: number) => string): Write =>
	(text) =>
		Array.from(text, (sign) => write(sign.codePointAt(0) ?? 0)).join('');
const percentAll: Write = (text) =>
	[...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const form: Write = (text) => new URLSearchParams([['', text]]).toString().slice(1);
const lower: Write = (text) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
const every =
	(write: Write, nth: number): Write =>
	(text) =>
		Array.from(text, (sign, at) => (at % nth === 0 ? write(sign) : json(sign))).join('');

const writings: Record<string, Write> = {
	raw: (text) => text,
	'percent-encoded': encodeURIComponent,
	'percent-encoded in lower case': (text) => lower(encodeURIComponent(text)),
	'percent-encoded, every byte': percentAll,
	'in a form': form,
	'in a form in a form': (text) => form(form(text)),
	JSON: json,
	'JSON of PHP': slashed,
	'JSON of PHP in ASCII': (text) => beyondAscii(text).replaceAll('/', '\\/'),
	'JSON, all \\u': unicode,
	'JSON, all \\u in capitals': (text) => unicode(text).replace(/[a-f]/g, (c) => c.toUpperCase()),
	'JSON in JSON': (text) => json(json(text)),
	'JSON of PHP in JSON of PHP': (text) => slashed(slashed(text)),
	'JSON with &, < and > as \\u': (text) => json(text).replace(/[&<>']/g, unicode),
	entities,
	'entities twice': (text) => entities(entities(text)),
	'decimal entities': points((code) => `&#${code};`),
	'decimal entities with zeros': points((code) => `&#000${code};`),
	'hexadecimal entities': points((code) => `&#x${code.toString(16)};`),
	'hexadecimal entities in capitals': points((code) => `&#X${code.toString(16).toUpperCase()};`),
	'entities in JSON': (text) => slashed(entities(text)),
	'JSON in entities': (text) => entities(slashed(text)),
	'JSON in a form': (text) => form(slashed(text)),
	'percent-encoded in entities': (text) => entities(encodeURIComponent(text)),
	'\\u of a script': (text) =>
		units(text)
			.map((code) => `%u${code.toString(16).padStart(4, '0')}`)
			.join(''),
	'escaped by a script': escape,
	'bytes as \\x': (text) => percentAll(text).replaceAll('%', '\\x'),
	'bytes beyond ASCII as \\x': (text) =>
		text.replace(/[^\0-\x7f]+/g, (run) => percentAll(run).replaceAll('%', '\\x')),
	'entities with names': named5,
	'entities with names, twice': (text) => entities(named5(text)),
	'old entities without their semicolon': (text) =>
		named5(text).replace(/(&(?:amp|lt|gt|quot|eacute|Agrave|ntilde|uuml|szlig|oslash));/g, '$1'),
	'every third as \\u': (text) => every(unicode, 3)(text),
	'white space collapsed': (text) => text.replace(/\s+/g, ' '),
	'white space in lines': (text) => text.replace(/\s+/g, '\r\n\t'),
	'white space as entities': (text) => text.replace(/\s/g, '&nbsp;'),
	'angles of typographers': (text) => text.replaceAll('<', '‹').replaceAll('>', '›'),
	'quotes doubled': (text) => text.replace(/['"]/g, '$&$&'),
	'quotes of typographers': (text) => text.replaceAll('"', '”').replaceAll("'", '’'),
	'letters and accents apart': (text) => text.normalize('NFD'),
	'letters and accents as one': (text) => text.normalize('NFC'),
	'in lines': (text) => text.replace(/[^\s\ud800-\udfff]{8}/g, '$&\r\n'),
	'letters that a charset lacks as ?': (text) => text.replace(/[^\0-\x7f]/gu, '?'),
	'letters that cannot be read as �': (text) => text.replace(/[^\0-\x7f]/gu, '\uFFFD'),
	'without markup': (text) => text.replace(/<[^<>]*>/g, ''),
	'UTF-8 read as Latin-1': (text) => Buffer.from(text).toString('latin1'),
	'UTF-8 read as windows-1251': (text) => new TextDecoder('windows-1251').decode(Buffer.from(text)),
	'quoted by PHP': (text) => text.replace(/['"\\]/g, '\\$&'),
	base64: (text) => Buffer.from(text).toString('base64'),
	base64url: (text) => Buffer.from(text).toString('base64url'),
	'base64 in a form': (text) => form(Buffer.from(text).toString('base64')),
	'base64 in JSON of PHP': (text) => slashed(Buffer.from(text).toString('base64')),
	'base64 in lines': (text) => Buffer.from(text).toString('base64').replace(/.{8}/g, '$&\r\n'),
	'base64 behind a user': (text) => Buffer.from(`me:${text}`).toString('base64'),
	'base64 behind another user': (text) => Buffer.from(`ann:${text}?`).toString('base64'),
	'base64 behind a third user': (text) => Buffer.from(`anna:${text}`).toString('base64'),
	hexadecimal: (text) => Buffer.from(text).toString('hex'),
	'hexadecimal in capitals': (text) => Buffer.from(text).toString('hex').toUpperCase(),
};

/** What is left of a written secret, mask and neighbours aside. */
const left = (masked: string): string => masked.replaceAll('***', '');

describe.each(Object.entries(shapes))('a secret: %s', (_shape, secret) => {
	const redact = redactor([secret, 'another-secret-0123456789']);

	test.each(Object.keys(writings))('%s', (writing) => {
		const written = (writings[writing]?.(secret) ?? '').trim();
		const coded = writing.startsWith('base64 behind');
		for (const [before, after] of [
			['', ''],
			['before ', ' after'],
			['{"a":"', '"}'],
			['<p>', '</p>'],
			['token=', '&text=1'],
			[written.slice(0, 3), written.slice(-3)],
		]) {
			const rest = left(redact(`${before}${written}${after}`));
			// A user's name stands before it, and shares a letter with it.
			expect(rest.length).toBeLessThanOrEqual(`${before}${after}`.length + (coded ? 10 : 0));
		}
	});

	test('at the end of a text that the server has cut', () => {
		const page = 'An error occurred while the request was handled: ';
		for (const write of [writings.raw, writings['JSON of PHP'], encodeURIComponent, percentAll]) {
			const written = write?.(secret) ?? '';
			for (let length = 1; length < Math.min(written.length, 150); length++) {
				const part = written.slice(0, length);
				for (const end of ['', '…', '...']) {
					const rest = left(redact(`${page}${part}${end}`)).slice(page.length);
					// Fewer than six characters, each of at most twelve signs, and what is left of an escape.
					const most = write === writings.raw ? 12 : 80;
					expect(rest.length - end.length).toBeLessThan(most);
				}
			}
		}
	});
});

test('hexadecimal digits are the same secret in another case', () => {
	const secret = shapes['hexadecimal digits'] ?? '';
	for (const text of [secret.toLowerCase(), secret.toUpperCase()])
		expect(redactor([secret])(`key ${text}!`)).toBe('key ***!');
});

test('the larger part of a long secret is masked wherever a server has cut it', () => {
	for (const secret of [shapes.plain, shapes.slashes, shapes.Cyrillic] as string[]) {
		for (let length = 16; length < secret.length; length++)
			expect(redactor([secret])(`no key "${secret.slice(0, length)}" here`)).toBe(
				'no key "***" here',
			);
	}
});

describe('what is no secret stays', () => {
	test.each([
		['another case', 'HS82KD9X0AQLM3ZTWV7R'],
		['a part in the middle of a text', 'hs82Kd9x0A is not all of it'],
		['its letters with others between', 'h-s-8-2-K-d-9-x-0-A-q-L-m-3-Z-t-W-v-7-R'],
	])('%s', (_name, text) => {
		expect(redactor([shapes.plain ?? ''])(text)).toBe(text);
	});

	test('an entity of another sign', () => {
		expect(redactor(['ab&cd'])('ab&lt;cd ab&amp;cd')).toBe('ab&lt;cd ***');
	});

	test('a value that comes back is the very same one', () => {
		const value = { a: [{ b: 'text', n: 1 }] };
		expect(redactor([shapes.plain ?? ''])(value)).toBe(value);
	});

	test('a number is masked only where it is the secret', () => {
		const value = { id: 908172635401928, other: 908172635401920 };
		expect(redactor([shapes.digits ?? ''])(value)).toEqual({ id: '***', other: value.other });
	});

	test('white space around a stored secret is none of it', () => {
		expect(redactor([' abcdef\n'])('x abcdef y')).toBe('x *** y');
	});

	test('overlapping secrets go as one', () => {
		expect(redactor(['abcd-efgh', 'efgh-ijkl'])('<abcd-efgh-ijkl>')).toBe('<***>');
	});
});
