/** An ID is chosen, not typed, wherever the gateway has a list of what it names. */
import type { INodeProperties } from 'n8n-workflow';
import { nodeTypes } from './support/package.mts';

interface Field {
	/** `node › label` or, inside of collections, `node › collection › label`. */
	place: string;
	field: INodeProperties;
	/** The fields that stand beside it. */
	beside: INodeProperties[];
}

function fieldsIn(way: string, fields: readonly unknown[]): Field[] {
	const beside = fields as INodeProperties[];
	return beside.flatMap((field) => {
		if (!field.displayName) return [];
		const place = `${way} › ${field.displayName}`;
		const inner = [...(field.options ?? []), ...((field as { values?: [] }).values ?? [])];
		return [{ place, field, beside }, ...fieldsIn(place, inner)];
	});
}

const all = nodeTypes().flatMap(({ node }) =>
	fieldsIn(node.description.name, node.description.properties),
);

const isTyped = ({ field }: Field): boolean =>
	field.type !== 'resourceLocator' &&
	field.typeOptions?.loadOptionsMethod === undefined &&
	!['notice', 'collection', 'fixedCollection', 'options'].includes(field.type);

/** A choice of several beside it, and this is for those who have the ids as data. */
const hasChoice = ({ field, beside }: Field): boolean => {
	const plain = field.displayName.replace(/ IDs$/, '');
	return beside.some(({ displayName, typeOptions }) =>
		typeOptions?.loadOptionsMethod === undefined
			? false
			: displayName === `${plain} Names or IDs` ||
				displayName === `${plain.replace(/^More |^Further /, '')} Names or IDs`,
	);
};

/** Fields for an ID that is in no list, by the reason. */
const reasons: Record<string, string[]> = {
	'one of your own': [
		'sendPulse › External ID',
		'sendPulse › Additional Fields › External ID',
		'smsc › Additional Fields › Own ID',
		'smsc › Update Fields › Own ID',
		'smsc › Options › Message ID',
	],
	'no method lists them': [
		'sendPulse › Segment ID',
		'sendPulse › Additional Fields › Source ID',
		'sendPulse › Update Fields › Source ID',
		'sendPulse › Additional Fields › Attributes › Attribute › ID',
		'sendPulse › Element ID',
		'sendPulse › Confirmation › Template ID',
		'sendPulse › Operator ID',
		'sendPulse › Additional Fields › Tag IDs',
		'sendPulse › Update Fields › Tag IDs',
		'sendPulse › Filters › Tag IDs',
		'smsBy › List ID',
		'smsBy › Message ID',
		'smsBy › Bulk Request ID',
		'smsBy › Flash Call ID',
		'smsByStatusTrigger › Message IDs',
		'smsByStatusTrigger › Bulk Request IDs',
		'smsRu › Message ID',
		'smsRu › Options › Partner ID',
		'smsc › Bill ID',
		'smsc › Additional Fields › Sub-Client ID',
		'smsc › Filters › Sub-Client ID',
		'smsc › Task Group ID',
		'smsc › Additional Fields › Site ID',
		'smsc › Update Fields › Site ID',
		'smsc › Short ID',
	],
	'the list has thousands, and the rows that go in have it': [
		'smsc › Message ID',
		'sendPulse › Subscriber ID',
		'sendPulse › Telegram ID',
	],
	'where a list goes on': [
		'smsc › Filters › After Contact ID',
		'smsc › Filters › After Message ID',
		'smsc › Filters › Before Internal ID',
		'smsc › Filters › After ID',
	],
	'beside Further Group Names or IDs of the form': ['smsc › Additional Fields › Further Group IDs'],
	'each channel has a list of its own': ['sendPulseTrigger › Filters › Bot IDs'],
};

const known = new Set(Object.values(reasons).flat());
const typed = all.filter(({ field }) => /\bIDs?$/.test(field.displayName)).filter(isTyped);

test('the fields for IDs are looked at', () => {
	expect(typed.length).toBeGreaterThan(20);
});

test('an ID is typed only where no list has it', () => {
	const wrong = typed.filter((one) => !hasChoice(one) && !known.has(one.place));
	expect(wrong.map(({ place }) => place)).toEqual([]);
});

test('no reason is given for a field that is not there, or that has a list', () => {
	const needed = new Set(typed.filter((one) => !hasChoice(one)).map(({ place }) => place));
	expect([...known].filter((place) => !needed.has(place))).toEqual([]);
});

test('every dropdown of several has its method', () => {
	const missing = nodeTypes().flatMap(({ node }) => {
		const methods = node.methods?.loadOptions ?? {};
		return fieldsIn(node.description.name, node.description.properties)
			.filter(({ field }) => field.typeOptions?.loadOptionsMethod !== undefined)
			.filter(({ field }) => !(String(field.typeOptions?.loadOptionsMethod) in methods))
			.map(({ place }) => place);
	});
	expect(missing).toEqual([]);
});
