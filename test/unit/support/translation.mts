/** Whether a Russian page says what the English one says, and whether the links of a page lead somewhere. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { deliveryStatuses } from '../../../nodes/shared/model/deliveryStatus.ts';
import { projectRoot } from '../../projectRoot.mts';
import {
	anchorOf,
	cellsOf,
	codesOf,
	labelsOf,
	linksOf,
	numbersOf,
	sectionsOf,
	type Piece,
	type Section,
} from './pages.mts';

const root = projectRoot();
export const russian = 'docs/ru';
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
export const there = (file: string): boolean => existsSync(path.join(root, file));
const statuses: readonly string[] = deliveryStatuses;

/** A page of either language. */
export interface Page {
	file: string;
	text: string;
	sections: Section[];
}

export const pageOf = (file: string, text = read(file)): Page => ({
	file,
	text,
	sections: sectionsOf(text),
});

/** The English page of a Russian one, and any other file itself. */
const englishOf = (file: string): string =>
	file.startsWith(`${russian}/`) && there(`docs/${path.posix.basename(file)}`)
		? `docs/${path.posix.basename(file)}`
		: file;

/** Where a link leads: the file and, for an anchor, the number of the heading, both from the root. */
function targetOf({ file, sections }: Page, address: string) {
	const [to = '', anchor] = address.split('#');
	const target = to ? path.posix.join(path.posix.dirname(file), to) : file;
	if (!there(target) || anchor === undefined) return { target };
	const headings = (target === file ? sections : sectionsOf(read(target))).map(({ heading }) =>
		anchorOf(heading),
	);
	return { target, heading: headings.indexOf(decodeURIComponent(anchor)) };
}

/** Links of a piece as they are the same in both languages. */
const leadsOf = (page: Page, text: string): string[] =>
	linksOf(text)
		.filter(({ address, picture }) => !picture && !/^https?:/.test(address))
		.map(({ address }) => {
			const { target, heading } = targetOf(page, address);
			return englishOf(target) + (heading === undefined ? '' : ` (heading ${heading + 1})`);
		});

/** @returns links of a page that lead nowhere, or to English where there is Russian. */
export function lostLinks(page: Page): string[] {
	return linksOf(page.text).flatMap(({ address }) => {
		if (/^https?:/.test(address)) return [];
		const { target, heading } = targetOf(page, address);
		if (!there(target)) return [`${page.file}: ${address} leads to no file; correct the link`];
		if (heading === -1)
			return [`${page.file}: ${target} has no heading ${address}; take one of its headings`];
		const own = `${russian}/${path.posix.basename(target)}`;
		return path.posix.dirname(target) === 'docs' && own !== page.file && there(own)
			? [`${page.file}: ${address} leads to the English page; link ${own}`]
			: [];
	});
}

/** What the first has and the second has not. */
export const missing = (from: string[], to: string[]): string[] =>
	[...new Set(from)].filter((one) => !to.includes(one));

/** What is read the same in both languages: code, and statuses that are a cell of a table. */
function fixedOf({ kind, text }: Piece): string[] {
	const cells = kind === 'row' ? cellsOf(text) : [];
	return [...codesOf(text), ...cells.filter((cell) => statuses.includes(cell))];
}

/** What a Russian piece lacks, or has left of a former English one. */
function pieceFaults(
	[english, first]: [Page, Piece],
	[ours, second]: [Page, Piece],
	section: string,
): string[] {
	const lacks = [
		...missing(fixedOf(first), fixedOf(second)).map((code) => `\`${code}\``),
		...missing(labelsOf(first.text), labelsOf(second.text)).map((label) => `_${label}_`),
		...missing(numbersOf(first.text), numbersOf(second.text)).map((number) => `number ${number}`),
		...missing(leadsOf(english, first.text), leadsOf(ours, second.text)).map((to) => `link ${to}`),
	];
	const former = [
		...missing(fixedOf(second), fixedOf(first)).map((code) => `\`${code}\``),
		...labelsOf(second.text)
			.filter((label) => !section.toLowerCase().includes(label.toLowerCase()))
			.map((label) => `_${label}_`),
		...missing(leadsOf(ours, second.text), leadsOf(english, first.text)).map((to) => `link ${to}`),
	];
	return [
		...(lacks.length ? [`lacks ${lacks.join(', ')}`] : []),
		...(former.length ? [`has ${former.join(', ')}, which the English page has not`] : []),
	];
}

/** A section may send the reader to the same section of the English page. */
const isElsewhere = (english: Page, ours: Page, at: number): boolean =>
	(ours.sections[at]?.pieces ?? []).some(({ text }) =>
		linksOf(text).some(({ address }) => {
			const { target, heading } = targetOf(ours, address);
			return target === english.file && heading === at;
		}),
	);

function sectionFaults(english: Page, ours: Page, at: number): string[] {
	const first = english.sections[at]?.pieces ?? [];
	const second = ours.sections[at]?.pieces ?? [];
	if (isElsewhere(english, ours, at)) return [];
	const kinds = (pieces: Piece[]) => pieces.map(({ kind }) => kind).join(', ');
	if (kinds(first) !== kinds(second))
		return [`is made of (${kinds(second)}) where ${english.file} has (${kinds(first)})`];
	const section = first.map(({ text }) => text.replace(/[*_`]/g, '')).join(' ');
	return first.flatMap((piece, index) => {
		const same = second[index];
		const faults = same ? pieceFaults([english, piece], [ours, same], section) : [];
		return faults.map(
			(fault) => `${piece.kind} ${index + 1} ${fault}: “${piece.text.slice(0, 60)}…”`,
		);
	});
}

/** @returns what is to be done so that the Russian page says what the English one says */
export function translationFaults(english: Page, ours: Page): string[] {
	const levels = ({ sections }: Page) => sections.map(({ level }) => '#'.repeat(level));
	const outline = ({ sections }: Page) =>
		sections.map(({ level, heading }) => `${'#'.repeat(level)} ${heading}`).join('; ');
	if (levels(english).join() !== levels(ours).join())
		return [
			`${ours.file} has the headings ${outline(ours)}, and ${english.file} has ${outline(english)}: give it the same ones in the same order`,
		];
	return ours.sections.flatMap(({ heading }, at) =>
		sectionFaults(english, ours, at).map(
			(fault) => `${ours.file}, “${heading}”: ${fault}. Translate what changed in ${english.file}`,
		),
	);
}
