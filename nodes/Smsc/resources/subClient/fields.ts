import type { INodeProperties } from 'n8n-workflow';

import { exactTextField, flagField, numberField, textField } from '../../../shared/fields/parts';
import type { WireField } from '../../../shared/fields/wire';

const choice = (
	displayName: string,
	name: string,
	wire: string,
	options: Array<{ name: string; value: string }>,
	more: Partial<INodeProperties> = {},
): WireField => ({
	field: { displayName, name, type: 'options', default: '', options, ...more },
	wire,
});

const limit = (displayName: string, name: string, wire: string, description?: string): WireField =>
	numberField(displayName, name, wire, {
		typeOptions: { minValue: 0, numberPrecision: 0 },
		...(description ? { description } : {}),
	});

export const loginField = textField('Login', 'login', 'user', {
	required: true,
});

export const passwordField = exactTextField('Password', 'password', 'password', {
	typeOptions: { password: true },
});

/** Source: docs/gateways/smsc.md 13, `curr`. */
const currencies = [
	{ name: 'EUR', value: '3' },
	{ name: 'KZT', value: '5' },
	{ name: 'RUB', value: '1' },
	{ name: 'UAH', value: '4' },
	{ name: 'USD', value: '2' },
];

/** Source: docs/gateways/smsc.md 13, `type` 0 to 4. */
const types = [
	{ name: 'Additional Login of the Main Account', value: '4' },
	{ name: 'Balance of the Main Account, Own Tariff', value: '3' },
	{ name: 'Own Tariff and Balance', value: '0' },
	{ name: 'Tariff and Balance of the Main Account', value: '2' },
	{ name: 'Tariff of the Main Account, Own Balance', value: '1' },
];

/** 0 to 24 mean GMT−12 to GMT+12. Source: docs/gateways/smsc.md 13, `tz`. */
const timeZones = Array.from({ length: 25 }, (_, value) => {
	const hours = value - 12;
	return { name: `GMT${hours < 0 ? '−' : '+'}${Math.abs(hours)}`, value: String(value) };
});

export const callbackUrlField = textField('Callback URL', 'callbackUrl', 'url', {
	placeholder: 'e.g. https://n8n.example.com/webhook/…',
	description: 'For statuses and incoming messages of the sub-client',
});

/** Settings of a sub-client that people ask for; the others go as Additional Parameters. Source: docs/gateways/smsc.md 13. */
export const settings: WireField[] = [
	choice('Account Type', 'accountType', 'type', types, { default: '0' }),
	textField('Alternative E-Mail', 'email2', 'email2'),
	textField('Alternative Phone Number', 'phone2', 'phone2', { placeholder: 'e.g. 79001112233' }),
	flagField('Blocked', 'blocked', 'fl2[10]'),
	callbackUrlField,
	textField('Company Details', 'details', 'props', { typeOptions: { rows: 2 } }),
	textField('Contract Number', 'contract', 'cntr'),
	choice('Currency', 'currency', 'curr', currencies, { default: '1' }),
	limit('Daily Limit', 'dailyLimit', 'dlim'),
	limit('Daily Limit per IP Address', 'ipLimit', 'ilim'),
	limit('Daily Limit per Number', 'numberLimit', 'plim'),
	limit('Daily Limit per Number and Text', 'textLimit', 'tlim', 'Identical messages to one number'),
	textField('Default Sender', 'defaultSender', 'sender', { placeholder: 'e.g. MyShop' }),
	limit('Delivery Time Limit (Minutes)', 'lifetime', 'vld'),
	textField('E-Mail', 'email', 'email'),
	flagField(
		'Forward Incoming Messages',
		'forwardIncoming',
		'fl[11]',
		'Whether they go to the Callback URL',
	),
	flagField('Forward Statuses', 'forwardStatuses', 'fl[10]', 'Whether they go to the Callback URL'),
	limit('History (Days)', 'historyDays', 'ktm', 'Messages older than this are deleted'),
	textField('Name', 'fullName', 'fio', { description: 'Full name, or name of the company' }),
	textField('Comment', 'notes', 'notes', {
		description: 'Only the main account sees it',
	}),
	numberField('Notify at Balance', 'notifyBalance', 'nb', {}),
	textField('Phone Number', 'phone', 'phone', { placeholder: 'e.g. 79001112233' }),
	textField('Reserve Sender', 'reserveSender', 'sender2', { placeholder: 'e.g. MyShop' }),
	textField('Sending Hours', 'hours', 'tmlim', {
		placeholder: 'e.g. 9-21',
	}),
	textField('Site ID', 'siteId', 'site_id'),
	textField('Tariff', 'tariff', 'tariff'),
	flagField(
		'Test Mode',
		'testMode',
		'fl2[27]',
		'Whether messages are sent virtually, without cost',
	),
	choice('Time Zone', 'timeZone', 'tz', timeZones, { default: '15' }),
	flagField('Use Contacts of the Main Account', 'sharedContacts', 'fl[26]'),
	flagField('Use Senders of the Main Account', 'sharedSenders', 'fl[29]'),
];
