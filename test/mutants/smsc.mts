import { one, type Plan } from './mistakes.mts';

export const smscPlan: Plan = {
	'two texts': [
		one('Smsc/resources/message/routes.ts', 'sendManyRoute', 'toldApartByRecipient: true,', ''),
		one(
			'Smsc/resources/message/message.ts',
			'many',
			'.map(({ recipient, text }) => `${wireRecipient(recipient)}:${inLine(text)}`)',
			'.map(({ recipient }) => `${wireRecipient(recipient)}:${inLine(first.text)}`)',
		),
	],
	merging: [
		one(
			'Smsc/resources/message/routes.ts',
			'contentKey',
			'[channel, text, parameters,',
			'[channel, parameters,',
		),
		one(
			'Smsc/resources/message/routes.ts',
			'contentKey',
			'[channel, text, parameters,',
			'[channel, text,',
		),
	],
	'no name': [
		one(
			'Smsc/resources/message/message.ts',
			'sendVerdicts',
			'messages.map(() => missingVerdict)',
			'messages.map(() => ({ accepted: true, messageId: null, groupId: null }))',
		),
	],
	sender: [
		one(
			'Smsc/resources/message/routes.ts',
			'sendManyRoute.groupKey',
			'jsonKey(channel, parameters,',
			"jsonKey(channel, parameters.filter(([name]) => name !== 'sender'),",
		),
	],
	time: [
		one(
			'Smsc/resources/message/routes.ts',
			'sendManyRoute.groupKey',
			'jsonKey(channel, parameters,',
			"jsonKey(channel, parameters.filter(([name]) => name !== 'time'),",
		),
	],
	statuses: [
		one(
			'Smsc/resources/message/statusRows.ts',
			'rowsAbout',
			'beside && canBeAbout(query, beside) ? beside : rowNamed(query)',
			'rows[0]',
		),
		{
			...one('Smsc/resources/message/statusRows.ts', 'keyOf', '${bareRecipient(phone)} ', ''),
			by: {
				project: 'engine',
				file: 'test/engine/smsc/status.test.mts',
				tests: 'are known by ID and recipient',
			},
		},
	],
	balance: [
		one('Smsc/resources/account.ts', 'balanceRow', 'amount(balance) ?? null', 'null'),
		one('Smsc/resources/account.ts', 'balanceRow', 'amount(balance) ?? null', 'String(balance)'),
	],
	zone: [one('Smsc/resources/message/sendTime.ts', 'instant', "'UTC'", 'timeZone')],
	additional: [
		one('Smsc/resources/message/message.ts', 'parametersOf', '...additionalParameters(read),', ''),
		one('Smsc/resources/contact/address.ts', 'common', ', ...additionalParameters(read)', ''),
		one('Smsc/call.ts', 'fieldRouting', '...additionalParameters(read),', ''),
	],
	field: [
		one(
			'Smsc/resources/message/draft.ts',
			'callParameters',
			'...collectionParameters([voiceOption], read),',
			'',
		),
	],
	'add and remove': [
		one('Smsc/resources/blacklist.ts', 'addRoute', "'add_black'", "'del_black'"),
		one('Smsc/resources/blacklist.ts', 'removeRoute', "'del_black'", "'add_black'"),
	],
	effect: [one('Smsc/resources/message/routes.ts', 'routeOf', "effect: 'send'", "effect: 'read'")],
	estimate: [
		one(
			'Smsc/resources/message/routes.ts',
			'estimateIn',
			'askingThePrice(makeMessage(chosenType(read), read, setting))',
			'makeMessage(chosenType(read), read, setting)',
		),
	],
	price: [
		one(
			'Smsc/resources/message/routes.ts',
			'routeOf.price',
			'sendRequest([askingThePrice(first), ...others.map(askingThePrice)])',
			'sendRequest([first, ...others])',
		),
	],
	callback: [
		one(
			'Smsc/callback.ts',
			'authenticate',
			"if (secret === '') return wronglySigned;",
			"if (secret !== '') return { accepted: true, verified: true };",
		),
		one('Smsc/callback.ts', 'authenticate', 'if (carried.length === 0) return unsigned;', ''),
		one('Smsc/callback.ts', 'isSigned', 'carried.every(', 'carried.some('),
	],
	refused: [
		one('Smsc/resources/message/message.ts', 'sendVerdicts', 'entry && isBad(entry)', 'false'),
	],
	reverse: [
		one(
			'Smsc/resources/message/routes.ts',
			'routeOf.verdicts',
			'sendVerdicts(messages, body, currency)',
			'sendVerdicts(messages, body, currency).reverse()',
		),
	],
};
