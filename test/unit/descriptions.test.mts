/** What the forms say: how a field is used. What the gateways' documents leave open stands in the gateways' pages. */
import { finalStatuses } from '../../nodes/shared/model/deliveryStatus.ts';
import { lostInHtml, lostInNotice, shownNotice } from './support/notice.mts';
import { credentialTypes, nodeTypes } from './support/package.mts';

/** Every node and credential of the package. */
const types = () => [...nodeTypes().map(({ node }) => node), ...credentialTypes()];

const spoken = [
	...['description', 'displayName', 'hint', 'notice', 'placeholder', 'action'],
	...['message', 'activationMessage', 'eventTriggerDescription'],
];

/** All texts of a form, with the way to each. */
function textsIn(value: unknown, way: string): Array<[way: string, text: string]> {
	if (typeof value !== 'object' || value === null) return [];
	const { displayName, name } = value as { displayName?: unknown; name?: unknown };
	const label = displayName ?? name;
	const here = typeof label === 'string' && label !== '' ? `${way} › ${label}` : way;
	return Object.entries(value).flatMap(([key, one]: [string, unknown]) =>
		typeof one === 'string'
			? spoken.includes(key)
				? [[here, one] as [string, string]]
				: []
			: textsIn(one, here),
	);
}

const doubts =
	/\bassum|\bundocumented|\bnot? (?:longer )?(?:documented|known|published)|\b(?:documents?|sources?) (?:do|does|did|say|speak|show|name)|\bnothing is known|\bone account\b|\bpresumabl|\bprobabl|\bapparent|\bperhaps\b|\bofficial (?:client|librar|document)|\bseed\b|\bguess|\bnot document/i;

const texts = types().flatMap((type) =>
	textsIn('description' in type ? type.description : type, ''),
);

test('the texts of all forms are looked at', () => {
	expect(texts.length).toBeGreaterThan(2000);
});

test('no text of a form tells what the documents leave open', () => {
	expect(texts.filter(([, text]) => doubts.test(text)).map((one) => one.join(': '))).toEqual([]);
});

/** All fields of a form that show an example, with what is said of them. */
function exampled(
	value: unknown,
): Array<{ name: string; placeholder: string; description: string }> {
	if (typeof value !== 'object' || value === null) return [];
	const { name, placeholder, description = '' } = value as Record<string, unknown>;
	const inner = Object.values(value).flatMap(exampled);
	if (typeof placeholder !== 'string') return inner;
	return [{ name: String(name), placeholder, description: String(description) }, ...inner];
}

test('no field with an address as its example speaks of a phone number alone', () => {
	const fields = types().flatMap((type) =>
		exampled('description' in type ? type.description.properties : type.properties),
	);
	const ofAddresses = fields.filter(({ placeholder }) => /@\w+\.\w/.test(placeholder));

	expect(ofAddresses.length).toBeGreaterThan(20);
	expect(
		ofAddresses.filter(
			({ description }) => /^phone/i.test(description) && !/e-mail|address/i.test(description),
		),
	).toEqual([]);
});

test('no text of a form has a mark twice, or none where two sentences meet', () => {
	const slips = /,,|(?<!\.)\.\.(?!\.)|  |[a-z]\.[A-Z][a-z]+ [a-z]|\s[,.;]/;
	expect(texts.filter(([, text]) => slips.test(text)).map((one) => one.join(': '))).toEqual([]);
});

describe('what the editor keeps', () => {
	const notices = types().flatMap((type) =>
		('description' in type ? type.description.properties : type.properties)
			.filter(({ type: kind }) => kind === 'notice')
			.map(({ displayName }) => displayName),
	);

	test('of a notice is all of it', () => {
		expect(notices.length).toBeGreaterThan(8);
		expect(notices.flatMap(lostInNotice)).toEqual([]);
	});

	test('of every other text is all of it', () => {
		const shown = texts.filter(([, text]) => !/^e\.g\. |^<p>/.test(text));
		expect(shown.flatMap(([, text]) => lostInHtml(text))).toEqual([]);
	});

	test.each([
		['a<br>b', ['<br>']],
		['<b>a</b>', ['<b>', '</b>']],
		['<code>?a&b</code>', ['<code>', '</code>']],
		['<ul><li><a href="https://example.com" target="_blank">a</a></li></ul>', []],
		['<a onclick="x()">a</a>', ['<a onclick="x()">']],
		['a < b and c > d', []],
	])('is known: %s', (text, tags) => {
		expect(lostInNotice(text)).toEqual(tags);
	});

	test('of the ending of SMSC’s address can be copied', () => {
		const lines = notices.flatMap((notice) => shownNotice(notice).split('\n'));
		expect(lines.filter((line) => line.endsWith('?charset=utf-8&fmt=3&sha1'))).toHaveLength(1);
	});
});

test('a form that promises one execution a message has only final statuses preset', () => {
	const fields = nodeTypes().flatMap(({ node }) =>
		node.description.properties.filter(({ description = '' }) =>
			/each message starts it once/.test(description),
		),
	);
	expect(fields.length).toBeGreaterThan(1);
	for (const { default: preset } of fields)
		expect(finalStatuses).toEqual(expect.arrayContaining(preset as string[]));
});
