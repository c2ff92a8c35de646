import { one, type Plan } from './mistakes.mts';

export const smsByPlan: Plan = {
	'two texts': [
		{
			file: 'nodes/SmsBy/bulk.ts',
			edits: [
				{ in: 'bulkRoute', from: 'toldApartByRecipient: true,', to: '' },
				{
					in: 'bulkRoute',
					from: 'bulkCampaigns(messages)',
					to: 'bulkCampaigns([...new Map(messages.map((one) => [one.recipient, one])).values()])',
				},
			],
		},
	],
	merging: [
		one('SmsBy/bulk.ts', 'contentOf', 'jsonKey(campaign, text, own)', 'jsonKey(campaign, own)'),
		one('SmsBy/bulk.ts', 'contentOf', 'jsonKey(campaign, text, own)', 'jsonKey(text, own)'),
		one(
			'SmsBy/singleRoute.ts',
			'contentOf',
			'parameters.map(',
			"parameters.filter(([name]) => name !== 'message').map(",
		),
	],
	'no name': [
		one(
			'SmsBy/singleRoute.ts',
			'singleRoute',
			'if (messageId === null) return [missingVerdict];',
			'',
		),
		one(
			'SmsBy/bulk.ts',
			'bulkRoute',
			'groupId === null ? missingVerdict :',
			'false ? missingVerdict :',
		),
	],
	sender: [
		one(
			'SmsBy/bulk.ts',
			'bulkCampaigns',
			'jsonKey(campaign, bulkOnly)',
			'jsonKey({ ...campaign, alphaname_id: null }, bulkOnly)',
		),
	],
	time: [
		one(
			'SmsBy/bulk.ts',
			'bulkCampaigns',
			'jsonKey(campaign, bulkOnly)',
			'jsonKey({ ...campaign, schedule_time: null }, bulkOnly)',
		),
	],
	statuses: [
		{
			file: 'nodes/SmsBy/bulkStatus.ts',
			edits: [
				{
					in: 'bulkRows',
					from: '.map((entry) => ({',
					to: '.map((entry, _at, [first = entry]) => ({',
				},
				{
					in: 'bulkRows',
					from: 'recipientState(entry, zone)',
					to: 'recipientState({ ...first, phone: entry.phone }, zone)',
				},
			],
		},
	],
	balance: [
		one(
			'SmsBy/resources/account.ts',
			'getBalance',
			'balance: needed(this, smsBy, amount(balance)),',
			'balance: null,',
		),
	],
	zone: [one('SmsBy/times.ts', 'written', 'accountZone(credentials)', 'timeZone')],
	additional: [
		one('SmsBy/singleRoute.ts', 'singleRoute', ', ...additionalParameters(read)', ''),
		one('SmsBy/bulk.ts', 'bulkRoute', '...Object.fromEntries(additionalParameters(read)),', ''),
		one(
			'SmsBy/bulk.ts',
			'bulkRoute',
			'...Object.fromEntries(additionalParameters(read, campaignParameters)),',
			'',
		),
		one('SmsBy/call.ts', 'methodRouting', ', ...additionalParameters(read)', ''),
	],
	field: [
		one(
			'SmsBy/resources/email.ts',
			'sendEmailRoute',
			'optionsField(letterOptions)',
			'optionsField([])',
		),
	],
	'add and remove': { absent: 'nothing that is added can be taken out again' },
	effect: [
		one('SmsBy/singleRoute.ts', 'singleRoute', "effect: 'send'", "effect: 'read'"),
		one('SmsBy/bulk.ts', 'bulkRoute', "effect: 'send'", "effect: 'read'"),
	],
	estimate: [
		one(
			'SmsBy/resources/message.ts',
			'message.operations',
			'estimate(smsBy, messageTextField.field, textCounting)',
			'{ ...estimate(smsBy, messageTextField.field, textCounting), execute: send.execute, routing: send.routing }',
		),
	],
	price: { absent: 'SMS.by gives no price' },
	callback: [
		one(
			'SmsBy/callback.ts',
			'authenticate',
			'bySecret(single(inUrl, own.secret), secret)',
			'bySecret(secret, secret)',
		),
		{
			// One of the two alone changes nothing: a call is judged by its URL before its body is read.
			file: 'nodes/SmsBy/callback.ts',
			edits: [
				{ in: 'authenticate', from: '{ ...callback, fields: new Map() }', to: 'callback' },
				{ in: 'callbacks', from: 'isProvenByUrl: () => true,', to: 'isProvenByUrl: () => false,' },
			],
		},
	],
	refused: { absent: 'a request has one answer for all its messages' },
	reverse: { absent: 'a request has one answer for all its messages' },
};
