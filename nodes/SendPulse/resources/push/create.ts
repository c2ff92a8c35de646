import type { INodeProperties } from 'n8n-workflow';

import { safetyOptions } from '../../../shared/fields/common';
import { takingData } from '../../../shared/input/fieldChecks';
import type { InputFile } from '../../../shared/input/files';
import type { ReadParameter, Setting } from '../../../shared/input/parameterReader';
import { optionsIn, textsOf } from '../../../shared/input/read';
import { splitList } from '../../../shared/input/recipients';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { Operation } from '../../../shared/model/operation';
import { byRoute } from '../../../shared/operations/byRoute';
import { jsonClosingFields } from '../../../shared/fields/closing';
import {
	jsonValues,
	readText,
	type Encode,
	type WireField,
	type FieldTable,
} from '../../../shared/fields/wire';
import {
	locatorField,
	entriesField,
	listField,
	numberField,
	optionsField,
	textField,
	required,
} from '../../../shared/fields/parts';
import { sendPulse } from '../../gateway';
import { type Task, taskRoute } from '../../taskRoute';
import { filterField } from './filter';
import { dayField, timeField, idNumber } from '../../fields';

export const websiteField: WireField = {
	field: locatorField({
		displayName: 'Website',
		name: 'website',
		searchListMethod: 'websites',
		required: true,
	}),
	wire: 'website_id',
	encode: idNumber,
};

const titleField = required(textField('Title', 'title', 'title'));

const bodyField = required(
	textField('Text', 'body', 'body', {
		typeOptions: { rows: 3 },
	}),
);

const trimmed = (value: unknown): string => String(value ?? '').trim();

/** A whole number of seconds. @throws InputProblem */
const seconds =
	(most = Infinity): Encode =>
	(value, label) => {
		if (trimmed(value) === '') return undefined;
		const number = Number(value);
		if (Number.isInteger(number) && number >= 0 && number <= most) return number;
		throw new InputProblem(
			label,
			`“${String(value)}” is not a number of seconds that SendPulse takes`,
			most === Infinity ? 'Enter a whole number.' : `Enter a whole number up to ${most}.`,
		);
	};

const json = (value: unknown): string => JSON.stringify(value);

/** A picture as JSON in a text, with its content in base64. Source: docs/gateways/sendpulse.md 12, "image". */
async function picture(file: InputFile | undefined): Promise<string | undefined> {
	return file && json({ name: file.fileName, data: (await file.read()).toString('base64') });
}

const ttlField: WireField = {
	...numberField('Time to Live (Seconds)', 'ttl', 'ttl', {
		typeOptions: { minValue: 0, maxValue: 86400, numberPrecision: 0 },
		default: 86400,
		required: true,
		description: 'For subscribers who are offline',
	}),
	encode: seconds(86_400),
};

/** Pictures are read when the request is made. */
const imageField = takingData({
	displayName: 'Image',
	name: 'image',
	type: 'string',
	default: '',
	placeholder: 'e.g. data',
	description: 'Input binary field with the large picture',
});

const iconField = takingData({
	displayName: 'Icon',
	name: 'icon',
	type: 'string',
	default: '',
	placeholder: 'e.g. icon',
	description: 'Input binary field with the small picture',
});

/** Texts that hold JSON, but for `filter`, which is an object. Source: docs/gateways/sendpulse.md 12 and 21.13. */
const createFields: FieldTable = [websiteField, titleField, bodyField, ttlField, filterField];

const createOptions: FieldTable = [
	textField('Link', 'link', 'link', {
		description: 'If empty, the website',
	}),
	textField('Language', 'language', 'filter_lang', {
		placeholder: 'e.g. ru',
		description: 'Only subscribers whose browser speaks it',
	}),
	{
		field: {
			displayName: 'Browsers',
			name: 'browsers',
			type: 'multiOptions',
			description: 'Only subscribers with these browsers',
			default: [],
			options: [
				{ name: 'Chrome', value: 'Chrome' },
				{ name: 'Edge', value: 'Edge' },
				{ name: 'Firefox', value: 'Firefox' },
				{ name: 'Opera', value: 'Opera' },
				{ name: 'Safari', value: 'Safari' },
			],
		},
		wire: 'filter_browser',
		encode: (value) => textsOf(value).join(','),
	},
	{
		...listField('Regions', 'regions', 'filter_region', {
			placeholder: 'e.g. UA, KZ',
			description: 'Only subscribers in these countries, by two-letter codes',
		}),
		encode: (value) => {
			const regions = splitList(value).map((region) => region.toUpperCase());
			return regions.length > 0 ? json(regions) : undefined;
		},
	},
	dayField('Subscribed After', 'subscribedAfter', 'filter_subscription_date_from', {}),
	dayField('Subscribed Before', 'subscribedBefore', 'filter_subscription_date_to', {}),
	{
		...numberField('Stretch Time', 'stretchTime', 'stretch_time', {
			typeOptions: { minValue: 0, numberPrecision: 0 },
			default: 18000,
			description: 'Seconds over which the notifications go out; five hours without this',
		}),
		encode: seconds(),
	},
	timeField('Send At', 'sendAt', 'send_date', {}),
	// Source: docs/gateways/sendpulse.md 12, "buttons".
	entriesField(
		{
			displayName: 'Buttons',
			name: 'buttons',
			entry: 'Button',
			values: [
				{ displayName: 'Text', name: 'text', type: 'string', default: '' },
				{ displayName: 'Link', name: 'link', type: 'string', default: '' },
			],
		},
		'buttons',
		(buttons) =>
			buttons.length === 0
				? undefined
				: json(buttons.map(({ text, link }) => ({ text: trimmed(text), link: trimmed(link) }))),
	),
];

const createTable = [...createFields, optionsField(createOptions)];

function pushTask(read: ReadParameter, setting: Setting): Omit<Task, 'reference'> {
	const options = optionsIn(read);
	const fileOf = ({ name, displayName }: INodeProperties) =>
		trimmed(options[name]) === '' ? undefined : setting.findFile(options[name], displayName);
	const [image, icon] = [imageField, iconField].map(fileOf);
	return {
		recipient: readText(websiteField, read),
		body: jsonValues(createTable, read, setting),
		later: async () => ({ image: await picture(image), icon: await picture(icon) }),
	};
}

/** Push: Create. There is no `/push/campaigns`. Source: docs/gateways/sendpulse.md 12. */
const createRoute = taskRoute('/push/tasks', ['id'], 'push', pushTask);

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a push campaign',
	description: 'To the subscribers of a website',
	...byRoute(sendPulse, createRoute),
	fields: [
		...createFields,
		...jsonClosingFields(...safetyOptions, iconField, imageField, ...createOptions),
	],
};
