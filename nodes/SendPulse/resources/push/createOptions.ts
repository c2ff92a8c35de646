import type { INodeProperties } from 'n8n-workflow';
import { takingFiles, takingList } from '../../../shared/input/fieldValues';

/** Source: docs/gateways/sendpulse.md 12. */
export const createOptions: INodeProperties[] = [
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
