/** What is planted for Kupon.mobi. */
import { asked, empty, html, json, redirect, truncated, words } from '../plants.mts';
import type { Difference } from '../plants.mts';

export const kupon: readonly Difference[] = [
	{
		what: 'a list answered as an object',
		facts: ['kupon/list-answer', 'kupon/list-entry', 'kupon/list-form'],
		plant: json(/send-list.*messages=/, { 0: 'ok', 1: 'ok' }),
	},
	{
		what: 'a refused list',
		facts: ['kupon/list-answer', 'kupon/list-entry', 'kupon/list-form'],
		plant: json(/send-list.*messages=/, { type: 'error', msg: 'no messages' }),
	},
	{
		what: 'a plus that is taken',
		facts: ['kupon/plus'],
		plant: json(/sent_to=%2B/, { type: 'success', id: 7 }),
	},
	{
		what: 'several numbers that are taken',
		facts: ['kupon/several-phones'],
		plant: json(/sent_to=\d+%2C/, { type: 'success', id: 7 }),
	},
	{
		what: 'a bad date that is taken',
		facts: ['kupon/sent-date'],
		plant: json(/sent_date=31/, { type: 'success', id: 7 }),
	},
	{
		what: 'an SMS without a text that is taken',
		facts: ['kupon/text-mandatory'],
		plant: json(
			(request) => /sent_to=\d+&/.test(request.body) && !request.body.includes('sent_text'),
			{ type: 'success', id: 7 },
		),
	},
	{
		what: 'a missing id',
		facts: ['kupon/accepted'],
		plant: words(/sent_to/, /"id":"[^"]*"/g, '"no":1'),
	},
	{
		what: 'another word for success',
		facts: ['kupon/accepted'],
		plant: words(/sent_to/, /"success"/g, '"ok"'),
	},
	{
		what: 'an id that is null',
		facts: ['kupon/accepted'],
		plant: words(/sent_to/, /"id":"[^"]*"/g, '"id":null'),
	},
	{
		what: 'HTML as the type of JSON',
		facts: ['kupon/content-type'],
		set: ({ kupon: { settings } }) => void (settings.contentType = 'text/html'),
	},
	{
		what: 'an HTML page with HTTP 500',
		facts: ['kupon/refusal', 'kupon/error-status', 'kupon/content-type'],
		set: ({ kupon: { settings } }) => void (settings.failureStatus = 500),
	},
	{
		what: 'an error as a member of its own',
		facts: ['kupon/refusal'],
		plant: json(/send-message/, { error: 'no' }),
	},
	{
		what: 'a number for the words of a refusal',
		facts: ['kupon/refusal'],
		plant: words(/send-message/, /"msg":"[^"]*"/g, '"msg":13'),
	},
	{
		what: 'a wrong token that is taken',
		facts: ['kupon/token'],
		plant: json(/token=n8nlive/, { type: 'success', id: 1 }),
	},
	{
		what: 'a redirect for GET',
		facts: ['kupon/get-and-post'],
		plant: redirect(({ method }) => method === 'GET'),
	},
	{ what: 'an empty body', facts: ['kupon/form'], plant: empty(/send-list/) },
	{ what: 'HTTP 404 for a list', facts: ['kupon/form'], plant: html(/send-list/, 404) },
	{ what: 'half an answer', facts: ['kupon/refusal'], plant: truncated(/send-message/) },
	{
		what: 'callbacks by POST',
		facts: ['kupon/callback-verb'],
		set: ({ kupon: { settings } }) => void (settings.callbackMethod = 'POST'),
	},
	{
		what: 'one status for a message',
		facts: ['kupon/callback-calls'],
		set: ({ kupon: { settings } }) => void (settings.outcome = [1]),
	},
	{
		what: 'other numbers of Kannel',
		facts: ['kupon/kannel'],
		set: ({ kupon: { settings } }) => void (settings.kannelMap = { 0: 7, 1: 9 }),
	},
	{
		what: 'dates in UTC',
		facts: ['kupon/sent-date-zone'],
		set: ({ kupon: { settings } }) => void (settings.utcOffsetMinutes = 0),
	},
	{
		what: 'dates further east',
		facts: ['kupon/sent-date-zone'],
		set: ({ kupon: { settings } }) => void (settings.utcOffsetMinutes = 420),
	},
	{
		what: 'a callback in windows-1251',
		facts: ['kupon/callback-charset'],
		plant: asked(
			/callback=/,
			(request) => void (request.body = request.body.replace('%26b%3D%D0%96', '%26b%3D%25C6')),
		),
	},
	{
		what: 'a callback address that is decoded twice',
		facts: ['kupon/callback-encoding'],
		plant: asked(
			/callback=/,
			(request) => void (request.body = request.body.replace('%25D0%2596', 'J')),
		),
	},
	{
		what: 'ids of another message in the callback',
		facts: ['kupon/callback'],
		plant: words(/sent_to/, /"id":"(\d+)"/g, '"id":"9$1"'),
	},
];
