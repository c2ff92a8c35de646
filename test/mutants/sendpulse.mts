import { one, type Plan } from './mistakes.mts';

export const sendPulsePlan: Plan = {
	'two texts': { absent: 'each request carries one message' },
	merging: [
		one('SendPulse/resources/email/send.ts', 'sendRoute.contentKey', '...email, to:', 'to:'),
		one(
			'SendPulse/resources/email/send.ts',
			'sendRoute.contentKey',
			'...email, to:',
			'...email, from: null, to:',
		),
	],
	'no name': [
		one(
			'SendPulse/resources/email/send.ts',
			'verdictOf',
			'messageId !== null || body.result === true',
			'true',
		),
	],
	sender: { absent: 'each request carries one message' },
	time: { absent: 'each request carries one message' },
	statuses: [
		{
			...one(
				'SendPulse/resources/email/send.ts',
				'emailStatus',
				'records.get(idOf(messageId))',
				'[...records.values()][0]',
			),
			by: {
				project: 'engine',
				file: 'test/engine/finalStatus.test.mts',
				tests: 'asks about many letters in one call',
			},
		},
	],
	balance: [
		one('SendPulse/resources/balance.ts', 'get', '[{ balance,', '[{ balance: null,'),
		one(
			'SendPulse/resources/balance.ts',
			'getDetail',
			'balance: needed(this, sendPulse, numberOrNull(main))',
			'balance: null',
		),
	],
	zone: [
		one('SendPulse/times.ts', 'accountTime', 'accountZone(credentials, timeZone)', 'timeZone'),
	],
	additional: [
		one('SendPulse/resources/email/message.ts', 'emailMessage', ', ...additionalValues(read)', ''),
		one('SendPulse/taskRoute.ts', 'taskRoute', ', ...additionalValues(read)', ''),
		one('SendPulse/letterRoute.ts', 'letterRoute', ', ...additionalValues(read)', ''),
		one('SendPulse/listRoute.ts', 'listRoute', '...additionalValues(read),', ''),
		one('SendPulse/call.ts', 'jsonRouting', 'additionalValues(read)', '{}'),
	],
	field: [
		one(
			'SendPulse/resources/chatbotMessage/perChannel.ts',
			'telegram.text',
			'...parseMode(given),',
			'',
		),
	],
	'add and remove': [
		one('SendPulse/resources/blacklist.ts', 'addRoute', "'POST'", "'DELETE'"),
		one('SendPulse/resources/blacklist.ts', 'removeRoute', "'DELETE'", "'POST'"),
		one('SendPulse/resources/contact/add.ts', 'removeRoute', "'DELETE'", "'POST'"),
		one('SendPulse/resources/tag.ts', 'assign', "pinning('pin')", "pinning('unpin')"),
		one('SendPulse/resources/tag.ts', 'unassign', "pinning('unpin')", "pinning('pin')"),
	],
	effect: [
		one('SendPulse/resources/email/send.ts', 'sendRoute', "effect: 'send'", "effect: 'read'"),
		one('SendPulse/taskRoute.ts', 'taskRoute', "effect: 'send'", "effect: 'read'"),
		one('SendPulse/letterRoute.ts', 'letterRoute', "effect: 'send'", "effect: 'read'"),
	],
	estimate: [
		{
			file: 'nodes/SendPulse/resources/sms/index.ts',
			edits: [
				{ in: 'getCost', from: "method: 'GET'", to: "method: 'POST'" },
				{ in: 'getCost', from: "'/sms/campaigns/cost'", to: "'/sms/send'" },
				{ in: 'getCost', from: 'query: costFields', to: 'body: costFields' },
			],
		},
	],
	price: { absent: 'SendPulse gives no price in a dry run' },
	callback: [
		one(
			'SendPulse/callback.ts',
			'authenticate',
			'bySecret(given, secret)',
			'bySecret(secret, secret)',
		),
		one(
			'SendPulse/callback.ts',
			'authenticate',
			'hasUrlToken(callback, secret)',
			"callback.path !== ''",
		),
	],
	refused: { absent: 'each request that sends carries one message' },
	reverse: { absent: 'each request that sends carries one message' },
};
