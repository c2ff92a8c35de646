import { one, type Plan } from './mistakes.mts';

export const kuponPlan: Plan = {
	'two texts': [
		one(
			'Kupon/call.ts',
			'listRequest',
			'messages.map(({ parameters: entry }) => entry)',
			'[...new Map(messages.map((one) => [one.recipient, one.parameters])).values()]',
		),
	],
	merging: [
		one(
			'Kupon/call.ts',
			'shared.contentKey',
			'sent_to: undefined',
			'sent_to: undefined, sent_text: undefined',
		),
		one(
			'Kupon/call.ts',
			'shared.contentKey',
			'jsonKey(type, sender, charset, requestParameters, content)',
			'jsonKey(type, charset, requestParameters, content)',
		),
		one(
			'Kupon/call.ts',
			'shared.contentKey',
			'sent_to: undefined',
			'sent_to: undefined, sent_date: undefined',
		),
	],
	'no name': [
		one(
			'Kupon/call.ts',
			'readVerdicts',
			'!isRefused && (isSuccess(body) || isNamed) ? all : missingVerdict',
			'all',
		),
	],
	sender: [
		one(
			'Kupon/call.ts',
			'shared.groupKey',
			'jsonKey(type, sender, charset, requestParameters, hasText(parameters))',
			'jsonKey(type, charset, requestParameters, hasText(parameters))',
		),
	],
	time: [
		one(
			'Kupon/call.ts',
			'listRequest',
			'messages.map(({ parameters: entry }) => entry)',
			'messages.map(({ parameters: entry }) => ({ ...entry, sent_date: first.parameters.sent_date }))',
		),
	],
	statuses: { absent: 'Kupon.mobi has no query for statuses' },
	balance: { absent: 'Kupon.mobi has no call for the balance' },
	zone: [one('Kupon/times.ts', 'sentDate', 'pasted(gatewayZone) || timeZone', 'timeZone')],
	additional: [
		one('Kupon/message.ts', 'messageFromFields', 'additional,', ''),
		one(
			'Kupon/call.ts',
			'fromInput',
			"additionalParameters(read, 'additionalRequestParameters')",
			'[]',
		),
	],
	field: [one('Kupon/content.ts', 'htmlField', "'html_text'", "''")],
	'add and remove': { absent: 'Kupon.mobi has no lists' },
	effect: [one('Kupon/call.ts', 'shared', "effect: 'send' as const", "effect: 'read' as const")],
	estimate: [
		one(
			'Kupon/resources/message.ts',
			'operations',
			'estimate(kupon, textOfMessage.field)',
			'{ ...estimate(kupon, textOfMessage.field), execute: send.execute, routing: send.routing }',
		),
	],
	price: { absent: 'Kupon.mobi gives no price' },
	callback: [
		one(
			'Kupon/callback.ts',
			'authenticate',
			'bySecret(single(callback, own.secret), secret)',
			'bySecret(secret, secret)',
		),
	],
	refused: [
		one(
			'Kupon/call.ts',
			'entryVerdict',
			'if (failure) return { accepted: false, failure };',
			'if (failure) return accepted(null, null);',
		),
	],
	reverse: [
		one(
			'Kupon/call.ts',
			'shared.verdicts',
			'readVerdicts(recipientsOf(messages), body)',
			'readVerdicts(recipientsOf(messages), body).reverse()',
		),
	],
};
