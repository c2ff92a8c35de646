/** One name for one thing: no two labels that mean the same, and an error names a field as the form does. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../projectRoot.mts';
import { credentialTypes, nodeTypes } from './support/package.mts';

function labelsIn(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [];
	const { displayName, type } = value as { displayName?: unknown; type?: unknown };
	return [
		...(typeof displayName === 'string' && type !== 'notice' ? [displayName] : []),
		...Object.values(value).flatMap(labelsIn),
	];
}

const labels = new Set([
	...nodeTypes().flatMap(({ node }) => labelsIn(node.description.properties)),
	...credentialTypes().flatMap(({ properties }) => labelsIn(properties)),
]);

/** Words that say the same as the one in front, as people have named fields. */
const sameWords: Array<[word: string, others: RegExp]> = [
	['phone number', /\b(tele)?phones?( numbers?)?\b|\bmsisdn\b|\bmobile( number)?\b/g],
	['e-mail', /\be-?mails?( address(es)?)?\b/g],
	['sender', /\bfrom\b|\balpha-?names?\b|\bsenders?\b/g],
	['recipient', /^to$|\brecipients?\b/g],
	['url', /\burls?\b|\burl address\b/g],
	['comment', /\bcomments?\b|\bnotes?\b/g],
	['html', /\bhtml( text| body| content)?\b/g],
	['time to live', /\btime to live\b|\bttl\b|\blife ?time\b|\bvalid(ity)?( for| period)?\b/g],
	['button caption', /\bbutton (text|caption|label|title)\b/g],
	['send at', /\bsend (at|time|date|on)\b|\bschedule(d)?( at| time)?\b/g],
	['image', /\bimages?( field)?$/g],
	['attachment', /\battachments?( field)?$/g],
	['document', /\bdocuments?( field)?$/g],
	['per request', /\bper (request|call|batch)\b|\bbatch size\b/g],
];

/** A label without what only its writer chose: case, plural, hyphens, units, and which of the same words. */
function meaningOf(label: string): string {
	const plain = label.toLowerCase().replace(/ \(.*\)$/, '');
	const same = sameWords.reduce((text, [word, others]) => text.replace(others, word), plain);
	return same.replace(/[^a-z0-9 ]/g, '').replace(/s\b/g, '');
}

/** A label in the singular, without its unit: where several belong, the plural says so. */
const ownName = (label: string): string => label.replace(/ \([A-Z][^)]*\)$/, '').replace(/s$/, '');

/** Twins that are no such thing, with the reason. */
const apart: Record<string, string> = {
	'Valid For (Seconds)': 'of a one-time code, which ends for the person who types it',
	Valid: 'as above',
	From: 'a price',
	Note: 'what an operator writes into a chat, which SendPulse itself calls so',
	Scheduled: 'a filter',
};

test('labels are looked at', () => {
	expect(labels.size).toBeGreaterThan(300);
});

test('one thing has one name', () => {
	const byMeaning = new Map<string, Set<string>>();
	for (const label of labels) {
		if (label in apart) continue;
		const meaning = meaningOf(label);
		byMeaning.set(meaning, (byMeaning.get(meaning) ?? new Set()).add(ownName(label)));
	}
	const twins = [...byMeaning.values()].filter(({ size }) => size > 1).map((one) => [...one]);
	expect(twins).toEqual([]);
});

test.each([
	['Phone', 'Phone Number'],
	['Mobile', 'Phone Number'],
	['Email', 'E-Mail'],
	['From', 'Sender'],
	['Lifetime', 'Time to Live (Seconds)'],
	['Notes', 'Comment'],
	['HTML Text', 'HTML'],
	['Image Field', 'Image'],
	['Attachment Field', 'Attachments'],
	['Document Field', 'Document'],
])('%s and %s are twins', (one, other) => {
	expect(meaningOf(one)).toBe(meaningOf(other));
	expect(ownName(one)).not.toBe(ownName(other));
});

/** The readers of values whose last argument is the field's label. */
const naming =
	/\b(?:phoneNumber|emailAddress|numericId|pathPart|accountTime|accountDay|priceOf|optionalId|idsOf)\([^;]*?, '([A-Z][^']*)',?\s*\)|new InputProblem\(\s*'([A-Z][^']*)'/g;

test('an error names a field as the form does', () => {
	const root = projectRoot();
	const unknown = globSync('nodes/**/*.ts', { cwd: root }).flatMap((file) => {
		const text = readFileSync(path.join(root, file), 'utf8');
		return (
			[...text.matchAll(naming)]
				.map(([, read, thrown]) => read ?? thrown ?? '')
				// How many items come in, is no field.
				.filter((label) => label !== 'Input')
				.filter((label) => !label.split(/: | → /).every((part) => labels.has(part)))
				.map((label) => `${file}: ${label}`)
		);
	});
	expect(unknown).toEqual([]);
});
