/** What is planted for SMSC. */
import { answered, empty, html, json, redirect, truncated, words } from '../plants.mts';
import type { Difference } from '../plants.mts';

export const smsc: readonly Difference[] = [
	{
		what: 'money as a number',
		facts: ['smsc/money-text'],
		plant: words(/send\.php/, /"cost":\s*"([\d.]+)"/g, '"cost": $1'),
	},
	{ what: 'an HTML page', facts: ['smsc/balance-json'], plant: html(/balance\.php/) },
	{ what: 'an empty body', facts: ['smsc/balance-json'], plant: empty(/balance\.php/) },
	{ what: 'a redirect', facts: ['smsc/balance-json'], plant: redirect(/balance\.php/) },
	{
		what: 'no currency',
		facts: ['smsc/balance-currency'],
		plant: words(/balance\.php/, /"currency"/g, '"cur"'),
	},
	{
		what: 'senders as an object',
		facts: ['smsc/senders'],
		plant: json(/senders\.php/, { 0: { sender: 'MyShop' } }),
	},
	{
		what: 'a list of the blacklist that is not there',
		facts: ['smsc/blacklist-list'],
		set: ({ smsc: { settings } }) => void (settings.blacklistCommand = false),
	},
	{
		what: 'refusals with HTTP 400',
		facts: ['smsc/refusal-200'],
		plant: answered(/\.php/, (answer) => {
			if (/error/i.test(answer.body.toString())) answer.status = 400;
		}),
	},
	{
		what: 'another number of an error',
		facts: ['smsc/error-1'],
		plant: words(/\.php/, /"error_code":\s*1\b/g, '"error_code": 10'),
	},
	{
		what: 'groups by their ids',
		facts: ['smsc/group-number'],
		set: ({ smsc: { settings } }) => void (settings.groupAddress = 'id'),
	},
	{
		what: 'ids of their own making',
		facts: ['smsc/send-id'],
		set: ({ smsc: { settings } }) => void (settings.customIds = 'replaced'),
	},
	{
		what: 'a status without its time',
		facts: ['smsc/status-json'],
		plant: words(/status\.php/, /"last_timestamp"/g, '"timestamp"'),
	},
	{
		what: 'a code of six characters',
		facts: ['smsc/spoken-code'],
		set: ({ smsc: { settings } }) => void (settings.codeLength = 6),
	},
	{
		what: 'contacts with fields of other names',
		facts: ['smsc/contact-list'],
		plant: words(/phones\.php/, /"phone"/g, '"number"'),
	},
	{
		what: 'prices that are missing',
		facts: ['smsc/price-json'],
		plant: words(/send\.php/, /"cost"/g, '"price"'),
	},
	{
		what: 'an unknown message as an error',
		facts: ['smsc/status-unknown'],
		plant: json(/status\.php/, { error: 'not found', error_code: 3 }),
	},
	{
		what: 'an operator under another name',
		facts: ['smsc/operator'],
		plant: words(/info\.php/, /"operator"/g, '"op"'),
	},
	{
		what: 'templates whose text has another name',
		facts: ['smsc/template-list'],
		plant: words(/templates\.php/, /"message"/g, '"msg"'),
	},
	{
		what: 'MD5 that is refused',
		facts: ['smsc/psw-md5'],
		plant: json(/psw=[0-9a-f]{32}(?:&|$)/, { error: 'authorise error', error_code: 2 }),
	},
	{
		what: 'SHA-1 that is refused',
		facts: ['smsc/psw-sha1'],
		plant: json(/psw=[0-9a-f]{40}(?:&|$)/, { error: 'authorise error', error_code: 2 }),
	},
	{
		what: 'JSON at /rest/send that is not read',
		facts: ['smsc/rest-send'],
		plant: html(/rest\/send/, 404),
	},
	{ what: 'half an answer', facts: ['smsc/senders'], plant: truncated(/senders\.php/) },
];
