/** Whoever has an account is asked for a live check, in both languages, in words that the command understands. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { listedFolders } from '../gatewayFolders.mts';
import { readArguments, USAGE } from '../live/arguments.mts';
import { projectRoot } from '../projectRoot.mts';

const read = (file: string): string => readFileSync(path.join(projectRoot(), file), 'utf8');

const sections = read('CONTRIBUTING.md').split(/^## /m);
const sectionOf = (heading: string): string =>
	sections.find((section) => section.startsWith(`${heading}\n`)) ?? '';

const asked = [sectionOf('A live check'), sectionOf('Живая проверка')];
const templates = ['live-check.md', 'live-check-ru.md'].map((file) =>
	read(`.github/ISSUE_TEMPLATE/${file}`),
);

const linesOf = (section: string): string[] =>
	section
		.split('\n')
		.slice(1)
		.filter((line) => line.trim() !== '');
const codesIn = (text: string): string[] =>
	[...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replace(/<[^>]+>/, '<>'));

test('CONTRIBUTING.md asks in ten lines, in English and in Russian', () => {
	for (const section of asked) expect(linesOf(section)).toHaveLength(10);
	expect(asked[1]).toMatch(/[а-я]/);
	expect(codesIn(asked[1] ?? '')).toEqual(codesIn(asked[0] ?? ''));
});

test('every gateway is named', () => {
	const codes = codesIn(asked[0] ?? '').join(' ');
	expect(listedFolders().filter(({ id }) => !codes.includes(id))).toEqual([]);
});

test('the command has every option that is named', () => {
	const options = [...asked, ...templates].join().match(/--[a-z][a-z-]+/g) ?? [];
	expect(options).toContain('--record');
	expect([...new Set(options)].filter((option) => !USAGE.includes(option))).toEqual([]);
	expect(readArguments(['smsc', '--record', 'test/recordings'])).toMatchObject({ level: 'read' });
});

test('the templates have the same questions, and warn of secrets', () => {
	const [english = '', russian = ''] = templates;
	const shapeOf = (text: string) =>
		text.split('\n').map((line) => /^(?:---|- |[a-z]+:|<!--|$)/.exec(line)?.[0] ?? 'text');
	expect(shapeOf(russian)).toEqual(shapeOf(english));
	expect(codesIn(russian)).toEqual(codesIn(english));
	expect(english).toContain('Never paste a password');
	expect(russian).toContain('Никогда не вставляйте сюда пароль');
});
