/** Every comment that says where a fact comes from names a page and a section that are there. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../projectRoot.mts';

const root = projectRoot();
const folder = join(root, 'docs/gateways');

const number = String.raw`A?\d+(?:\.\d+)*`;
/** Words of the section, which say where in it. */
const words = String.raw`(?:, "[^"]+")?`;
const citation = new RegExp(
	String.raw`docs/gateways/([\w-]+)\.md\x60?(?: (${number}${words}(?:(?:,? and |, | to )${number}${words})*))?`,
	'g',
);
const hinted = new RegExp(String.raw`(${number})(?:, "([^"]+)")?`, 'g');
const question = /\[([a-z]+)\.([a-z-]+)\]/g;

/** Papers that anybody can get, named in place of a page. */
const published = /HTML Standard|ITU-T|3GPP|IANA|libphonenumber|n8n \d|RFC \d/;

/** Names that lead nowhere: they are of papers that are not in the repository. */
const lost = [
	/\bnotes (?:section|[\w-]+\.md)/i,
	/\bseed 00\d/i,
	/(?<!(?:TS|RFC) \S+ ?,? )\bsections? \d+/i,
	/\bproviders\/[\w-]+\.md/,
	/\b\d{3}_[0-9a-f]{16}\b/,
	/(?<!gateways\/)\b(?:smsc|smsby|kupon|sendpulse)(?:-[a-z-]+)?\.md (?:section|\d)/,
];

/** A page as the test sees it: its numbered headings, and the questions that its last section lists. */
interface Page {
	/** The text of each, its subsections included. */
	sections: Map<string, string>;
	listed: string[];
	asked: string[];
}

function sectionsOf(text: string): Map<string, string> {
	const parts = text.split(/^#{2,} (?=A?\d)/m).slice(1);
	const own = parts.map((part) => ({ name: /^[\w.]+/.exec(part)?.[0] ?? '', part }));
	return new Map(
		own.map(({ name }) => [
			name,
			own
				.filter((other) => other.name === name || other.name.startsWith(`${name}.`))
				.map(({ part }) => part)
				.join(''),
		]),
	);
}

function pageOf(text: string): Page {
	const [body = '', list = ''] = text.split(/^## \d+ Open questions$/m);
	const names = (part: string) => [...part.matchAll(question)].map(([name]) => name);
	return {
		sections: sectionsOf(text),
		listed: names(list),
		asked: names(body),
	};
}

const pages = new Map<string, Page>(
	(existsSync(folder) ? readdirSync(folder) : []).map((name) => [
		name.replace(/\.md$/, ''),
		pageOf(readFileSync(join(folder, name), 'utf8')),
	]),
);

/** Comments over several lines in one, so that what is broken at the end of a line is found. */
const joined = (text: string): string => text.replace(/\n[\t ]*(?:\*(?!\/)|\/\/) ?/g, ' ');

/**
 * @param text a file of code
 * @returns what in it leads nowhere
 */
function faultsOf(text: string): string[] {
	const faults: string[] = [];
	for (const line of joined(text).split('\n')) {
		for (const [whole, id = '', sections = ''] of line.matchAll(citation)) {
			const page = pages.get(id);
			if (!page) faults.push(`${whole}: no such page`);
			for (const [, section = '', hint = ''] of sections.matchAll(hinted)) {
				const text = page?.sections.get(section);
				if (page && text === undefined) faults.push(`${whole}: no section ${section}`);
				if (text?.includes(hint) === false) faults.push(`${whole}: no such words`);
			}
		}
		for (const [whole, id = ''] of line.matchAll(question)) {
			const page = pages.get(id);
			if (page && !page.listed.includes(whole)) faults.push(`${whole}: not an open question`);
		}
		for (const name of lost) {
			const found = name.exec(line);
			if (found) faults.push(`${found[0]}: not in the repository`);
		}
		for (const [, said = ''] of line.matchAll(/\bSource: (.*)/g)) {
			const [first] = said.matchAll(citation);
			if (!first?.[2] && !published.test(said)) faults.push(`Source: ${said}: names nothing`);
		}
	}
	return faults;
}

const files = execFileSync('git', ['ls-files', 'nodes', 'credentials', 'test'], {
	cwd: root,
	encoding: 'utf8',
})
	.split('\n')
	.filter((name) => /\.(?:m?ts|md)$/.test(name) && name !== 'test/unit/sources.test.mts')
	// What the start of a gateway will cite once it has a page.
	.filter((name) => name !== 'test/newGateway/skeleton.mts')
	.filter((name) => existsSync(join(root, name)));

test('every citation in the code leads somewhere', () => {
	expect(files.length).toBeGreaterThan(500);
	const faults = files.flatMap((file) =>
		faultsOf(readFileSync(join(root, file), 'utf8')).map((fault) => `${file}: ${fault}`),
	);
	expect(faults).toEqual([]);
});

test.each([...pages])('%s lists each open question once, and asks no other', (id, page) => {
	expect(page.listed.length).toBeGreaterThan(0);
	expect(new Set(page.listed).size).toBe(page.listed.length);
	expect(page.asked.filter((name) => !page.listed.includes(name))).toEqual([]);
	expect(page.listed.filter((name) => !name.startsWith(`[${id.split('-')[0] ?? ''}.`))).toEqual([]);
});

test('every section that a page’s open questions name is there', () => {
	const faults = [...pages].flatMap(([id, { sections }]) => {
		const [, list = ''] = readFileSync(join(folder, `${id}.md`), 'utf8').split(
			/^## \d+ Open questions$/m,
		);
		return [...list.matchAll(/\(([A\d][^)]*)\)/g)]
			.flatMap(([, named = '']) => named.match(/\bA?\d+(?:\.\d+)*/g) ?? [])
			.filter((section) => !sections.has(section))
			.map((section) => `${id}: ${section}`);
	});
	expect(faults).toEqual([]);
});

describe('a citation that leads nowhere is found', () => {
	test.each([
		['/** x. Source: docs/gateways/none.md 1. */', 'no such page'],
		['/** x. Source: docs/gateways/smsc.md 99.9. */', 'no section 99.9'],
		['// docs/gateways/smsc.md 2.1 and 99.', 'no section 99'],
		['/**\n * x. Source:\n * docs/gateways/smsc.md 2.1,\n * 99.\n */', 'no section 99'],
		['/** Source: docs/gateways/smsc.md. */', 'names nothing'],
		[
			'/** Source: docs/gateways/sendpulse.md 1.2, "Credential test", 1.99 and 9. */',
			'no section 1.99',
		],
		['/** Source: docs/gateways/sendpulse.md 21.99. */', 'no section 21.99'],
		['/** Source: docs/gateways/sendpulse.md 1.2, "Refresh". */', 'no such words'],
		['as `docs/gateways/sendpulse.md` 5.99 says', 'no section 5.99'],
		['/** Source: the document. */', 'names nothing'],
		['/** Notes smsc.md section 2.1. */', 'not in the repository'],
		['// of the notes\n// smsc.md section 2.1', 'not in the repository'],
		['/** Of the document (section 2.1). */', 'not in the repository'],
		['/** Seed 001. */', 'not in the repository'],
		['/** [smsc.nobody-asks] */', 'not an open question'],
	])('%j', (text, fault) => {
		expect(faultsOf(text)).toContainEqual(expect.stringContaining(fault));
	});

	test.each([
		'/** x. Source: docs/gateways/smsc.md 2.1 `id`. */',
		'/** x. Source: docs/gateways/smsc.md\n * 1.5 to 1.8 and A2; [smsc.blacklist-list]. */',
		'/** Source: docs/gateways/sendpulse.md 1.2, "Credential test", 1.3 and 9. */',
		'/** x. Source: 3GPP TS 23.038, section 6.2.1. */',
		'const source: string[] = names[0];',
	])('and this one leads somewhere: %j', (text) => {
		expect(faultsOf(text)).toEqual([]);
	});
});
