import { one, type Plan } from './mistakes.mts';

const message = (place: string, from: string, to: string) =>
	one(
		'SmsRu/resources/message.ts',
		place === '' ? 'message.operations' : `message.operations.${place}`,
		from,
		to,
	);
const plain = (place: string, from: string, to: string) =>
	one('shared/operations/sms.ts', place, from, to);

export const smsRuPlan: Plan = {
	'two texts': [
		message('', "toldApartByRecipient: 'once'", 'toldApartByRecipient: undefined'),
		one(
			'SmsRu/resources/message.ts',
			'about',
			'`to[${recipient}]`, text]',
			'`to[${recipient}]`, messages[0]?.text ?? ""]',
		),
	],
	merging: [
		plain('routesOf.send.contentKey', 'jsonKey(text, parameters)', 'jsonKey(parameters)'),
		plain('routesOf.send.contentKey', 'jsonKey(text, parameters)', 'jsonKey(text)'),
	],
	'no name': [
		plain(
			'routesOf.send.verdicts',
			'if (!said) return missingVerdict;',
			"if (!said) return { accepted: true, messageId: '1', groupId: null };",
		),
		message('entriesIn', 'entries.get(key)', '[...entries.values()][0]'),
	],
	sender: [
		plain(
			'routesOf.send.groupKey',
			'jsonKey(parameters)',
			"jsonKey(parameters.filter(([name]) => name !== 'from'))",
		),
	],
	time: [
		plain(
			'routesOf.send.groupKey',
			'jsonKey(parameters)',
			"jsonKey(parameters.filter(([name]) => name !== 'time'))",
		),
	],
	statuses: [
		message('entriesIn', 'entries.get(key)', '[...entries.values()][0]'),
		one(
			'shared/operations/statusById.ts',
			'statusById.route.verdicts',
			'queries.map(({ id }) => verdictOf(id, stateOf(id), asked))',
			"queries.map(() => verdictOf(queries[0]?.id ?? '', stateOf(queries[0]?.id ?? ''), asked))",
		),
	],
	balance: [
		one('SmsRu/resources/account.ts', 'account', "numberIn(this, body, 'balance')", 'null'),
		one(
			'SmsRu/resources/account.ts',
			'account',
			"numberIn(this, body, 'balance')",
			"String(numberIn(this, body, 'balance'))",
		),
	],
	zone: [plain('sendAtParameter', 'instant(sendAt, timeZone,', "instant(sendAt, 'UTC',")],
	additional: [
		plain('routesOf.send.message', '...additionalParameters(read),', ''),
		one('shared/routing/call.ts', 'callRouting', '...additionalParameters(read),', ''),
	],
	field: [
		one(
			'shared/operations/sms.ts',
			'routesOf.send.message',
			'...collectionParameters(fields, read),',
			'',
		),
	],
	'add and remove': [
		one('SmsRu/resources/blacklist.ts', 'blacklist', "'/stoplist/add'", "'/stoplist/del'"),
		one('SmsRu/resources/blacklist.ts', 'blacklist', "'/stoplist/del'", "'/stoplist/add'"),
	],
	effect: [plain('routesOf.send', "effect: 'send'", "effect: 'read'")],
	estimate: [plain('routesOf.estimate', 'request: price.request', 'request: sms.request')],
	price: [
		plain('routesOf.send', 'request: price.request', 'request: sms.request'),
		message('', "about('/sms/cost')", "about('/sms/send')"),
	],
	callback: [
		one(
			'SmsRu/callback.ts',
			'callbacks.authenticate',
			"apiKey + entriesOf(callback).join('')",
			"entriesOf(callback).join('')",
		),
		one('SmsRu/callback.ts', 'callbacks.authenticate', 'isClear && isOurs', 'isOurs'),
		one(
			'SmsRu/callback.ts',
			'callbacks.authenticate',
			"sameSecret(callback.fields.get('hash')?.[0], hash)",
			'hash !== undefined',
		),
	],
	refused: [
		plain(
			'routesOf.send.verdicts',
			'{ accepted: false, failure: said.failure }',
			"{ accepted: true, messageId: '1', groupId: null }",
		),
	],
	reverse: [plain('routesOf.send.verdicts', 'messages.map(', '[...messages].reverse().map(')],
};
