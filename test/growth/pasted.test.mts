/**
 * Readers of texts that people paste, and readers that take a text in a shape of their own, which readers.test.mts cannot guess:
 * four times the text must not take sixteen times as long.
 */
import { chatChannels } from '../../nodes/SendPulse/chatbots/channels.ts';
import { chatReport } from '../../nodes/SendPulse/chatbots/report.ts';
import { contentFieldsWith } from '../../nodes/SendPulse/resources/chatbotMessage/content.ts';
import { contactVariables } from '../../nodes/SendPulse/resources/contact/variables.ts';
import { asObject } from '../../nodes/SendPulse/variables.ts';
import { personsOf } from '../../nodes/SendPulse/resources/email/message.ts';
import { searchOf, rawEvent, single } from '../../nodes/shared/callbacks/decode.ts';
import { multipartFields } from '../../nodes/shared/callbacks/multipart.ts';
import type { DecodedCallback } from '../../nodes/shared/model/deliveryReport.ts';
import { pastedAddress } from '../../nodes/shared/text/address.ts';
import { redactor } from '../../nodes/shared/text/redact.ts';
import { jsonValues } from '../../nodes/shared/fields/wire.ts';
import { phoneTextProblem } from '../../nodes/shared/text/phoneText.ts';
import { columnOf } from '../../nodes/shared/input/column.ts';
import { readableBody } from '../../nodes/shared/delivery/rehearse.ts';
import { estimateText } from '../../nodes/shared/text/textParts.ts';
import { sendPulse } from '../../nodes/SendPulse/gateway.ts';
import { formBody } from '../../nodes/shared/text/charset.ts';
import { multipart } from '../../nodes/shared/transport/form.ts';
import { readAnswer } from '../../nodes/shared/transport/readAnswer.ts';
import { growth, most } from './support/growth.mts';
import { stepsOf } from './support/steps.mts';
import { slowPatterns } from './support/patterns.mts';
import { patternsInUse } from './support/steps.mts';
import { parseAnswer } from '../../nodes/Smsc/errors.ts';

const event = (text: string) => ({
	service: 'telegram',
	title: text,
	bot: { id: text, name: text },
	contact: { id: text, name: text, phone: text, last_message: text, variables: { a: text } },
	id: text,
	data: { message: { text, caption: text } },
	text,
	date: text,
	raw: { text },
});

/** A callback with many parameters, of which each has another name. */
const many = (text: string): DecodedCallback => {
	const values = new Map(
		Array.from({ length: text.length / 4 }, (_, at) => [`${text[at]}${at}`, [text.slice(at, 9)]]),
	);
	return { method: 'POST', query: values, fields: values, text } as unknown as DecodedCallback;
};

/** A chatbot message of one kind, with the text in every field of its own. */
const chatMessage = (kind: string) => (text: string) => {
	for (const channel of chatChannels) {
		try {
			const given: Record<string, unknown> = { chatMessageType: kind, channel: channel.id };
			const read = (name: string, usual: unknown) =>
				given[name] ?? (typeof usual === 'object' ? usual : text);
			jsonValues(contentFieldsWith(), read, {} as never);
		} catch {
			// A refused text has been read as well.
		}
	}
};

const answered = (body: string, statusCode: number) =>
	readAnswer(sendPulse, { body, headers: {}, statusCode }, 'read', (value) => value);

const inParts = (text: string, more = '') =>
	multipartFields(`multipart/form-data; boundary=x${more}`, Buffer.from(`--x${text}\r\n--x`), 1e6);

const readers: Record<string, (text: string) => unknown> = {
	personsOf: (text) => personsOf(text, 'To'),
	'personsOf, one': (text) => personsOf([text], 'To'),
	contactVariables: (text) =>
		jsonValues(
			contactVariables(asObject),
			(name) =>
				name === 'variables' ? { variable: [{ name: 'a', type: 'text', value: text }] } : 'fields',
			{} as never,
		),
	pastedAddress,
	columnOf: (text) => columnOf(`messageId\nx${text}`, ['messageId'], 'Message IDs'),
	'readableBody, of one name': ({ length }) =>
		readableBody(
			{ url: '', headers: { 'content-type': 'x/urlencoded' }, body: 'to=1&'.repeat(length / 4) },
			(value) => value,
		),
	phoneTextProblem: (text) => phoneTextProblem(`12345678 ${text}`),
	parseAnswer: (text) => parseAnswer(`ERROR = 1 (${text}`, 'value'),
	estimateText: (text) => estimateText(text),
	chatReport: (text) => chatReport(event(text)),
	'contentFieldsWith, text': chatMessage('text'),
	'contentFieldsWith, media': chatMessage('media'),
	'contentFieldsWith, JSON': chatMessage('json'),
	rawEvent: (text) => rawEvent(many(text), ['a', 'b']),
	single: (text) => single(many(text), 'a'),
	formBody: (text) => formBody([['a', text]]),
	'formBody, of a list': (text) => formBody([['a', [{ [text]: text }]]]),
	multipart: (text) => multipart([['a', text]], []),
	'multipartFields, a header': (text) =>
		inParts(`\r\nContent-Disposition: form-data${text.slice(0, 900)}\r\n\r\n${text}`),
	'multipartFields, many parts': ({ length }) =>
		inParts('\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x'.repeat(length / 8)),
	'multipartFields, a content type': (text) => inParts(text, text),
	'readAnswer, a page': (text) => answered(`<html>${text}`, 502),
	'readAnswer, JSON': (text) => answered(JSON.stringify({ message: text }), 422),
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
	String.raw`;a="\"`,
];

describe.each(Object.entries(readers))('%s', (_name, read) => {
	test.each(seeds)('reads many of %j in steps that grow as they do', (seed) => {
		const of = (length: number) => `Ann ${seed.repeat(Math.ceil(length / seed.length))}!x`;
		expect(growth(read, of)).toBeLessThan(most);
	});
});

/** Secrets that begin with each kind of character, and with those that a form writes as a space. */
const secrets = [
	'Tr0ub4dor&3',
	'p@ss w"rd',
	'+ abcd',
	'a+ +bcd',
	String.raw`\\server\share`,
	'%41%42%43',
	'привет мир',
];

const escapes = ['\n', '\r\n', '+', '+ ', 'a ', '%', '%25', '&', '&#', '\\', '\\u{', '\\u', '?'];

describe.each(secrets)('masking %j', (secret) => {
	const mask = redactor([secret]);

	test.each(escapes)('reads many of %j in steps that grow as they do', (seed) => {
		const of = (length: number) => `Ann ${seed.repeat(Math.ceil(length / seed.length))}!x`;
		expect(growth(mask, of)).toBeLessThan(most);
	});

	test('looks for it with patterns that are not slow', async () => {
		expect(mask(`Ann ${secret}`)).toMatch(/^Ann ?\*{3}$/);
		expect(await slowPatterns(patternsInUse())).toEqual([]);
	});
});

/** What a secret is made of that repeats itself, or that can be read in several ways. */
const repeated = ['0', 'ab', 'aab', 'aя', '+ ', '%&', 'я?', '-_', '0a'];

const writings: Record<string, (seed: string) => string> = {
	'as it is': (seed) => seed,
	percent: (seed) => seed.replace(/[^]/gu, (sign) => `%${Buffer.from(sign).toString('hex')}`),
	form: (seed) => new URLSearchParams([['', seed]]).toString().slice(1),
	entities: (seed) => seed.replace(/[^]/gu, (sign) => `&#${sign.codePointAt(0)};`),
	base64: (seed) => Buffer.from(seed.repeat(3)).toString('base64'),
	hexadecimal: (seed) => Buffer.from(seed).toString('hex'),
	lost: (seed) => seed.replace(/[^\0-\x7f]/g, '?'),
};

describe.each(Object.entries(writings))(
	'masking secrets that repeat themselves, %s',
	(_, write) => {
		const made = (seed: string, length: number) => seed.repeat(Math.ceil(length / seed.length));

		test.each(['', 'b'])('with %j at the end grow as secret and text together', (end) => {
			const slow = repeated.filter((seed) => {
				const read = (text: string) => redactor([`${made(seed, text.length / 8)}${end}`])(text);
				return growth(read, (length) => `Ann ${made(write(seed), length)}!x`) >= most;
			});
			expect(slow).toEqual([]);
		});
	},
);

/** Each sign is another one than its neighbours, so that no reading of a start helps the next one. */
const signsOf = (length: number): string =>
	Array.from(
		{ length },
		(_, at) => '!@#$^*()_{}|:;,.?/=~`&<>éÀñЖйю'[(at * 7 + (at >> 3)) % 30],
	).join('');

test.each(['&amp;', '&bsol;', '&lt;', '&eacute;', '&jcy;', '&x;', '&a', '&amp;#33;'])(
	'masking a secret of different signs reads many of %j in steps that grow as secret and text do',
	(seed) => {
		const read = (text: string) => redactor([signsOf(text.length / 8)])(text);
		const of = (length: number) => `Ann ${seed.repeat(Math.ceil(length / seed.length))}!x`;
		expect(growth(read, of)).toBeLessThan(most);
	},
);

/** A single secret takes up to 122; where each pattern reads escapes inside escapes anew, 373. */
const mostSteps = 150;

test.each(['%5C', '\\u005c', '&bsol;', '%255C', '%26amp%3B', '%u005C'])(
	'masking many of %j takes a limited number of steps for a sign',
	(seed) => {
		const text = `Ann ${seed.repeat(1000)}!x`;
		const mask = redactor(['hs82Kd9x0AqLm3ZtWv7R']);
		expect(stepsOf(() => mask(text)) / text.length).toBeLessThan(mostSteps);
	},
);

test('of several secrets that begin alike, each is read once', () => {
	const alike = ['', 'b', 'bc', 'd'].map((end) => `${'a'.repeat(100)}${end}`);
	const of = (length: number) => `Ann ${'a'.repeat(length)}bcd!x`;
	expect(growth(redactor(alike), of)).toBeLessThan(most);
	expect(redactor(alike)(`Ann ${'a'.repeat(500)}bcd!x`)).toBe('Ann ***d!x');
});
