/** What SMSC tells without a change. */
import { createHash } from 'node:crypto';
import type { Check, World } from '../model.mts';
import { askRaw, probed, stepwise, tellAnswer, valueAt } from '../probes.mts';
import {
	listOf,
	number,
	numberText,
	numeric,
	object,
	optional,
	text,
	filled,
	anything,
} from '../shapes.mts';
import { checkOf, confirmed, contradicted, holds, open, shapeOf } from '../verdicts.mts';
import {
	anyPhone,
	codeOf,
	countOf,
	listed,
	moment,
	price,
	priced,
	refusedWith,
	script,
	tellCode,
} from './answers.mts';

const balance = object({ balance: numberText });

const cyrillic = (length: number): string => 'ж'.repeat(length);

/** Not a number of anybody. */
const noPhone = '123';

const credentials = (
	does: string,
	fact: string,
	values: (access: World['access']) => Record<string, string> | string,
): Check =>
	checkOf(fact, 'read', does, async (world) => {
		const given = values(world.access);
		if (typeof given === 'string') return open(given);
		const answer = await askRaw(world, {
			...script('balance', { ...given, fmt: '3', charset: 'utf-8' }),
			bare: true,
		});
		return holds(codeOf(answer) === undefined, 'taken', tellCode(answer));
	});

const sumOf =
	(kind: string) =>
	({ login = '', password = '' }: World['access']) =>
		login === ''
			? 'Needs login and password; you entered an API key'
			: { login, psw: createHash(kind).update(password).digest('hex') };

/** The API key, which may stand alone or beside login and password. */
const keyOf = ({ login = '', password = '', apiKey = '' }: World['access']): string =>
	login === '' ? password : apiKey;

const withKey =
	(write: (key: string) => Record<string, string>) =>
	(entered: World['access']): Record<string, string> | string => {
		const key = keyOf(entered);
		return key === '' ? 'Needs an API key; you entered none' : write(key);
	};

/** Source: docs/gateways/smsc.md 1.3. */
const access: readonly Check[] = [
	credentials('Sends the MD5 sum of the password', 'smsc/psw-md5', sumOf('md5')),
	credentials('Sends the SHA-1 sum of the password', 'smsc/psw-sha1', sumOf('sha1')),
	credentials(
		'Sends the API key alone',
		'smsc/apikey',
		withKey((apikey) => ({ apikey })),
	),
	credentials(
		'Sends the API key as a password',
		'smsc/key-as-password',
		withKey((psw) => ({ login: '', psw })),
	),
];

/** Source: docs/gateways/smsc.md 1.4 to 1.7. */
const transport = probed(
	{
		level: 'read',
		does: 'Asks for the balance',
		node: { resource: 'account', operation: 'getBalance' },
		rows: listOf(object({ balance: number, currency: text })),
		settles: {
			'smsc/balance-currency': {
				json: object({ balance: numberText, currency: filled, credit: optional(numberText) }),
			},
		},
	},
	{
		level: 'read',
		does: 'Asks for the balance',
		raw: script('balance'),
		settles: {
			'smsc/balance-json': { json: balance },
			'smsc/json-layout': {
				text: ['one pair a line and nothing behind', /^\{\n"balance": "-?[\d.]+"\n\}$/],
			},
		},
	},
	{
		level: 'read',
		does: 'Asks for the balance by GET',
		raw: { method: 'GET', path: '/sys/balance.php' },
		settles: { 'smsc/get-and-post': { json: balance } },
	},
	{
		level: 'read',
		does: 'Asks for the price of a message',
		raw: (world) => price(anyPhone(world), 'Live check'),
		settles: {
			'smsc/price-json': {
				json: priced,
				also: ({ json }) => holds(valueAt(json, 'id') === undefined, 'no id', 'an id'),
			},
			'smsc/money-text': { json: priced },
		},
	},
	{
		level: 'read',
		does: 'Asks for a price as JSON',
		raw: (world) => ({
			path: '/rest/send/',
			json: { phones: anyPhone(world), mes: 'Live check', cost: 1 },
		}),
		settles: { 'smsc/rest-send': { json: priced } },
	},
	...(['0', '1'] as const).map((fmt) => ({
		level: 'read' as const,
		does: 'Asks for a price in text',
		raw: (world: World) => price(anyPhone(world), 'Live check', { fmt }),
		settles: {
			[`smsc/price-fmt${fmt}`]: {
				text:
					fmt === '0'
						? (['a price and "(1 SMS)"', /^[\d.]+ \(1 SMS\)$/] as const)
						: (['price and count with a comma', /^[\d.]+,1$/] as const),
			},
		},
	})),
	{
		level: 'read',
		does: 'Asks for the price of a message to what is no number',
		raw: price(noPhone, 'Live check'),
		settles: {
			'smsc/refusal-200': refusedWith(7),
			'smsc/refusal-fmt3': { json: object({ error: filled, error_code: number }) },
			'smsc/error-7': refusedWith(7),
		},
	},
	...(
		[
			['0', 'ERROR = N (words)', /^ERROR = 7 \(.+\)/],
			['1', '0,-N', /^\d+,-7$/],
			[
				'2',
				'<result><error>words</error><error_code>N</error_code></result>',
				/^(?:<\?xml[^>]*>\s*)?<result>\s*<error>[^<]+<\/error>\s*<error_code>7<\/error_code>\s*<\/result>\s*$/,
			],
		] as const
	).map(([fmt, says, pattern]) => ({
		level: 'read' as const,
		does: 'Is refused in the other formats',
		raw: price(noPhone, 'Live check', { fmt }),
		settles: { [`smsc/refusal-fmt${fmt}`]: { text: [says, pattern] as const } },
	})),
	{
		level: 'read',
		does: 'Asks without a command',
		raw: script('phones'),
		settles: { 'smsc/error-1': refusedWith(1) },
	},
	{
		level: 'read',
		does: 'Looks for a contact that is not there',
		raw: (world) => script('phones', { get: '1', search: world.name('nobody') }),
		settles: { 'smsc/error-3': refusedWith(3) },
	},
	{
		level: 'read',
		does: 'Asks for a price at a date that is none',
		raw: (world) => price(anyPhone(world), 'Live check', { time: 'never' }),
		settles: { 'smsc/error-5': refusedWith(5) },
	},
);

const formats = checkOf(
	'smsc/formats',
	'read',
	'Asks for the balance in every format',
	async (world) => {
		const patterns = [/^-?[\d.]+\s*$/, /^-?[\d.]+\s*$/, /<balance>-?[\d.]+<\/balance>/, /^\{/];
		for (const [fmt, pattern] of patterns.entries()) {
			const answer = await askRaw(world, script('balance', { fmt: String(fmt) }));
			if (!pattern.test(answer.text)) {
				return contradicted(`fmt=${fmt} as docs/gateways says`, tellAnswer(answer));
			}
		}
		return confirmed();
	},
);

/** Source: docs/gateways/smsc.md 1.4. */
const charset = checkOf(
	'smsc/charset',
	'read',
	'Asks for an operator in every charset',
	async (world) => {
		const ask = async (name: string, encoding: string) => {
			const given = script('info', { get_operator: '1', phone: anyPhone(world), charset: name });
			const { body, headers } = await world.raw(given);
			const label = /charset=([\w-]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'none';
			return {
				label,
				said: new TextDecoder(encoding).decode(body),
				isAscii: !body.some((byte) => byte > 127),
			};
		};
		const utf8 = await ask('utf-8', 'utf-8');
		const windows = await ask('windows-1251', 'windows-1251');
		const koi8 = await ask('koi8-r', 'koi8-r');
		if (windows.said !== utf8.said)
			return contradicted('windows-1251 when asked for', 'other bytes');
		if (koi8.said !== utf8.said) return contradicted('koi8-r when asked for', 'other bytes');
		const bytes = utf8.isAscii ? 'the bodies are ASCII' : 'the bodies are as asked for';
		return confirmed(`${bytes}; for utf-8 the header says ${utf8.label}`);
	},
);

/** Source: docs/gateways/smsc.md 2.1 and 2.2. */
const prices = stepwise({
	facts: [
		'smsc/parts',
		'smsc/price-list',
		'smsc/list',
		'smsc/price-translit',
		'smsc/price-maxsms',
		'smsc/price-valid',
		'smsc/price-op',
		'smsc/text-length',
		'smsc/channel-names',
		'smsc/prefix',
	],
	level: 'read',
	does: 'Asks for the prices of texts of several lengths, and with several parameters',
	async steps(world, { asks, says }) {
		const phone = anyPhone(world);
		const other = `${phone.slice(0, -1)}${phone.endsWith('1') ? '2' : '1'}`;
		const count = async (mes: string, more?: Record<string, string>, phones = phone) =>
			await countOf(world, price(phones, mes, more));

		const lengths = [160, 161].map((length) => 'a'.repeat(length));
		const parts: number[] = [];
		for (const mes of [...lengths, cyrillic(70), cyrillic(71)]) parts.push(await count(mes));
		const seen = parts.join(', ');
		says('smsc/parts', holds(seen === '1, 2, 1, 2', '1, 2, 1, 2 parts', `${seen} parts`));

		const lists = [
			await count('Live check', {}, `${phone},${other}`),
			await count('Live check', {}, `${phone};${other}`),
		].join(', ');
		says('smsc/price-list', holds(lists === '2, 2', 'two messages', `${lists} messages`));
		await asks(
			'smsc/list',
			script('send', { list: `${phone}:Live check 1\n${other}:Live check 2`, cost: '1' }),
			{
				json: priced,
				also: ({ json }) =>
					holds(valueAt(json, 'cnt') === 2, 'two messages', String(valueAt(json, 'cnt'))),
			},
		);

		const latin = await count(cyrillic(71), { translit: '1' });
		says('smsc/price-translit', holds(latin === 1, 'one part', `${latin} parts`));
		const cut = await count('a'.repeat(400), { maxsms: '1' });
		says('smsc/price-maxsms', holds(cut === 1, 'one part', `${cut} parts`));
		await asks('smsc/price-valid', price(phone, 'Live check', { valid: '00:30' }), {
			json: priced,
		});
		await asks('smsc/price-op', price(`${phone},${noPhone}`, 'Live check', { op: '1' }), {
			json: object({ phones: listOf(object({ phone: text, mccmnc: text })) }),
			also({ json }) {
				const rows = valueAt(json, 'phones') as Array<Record<string, unknown>>;
				const bad = rows.filter(({ error }) => error !== undefined);
				return holds(
					bad.length === 1 && bad[0]?.phone === noPhone,
					'an error on the bad number only',
					`errors on ${bad.length} of ${rows.length} numbers`,
				);
			},
		});

		const longest = await askRaw(world, price(phone, 'a'.repeat(1000)));
		const longer = await askRaw(world, price(phone, 'a'.repeat(1001)));
		const isLongest = codeOf(longest) === undefined && codeOf(longer) !== undefined;
		const told = `1000: ${tellCode(longest)}; 1001: ${tellCode(longer)}`;
		says('smsc/text-length', holds(isLongest, '1000: no refusal; 1001: a refusal', told));

		const known: string[] = [];
		for (const [name, wrong] of Object.entries({ tg: '7', smsreq: '5', nl: '7' })) {
			const answer = await askRaw(world, price(phone, 'Live check', { [name]: wrong }));
			if (codeOf(answer) !== undefined) known.push(name);
		}
		says(
			'smsc/channel-names',
			known.length === 0
				? open('A wrong value of tg, smsreq and nl is not refused: they may be ignored')
				: holds(known.length === 3, 'tg, smsreq, nl are read', `only ${known.join(', ')}`),
		);

		const viber = await count(`__VIBER__${cyrillic(100)}`);
		says('smsc/prefix', holds(viber === 1, 'one Viber message', `${viber} SMS`));
	},
});

const history = object({
	status: number,
	last_date: moment,
	last_timestamp: number,
	send_date: moment,
	send_timestamp: number,
	phone: text,
	cost: numberText,
	sender_id: text,
	message: text,
	id: anything,
	int_id: anything,
});

/** Fields whose names are not known: told as they are. */
const told = listed(object({}), ({ json }) => confirmed(shapeOf(json)));

const unknownId = '2147483646';
const unknown = object({ status: -3 });

/** Source: docs/gateways/smsc.md 3, 7, 8, 12 to 15. */
const lists = probed(
	{
		level: 'read',
		does: 'Lists sent messages',
		node: { resource: 'history', operation: 'getSent' },
		settles: { 'smsc/history': listed(history) },
	},
	{
		level: 'read',
		does: 'Lists incoming messages',
		node: { resource: 'history', operation: 'getIncoming' },
		settles: {
			'smsc/answers': listed(
				object({ id: anything, phone: text, message: text, to_phone: text, sent: moment }),
			),
		},
	},
	{
		level: 'read',
		does: 'Asks for statistics',
		node: { resource: 'account', operation: 'getStatistics' },
		settles: { 'smsc/stats': told },
	},
	{
		level: 'read',
		does: 'Asks for the price list',
		node: { resource: 'account', operation: 'getPrices' },
		settles: {
			'smsc/price-zones': {
				json: object({ zones: listOf(object({})) }),
				also: ({ json }) => confirmed(shapeOf(json)),
			},
		},
	},
	{
		level: 'read',
		does: 'Lists sender names',
		node: { resource: 'sender', operation: 'getAll' },
		settles: { 'smsc/senders': listed(object({ sender: filled })) },
	},
	{
		level: 'read',
		does: 'Lists sender names',
		raw: script('get', { get_senders: '1' }),
		settles: { 'smsc/senders-old': listed(object({ sender: filled })) },
	},
	{
		level: 'read',
		does: 'Asks for an operator',
		node: (world) => ({
			resource: 'history',
			operation: 'getOperator',
			parameters: { phone: anyPhone(world) },
		}),
		settles: {
			'smsc/operator': {
				json: object({
					country: text,
					operator: text,
					region: text,
					mcc: numeric,
					mnc: numeric,
					tz: numeric,
				}),
			},
		},
	},
	{
		level: 'read',
		does: 'Asks for the operator of a number in Moscow',
		raw: script('info', { get_operator: '1', phone: '79161234567' }),
		settles: {
			'smsc/operator-tz': {
				also: ({ json }) => {
					const zone = valueAt(json, 'tz');
					return holds(String(zone) === '3', '3 in Moscow', String(zone));
				},
			},
		},
	},
	{
		level: 'read',
		does: 'Asks for the operators of two numbers',
		raw: script('info', { get_operator: '1', phone: '79161234567,79161234568' }),
		settles: { 'smsc/operator-list': { json: listOf(object({ phone: text, operator: text })) } },
	},
	{
		level: 'read',
		does: 'Asks for the statuses of messages that are not there',
		raw: (world) => script('status', { phone: anyPhone(world), id: unknownId }),
		settles: { 'smsc/status-unknown': { json: unknown } },
	},
	{
		level: 'read',
		does: 'Asks for the statuses of messages that are not there',
		raw: (world) => {
			const phone = anyPhone(world);
			return script('status', { phone: `${phone},${phone}`, id: `${unknownId},2147483645` });
		},
		settles: {
			'smsc/status-several': {
				json: listOf(object({ status: -3, id: anything, phone: text })),
			},
		},
	},
	{
		level: 'read',
		does: 'Asks for statistics of sub-clients',
		raw: script('users', { get_stat: '1' }),
		settles: { 'smsc/user-stats': told },
	},
	{
		level: 'read',
		does: 'Asks for statistics of sub-clients',
		raw: script('users', { get_stat_all: '1' }),
		settles: { 'smsc/user-stats-all': told },
	},
	{
		level: 'read',
		does: 'Lists numbers for incoming messages',
		raw: script('receive_phones', { get: '1' }),
		settles: { 'smsc/receive-phones': told },
	},
	{
		level: 'read',
		does: 'Asks which number a subscriber has to dial',
		raw: (world) => script('wait_call', { phone: anyPhone(world) }),
		settles: { 'smsc/wait-call': { json: object({ phone: filled }) } },
	},
);

export const readChecks: readonly Check[] = [
	...transport,
	formats,
	charset,
	...access,
	prices,
	...lists,
];
