import type { INodeProperties } from 'n8n-workflow';

import { safetyOptions } from '../../../shared/fields/common';
import { takingFiles, takingList } from '../../../shared/input/fieldValues';
import type { InputFile } from '../../../shared/input/files';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { optionsIn, textsOf } from '../../../shared/input/read';
import { splitList } from '../../../shared/input/recipients';
import type { Setting } from '../../../shared/input/setting';
import { InputProblem } from '../../../shared/model/inputProblem';
import type { Operation } from '../../../shared/model/operation';
import { byRoute } from '../../../shared/operations/byRoute';
import { recordOf, recordsOf } from '../../../shared/text/json';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { sendPulse } from '../../gateway';
import { type Task, taskRoute } from '../../taskRoute';
import { accountDay, accountTime } from '../../times';
import { bodyField, titleField, websiteField } from './fields';
import { filterField, filterOf } from './filter';
import { numericId, requiredText } from '../../fields';

/** Source: docs/gateways/sendpulse.md 12. */
const createOptions: INodeProperties[] = [
	{
		displayName: 'Browsers',
		name: 'browsers',
		type: 'multiOptions',
		default: [],
		description: 'Only subscribers with these browsers',
		options: [
			{ name: 'Chrome', value: 'Chrome' },
			{ name: 'Edge', value: 'Edge' },
			{ name: 'Firefox', value: 'Firefox' },
			{ name: 'Opera', value: 'Opera' },
			{ name: 'Safari', value: 'Safari' },
		],
	},
	{
		displayName: 'Buttons',
		name: 'buttons',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Button',
		default: {},
		options: [
			{
				displayName: 'Button',
				name: 'button',
				values: [
					{ displayName: 'Text', name: 'text', type: 'string', default: '' },
					{ displayName: 'Link', name: 'link', type: 'string', default: '' },
				],
			},
		],
	},
	takingFiles({
		displayName: 'Icon',
		name: 'icon',
		type: 'string',
		default: '',
		placeholder: 'e.g. icon',
		description: 'Name of the binary field with the small picture',
	}),
	takingFiles({
		displayName: 'Image',
		name: 'image',
		type: 'string',
		default: '',
		placeholder: 'e.g. data',
		description: 'Name of the binary field with the large picture',
	}),
	{
		displayName: 'Language',
		name: 'language',
		type: 'string',
		default: '',
		placeholder: 'e.g. ru',
		description: 'Only subscribers whose browser speaks this language',
	},
	{
		displayName: 'Link',
		name: 'link',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/sale',
		description: 'Page that a click opens; the website, if empty',
	},
	takingList({
		displayName: 'Regions',
		name: 'regions',
		type: 'string',
		default: '',
		placeholder: 'e.g. UA, KZ',
		description: 'Only subscribers in these countries, by their two-letter codes',
	}),
	{
		displayName: 'Send At',
		name: 'sendAt',
		type: 'dateTime',
		default: '',
		description: 'When it is sent; at once, if empty',
	},
	{
		displayName: 'Stretch Time',
		name: 'stretchTime',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 18000,
		description: 'Over how many seconds the notifications go out; five hours without this',
	},
	{
		displayName: 'Subscribed After',
		name: 'subscribedAfter',
		type: 'dateTime',
		default: '',
		description: 'Only subscribers since this day',
	},
	{
		displayName: 'Subscribed Before',
		name: 'subscribedBefore',
		type: 'dateTime',
		default: '',
		description: 'Only subscribers until this day',
	},
];

const isFilled = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

const text = (value: unknown): string | undefined => String(value ?? '').trim() || undefined;

/** A whole number of seconds. @throws InputProblem */
function seconds(value: unknown, label: string, most = Infinity): number | undefined {
	if (value === undefined || value === '') return undefined;
	const number = Number(value);
	if (Number.isInteger(number) && number >= 0 && number <= most) return number;
	throw new InputProblem(
		label,
		`“${String(value)}” is not a number of seconds that SendPulse takes`,
		most === Infinity ? 'Enter a whole number.' : `Enter a whole number up to ${most}.`,
	);
}

const json = (value: unknown): string => JSON.stringify(value);

/** Buttons with a text and a link, as JSON in a text. Source: docs/gateways/sendpulse.md 12, "buttons". */
function buttonsOf(collection: unknown): string | undefined {
	const buttons = recordsOf(recordOf(collection).button);
	const filled = buttons.map(({ text: label, link }) => ({
		text: text(label) ?? '',
		link: text(link) ?? '',
	}));
	return filled.length === 0 ? undefined : json(filled);
}

/** A picture as JSON in a text, with its content in base64. Source: docs/gateways/sendpulse.md 12, "image". */
async function picture(file: InputFile | undefined): Promise<string | undefined> {
	return file && json({ name: file.fileName, data: (await file.read()).toString('base64') });
}

/** Texts that hold JSON, but for `filter`, which is an object. Source: docs/gateways/sendpulse.md 12 and 21.13. */
function pushTask(read: ReadParameter, setting: Setting): Omit<Task, 'reference'> {
	const options = optionsIn(read);
	const websiteId = numericId(read('website', ''), 'Website');
	const regions = splitList(options.regions).map((region) => region.toUpperCase());
	const browsers = textsOf(options.browsers);
	const fileOf = (property: unknown, label: string) =>
		isFilled(property) ? setting.findFile(property, label) : undefined;
	const image = fileOf(options.image, 'Image');
	const icon = fileOf(options.icon, 'Icon');
	return {
		recipient: websiteId,
		body: {
			title: requiredText(read, titleField),
			body: requiredText(read, bodyField),
			website_id: Number(websiteId),
			ttl: seconds(read('ttl', 86_400), 'Time to Live (Seconds)', 86_400),
			link: text(options.link),
			filter: filterOf(read('filter', {})),
			filter_lang: text(options.language),
			filter_browser: browsers.length > 0 ? browsers.join(',') : undefined,
			filter_region: regions.length > 0 ? json(regions) : undefined,
			filter_subscription_date_from: accountDay(
				options.subscribedAfter,
				setting,
				'Subscribed After',
			),
			filter_subscription_date_to: accountDay(
				options.subscribedBefore,
				setting,
				'Subscribed Before',
			),
			stretch_time: seconds(options.stretchTime, 'Stretch Time'),
			send_date: accountTime(options.sendAt, setting, 'Send At'),
			buttons: buttonsOf(options.buttons),
		},
		later: async () => ({ image: await picture(image), icon: await picture(icon) }),
	};
}

/** Push: Create. There is no `/push/campaigns`. Source: docs/gateways/sendpulse.md 12. */
const createRoute = taskRoute('/push/tasks', ['id'], 'push', pushTask);

const ttlField: INodeProperties = {
	displayName: 'Time to Live (Seconds)',
	name: 'ttl',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 86400, numberPrecision: 0 },
	default: 86400,
	required: true,
	description: 'How many seconds to wait for a subscriber who is offline',
};

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a push campaign',
	description: 'Send a push notification to the subscribers of a website',
	...byRoute(sendPulse, createRoute),
	fields: [
		websiteField,
		titleField,
		bodyField,
		ttlField,
		filterField,
		...jsonClosingFields(...safetyOptions, ...createOptions),
	],
};
