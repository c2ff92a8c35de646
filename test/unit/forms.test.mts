/** The forms of all gateways alike: one order of fields, one name for one thing, and few fields at once. */
import type { INodeTypeDescription } from 'n8n-workflow';
import { operationsOf } from '../browser/operations.mts';
import { nodeTypes } from './support/package.mts';
import { offeredIn, shownFields } from './support/shown.mts';

const nodes = nodeTypes()
	.map(({ node }) => node.description)
	.filter(({ group }) => !group.includes('trigger'));

/** The labels that a new node shows for the operation, in the order of the form. */
const formOf = (description: INodeTypeDescription, parameters: Record<string, unknown>) =>
	shownFields(description, parameters)
		.filter((field) => field.type !== 'hidden' && field.type !== 'notice')
		.map(({ displayName }) => displayName)
		.filter((label) => !['Resource', 'Operation', 'Request Options'].includes(label));

const forms = nodes.flatMap((description) =>
	operationsOf(description).map((one) => ({
		name: `${description.name} ${one.resource} ${one.operation}`,
		labels: formOf(description, one.parameters),
	})),
);

test('the forms are looked at', () => {
	expect(forms.length).toBeGreaterThan(180);
	expect(forms.find(({ name }) => name === 'smsc message send')?.labels.slice(0, 3)).toEqual([
		'Type',
		'Send To',
		'Recipient',
	]);
});

test('recipient, text, sender stand in this order', () => {
	const wrong = forms.filter(({ labels }) => {
		const places = ['Recipient', 'Text', 'Sender'].map((label) => labels.indexOf(label));
		const given = places.filter((place) => place >= 0);
		return given.some((place, index) => index > 0 && place < (given[index - 1] ?? 0));
	});
	expect(wrong.map(({ name, labels }) => `${name}: ${labels.join(', ')}`)).toEqual([]);
});

test('Options end every form', () => {
	const wrong = forms.filter(
		({ labels }) => labels.includes('Options') && labels.at(-1) !== 'Options',
	);
	expect(wrong.map(({ name, labels }) => `${name}: ${labels.join(', ')}`)).toEqual([]);
});

/** Every label of a form, those of collections included. */
function labelsIn(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [];
	const { displayName } = value as { displayName?: unknown };
	return [
		...(typeof displayName === 'string' ? [displayName] : []),
		...Object.values(value).flatMap(labelsIn),
	];
}

test.each([
	['Email, which is E-Mail', /\bEmails?\b/],
	[
		'From or Alpha-Name, which is Sender',
		/^(From|From Email|From E-Mail|Alpha-Name|Viber Name|Sender E-?[Mm]ail)$/,
	],
	['To, which is Recipient', /^To E-?[Mm]ail$/],
	[
		'another name for Messages per Request or Items per Request',
		/^(?!Messages|Items|Requests).* per (Request|Call)$/,
	],
])('no form says %s', (_what, pattern) => {
	const said = nodes.flatMap(({ name, properties }) =>
		labelsIn(properties).map((label) => `${name}: ${label}`),
	);
	expect(said.filter((label) => pattern.test(label.slice(label.indexOf(': ') + 2)))).toEqual([]);
});

describe('a form of SMS.by says how the status arrives', () => {
	const description = nodes.find(({ name }) => name === 'smsBy');
	if (!description) throw new Error('There is no node of SMS.by');

	test.each([
		['message', 'send', 'Options → Wait for Final Status'],
		['campaign', 'send', 'Options → Wait for Final Status'],
		['oneTimeCode', 'send', 'Options → Wait for Final Status'],
		['message', 'sendMany', 'SMS.by Status Trigger'],
		['viber', 'sendMany', 'SMS.by Status Trigger'],
		['viber', 'send', 'No report of this message arrives'],
		['email', 'send', 'No report of this e-mail arrives'],
	])('%s %s: %s', (resource, operation, words) => {
		const notices = shownFields(description, { resource, operation }).filter(
			({ type, name }) => type === 'notice' && name === 'statusNotice',
		);
		expect(notices.map(({ displayName }) => displayName)).toEqual([
			expect.stringContaining(words) as string,
		]);
		if (!words.includes('Wait for Final Status')) return;
		const offered = offeredIn(description, { resource, operation }, 'options');
		expect(offered.map(({ name }) => name)).toContain('waitForFinal');
	});
});
