/** Each rule of the redaction is needed: without it the attack finds something, or a form is lost. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../projectRoot.mts';
import { redactRecording } from '../recording/redact.mts';
import { bytesOfBody } from '../recording/recording.mts';
import { casesOf, findersOf, formFaults, leaks, planOf, seenIn, type Case } from './attack/run.mts';
import { exchangeOf } from './attack/places.mts';
import { valuesOf, type Value } from './attack/values.mts';

const folder = path.join(projectRoot(), 'test/live/redaction');

/** An answer, and whether a fault is seen in what is recorded of it. */
interface Own {
	readonly answer: string;
	readonly isSeen: (recorded: string) => boolean;
}

interface Mutant {
	readonly rule: string;
	readonly file: string;
	readonly from: string;
	readonly to: string;
	/** The cases that see it, by their names; or an answer of its own. */
	readonly sees: RegExp | Own;
}

const name = 'Kravtsova';

const own = (answer: string, part: string): Own => ({
	answer,
	isSeen: (recorded) => recorded.includes(part),
});

const decoded = (recorded: string): string =>
	Buffer.from((JSON.parse(recorded) as { body: string }).body, 'base64').toString();

const mutants: Mutant[] = [
	{
		rule: 'a digit of money',
		file: 'redactor',
		from: "!kinds.includes('private') && ",
		to: '',
		sees: own('{"balance":1}', '"balance":1}'),
	},
	{
		rule: 'codes are short',
		file: 'redactor',
		from: '/^-?\\d{1,4}$/.test(text)',
		to: '/^-?\\d+$/.test(text)',
		sees: /JSON number of a count/,
	},
	{
		rule: 'ids that stay are short',
		file: 'redactor',
		from: '/^\\d{1,3}(?:',
		to: '/^\\d{1,12}(?:',
		sees: own('{"id":"79161234567"}', '79161234567'),
	},
	{
		rule: 'only times stay as times',
		file: 'redactor',
		from: "kinds.includes('time') && isTime(text)",
		to: "kinds.includes('time')",
		sees: /plain: a time/,
	},
	{
		rule: 'words are those of the interface',
		file: 'redactor',
		from: "kinds.includes('words') && this.#fields.isVocabulary(text)",
		to: "kinds.includes('words')",
		sees: own(`{"result":"${name}"}`, name),
	},
	{
		rule: 'phrases are on the list',
		file: 'redactor',
		from: "kinds.includes('phrase') && this.#fields.isPhrase(text)",
		to: "kinds.includes('phrase')",
		sees: /plain: an error$/,
	},
	{
		rule: 'a phrase is whole',
		file: 'fields',
		from: '})[.!]?$`',
		to: '})`',
		sees: own(`{"error":"invalid number ${name}"}`, name),
	},
	{
		rule: 'nothing in a secret is harmless',
		file: 'redactor',
		from: "if (kinds.includes('secret')) return false;",
		to: '',
		sees: own('{"token":"1"}', '"1"'),
	},
	{
		rule: 'names of fields',
		file: 'redactor',
		from: 'if (this.#isHarmlessName(name)) return name;',
		to: 'return name;',
		sees: /plain: key of JSON/,
	},
	{
		rule: 'figures in names',
		file: 'redactor',
		from: "text.replace(/\\D/g, '').length <= 4",
		to: 'true',
		sees: own('{"a79a84a22a99a73a1":"OK"}', 'a79a84a22'),
	},
	{
		rule: 'escapes in names',
		file: 'redactor',
		from: 'if (escapes.test(name)) return this.#value(name, nowhere);',
		to: '',
		sees: /entities: key of JSON|percent-encoded.*: key of JSON/,
	},
	{
		rule: 'paths',
		file: 'redactor',
		from: 'this.#isHarmlessName(segment)\n',
		to: 'segment.length > 0\n',
		sees: /plain: path/,
	},
	{
		rule: 'headers',
		file: 'redactor',
		from: 'if (this.#isHarmlessHeader(value)) return value;',
		to: 'return value;',
		sees: /plain: other header/,
	},
	{
		rule: 'cookies',
		file: 'redactor',
		from: 'if (/cookie/.test(lower)) return this.#cookie(value, place);',
		to: 'if (/cookie/.test(lower)) return value;',
		sees: /plain: cookie/,
	},
	{
		rule: 'addresses: fragments',
		file: 'redactor',
		from: '`#${this.#value(fragment, place)}`',
		to: '`#${fragment}`',
		sees: /plain: address in a header/,
	},
	{
		rule: 'addresses: queries',
		file: 'redactor',
		from: '`?${this.query(query, place.side, place.isSecret)}`',
		to: '`?${query}`',
		sees: /plain: a link/,
	},
	{
		rule: 'the query',
		file: 'redactor',
		from: 'return throughForm(query, {',
		to: 'return query || throughForm(query, {',
		sees: /plain: query/,
	},
	{
		rule: 'numbers of JSON',
		file: 'redactor',
		from: 'whole.replace(/\\d+/g, (digits) => this.#standIns.word(digits))',
		to: 'whole',
		sees: /phone.*JSON number$/,
	},
	{
		rule: 'words of a text',
		file: 'standIns',
		from: 'return this.#once(`word ${word}`, word,',
		to: 'if (/^[A-Za-z]+$/.test(word)) return word;\n\t\treturn this.#once(`word ${word}`, word,',
		sees: /email.*plain: JSON answer/,
	},
	{
		rule: 'other alphabets',
		file: 'standIns',
		from: 'const code = character.codePointAt(0) ?? 0;',
		to: 'const code = character.codePointAt(0) ?? 0;\n\tif (code > 0x7f) return [character];',
		sees: own('{"whatever":"Ελένη"}', 'Ελένη'),
	},
	{
		rule: 'Cyrillic',
		file: 'standIns',
		from: '[/[\\u0400-\\u04ff]/, [...cyrillic]],',
		to: "[/[\\u0400-\\u04ff]/, ['о']],",
		sees: own('{"whatever":"ооо"}', 'ооо'),
	},
	{
		rule: 'signs of a secret',
		file: 'standIns',
		from: "return signs[part] ?? '-';",
		to: 'return part;',
		sees: own('{"token":"!@#$%^&*"}', '!@#$%^&*'),
	},
	{
		rule: 'known secrets in a text',
		file: 'redactor',
		from: '...(known ? [`(?<secret>${known})`] : []),',
		to: '',
		sees: own('{"whatever":"x !?!?!? y"}', '!?!?!?'),
	},
	{
		rule: 'secrets that an answer gives',
		file: 'redactor',
		from: "this.#heard('secret', text);",
		to: '',
		sees: own('[{"token":"*+*+*+"},{"whatever":"x *+*+*+"}]', '*+*+*+'),
	},
	{
		rule: 'pictures',
		file: 'redactor',
		from: "found.length === 2 ? '\\u{1f642}' : found",
		to: 'found',
		sees: own('{"whatever":"🚀"}', '🚀'),
	},
	{
		rule: 'text of HTML',
		file: 'formats',
		from: 'else if (start > at) made.push(parts.text(take(start), name));',
		to: 'else if (start > at) made.push(take(start));',
		sees: /plain: HTML/,
	},
	{
		rule: 'comments of HTML',
		file: 'formats',
		from: 'made.push(aside[0], parts.text(inner, name), aside[1]);',
		to: 'made.push(aside[0], inner, aside[1]);',
		sees: /plain: (?:HTML|CDATA)/,
	},
	{
		rule: 'attributes',
		file: 'formats',
		from: 'parts.text(token.slice(1, -1), attribute)',
		to: 'token.slice(1, -1)',
		sees: /plain: XML/,
	},
	{
		rule: 'parts of a multipart body',
		file: 'formats',
		from: "change.content(content, headers).toString('latin1')",
		to: "content.toString('latin1')",
		sees: /plain: multipart field/,
	},
	{
		rule: 'names of files',
		file: 'redactor',
		from: '`${key}="${this.#quotedInHeader(key, inner, side)}"`',
		to: '`${key}="${inner}"`',
		sees: /plain: name of a file/,
	},
	{
		rule: 'windows-1251',
		file: 'charset',
		from: "return /koi8/i.test(declared ?? '') ? 'koi8-r' : 'windows-1251';",
		to: "return 'utf-8';",
		sees: /windows-1251/,
	},
	{
		rule: 'UTF-16',
		file: 'charset',
		from: "return (bytes.length % 2 === 0 && wide.find(readable)) || 'bytes';",
		to: "return isUtf8(bytes) ? 'utf-8' : 'bytes';",
		sees: own('{"whatever":"%04%1E%04%3E%04%3E"}', '%04%1E%04%3E'),
	},
	{
		rule: 'percent signs',
		file: 'redactor',
		from: 'if (/%[0-9a-f]{2}/i.test(text)) return this.#percent(text, within);',
		to: '',
		sees: /percent-encoded/,
	},
	{
		rule: 'entities',
		file: 'redactor',
		from: 'if (hasEntity(text)) return throughEntities(text, within);',
		to: '',
		sees: /entities/,
	},
	{
		rule: 'JSON',
		file: 'redactor',
		from: 'if (isJson(text)) return this.#json(text, place);',
		to: '',
		sees: {
			answer: '{"error":"authorise error","error_code":2}',
			isSeen: (recorded) => !recorded.includes('authorise error'),
		},
	},
	{
		rule: 'JSON escapes',
		file: 'redactor',
		from: 'return throughJsonEscapes(text, within);',
		to: 'return this.#words(text, place);',
		sees: /JSON escape: (?:form|XML|path)/,
	},
	{
		rule: 'base64',
		file: 'redactor',
		from: 'return throughBase64(text, within) ?? this.#words(text, place);',
		to: 'return this.#words(text, place);',
		sees: {
			answer: '{"body":"PGI+0JjQstCw0L08L2I+"}',
			isSeen: (recorded) => !/<b>[А-Я][а-я]{3}<\/b>/.test(decoded(recorded)),
		},
	},
	{
		rule: 'refusals of a text',
		file: 'redactor',
		from: "before + this.#value(words, { ...place, name: 'error' })",
		to: 'before + words',
		sees: /plain: words of a refusal/,
	},
	{
		rule: 'names and values of a text',
		file: 'redactor',
		from: 'return this.#name(before) + this.#value(value, { ...place, name });',
		to: 'return piece;',
		sees: /plain: text with names/,
	},
];

/** The redaction with one source changed. */
function mutated({ file, from, to }: Mutant): typeof redactRecording {
	const source = readFileSync(path.join(folder, `${file}.mts`), 'utf8');
	const changed = source.replace(from, () => to);
	if (changed === source) throw new Error(`${file}.mts has no ${from}`);
	const { outputText: code } = ts.transpileModule(changed, {
		compilerOptions: {
			target: ts.ScriptTarget.ES2023,
			module: ts.ModuleKind.CommonJS,
			esModuleInterop: true,
		},
	});
	let made: typeof redactRecording | undefined;
	jest.isolateModules(() => {
		jest.doMock(path.join(folder, `${file}.mts`), () => {
			const exported = {};
			const load = (wanted: string): unknown =>
				wanted.startsWith('.')
					? jest.requireActual(path.join(folder, wanted))
					: jest.requireActual(wanted);
			new Function('exports', 'require', code)(exported, load);
			return exported;
		});
		({ redactRecording: made } = jest.requireActual<{ redactRecording: typeof redactRecording }>(
			'../recording/redact.mts',
		));
	});
	jest.dontMock(path.join(folder, `${file}.mts`));
	if (!made) throw new Error('Not loaded');
	return made;
}

const values: readonly Value[] = valuesOf('mutants');
const cases = casesOf(values);
const finderFor = findersOf(values);

/** What is wrong with the recording of some cases. */
function faultsOf(redact: typeof redactRecording, some: readonly Case[]): string[] {
	const heard = { exchanges: some.map(({ exchange }) => exchange), callbacks: [] };
	const { recording } = redact(heard, planOf('smsc', values));
	return some.flatMap((one, at) => {
		const recorded = recording.exchanges[at];
		if (!recorded) return [one.says];
		return [...leaks(seenIn(recorded), one, finderFor(one.value)), ...formFaults(one, recorded)];
	});
}

/** An answer of its own, as it is recorded. */
function recordedAnswer(redact: typeof redactRecording, { answer }: Own): string {
	const heard = { exchanges: [exchangeOf({ answer })], callbacks: [] };
	const plan = { ...planOf('smsc', []), secrets: ['!?!?!?'] };
	return bytesOfBody(redact(heard, plan).recording.exchanges[0]?.answer?.body).toString('utf8');
}

/** The cases that see a mutant, at most so many. */
const most = 400;
const seen = (sees: RegExp): Case[] => cases.filter(({ says }) => sees.test(says)).slice(0, most);

test.each(mutants.map((mutant) => [mutant.rule, mutant] as const))('%s', (_, mutant) => {
	const { sees } = mutant;
	const without = mutated(mutant);
	if (sees instanceof RegExp) {
		const some = seen(sees);
		expect(some.length).toBeGreaterThan(0);
		expect(faultsOf(redactRecording, some)).toEqual([]);
		expect(faultsOf(without, some)).not.toEqual([]);
	} else {
		expect(sees.isSeen(recordedAnswer(redactRecording, sees))).toBe(false);
		expect(sees.isSeen(recordedAnswer(without, sees))).toBe(true);
	}
});
