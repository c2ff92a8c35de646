import { createHash } from 'node:crypto';
import iconv from 'iconv-lite';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SmscTrigger } from '../../../nodes/Smsc/SmscTrigger.node.ts';
import { buildCall } from '../../sandbox/smsc/handlerCall.mts';
import { activate, call, deactivate, expectNoSecrets, TriggerHost } from '../harness/index.mts';
import type { CallOptions } from '../harness/index.mts';
import { callbackSecret, jsonOf, secrets, store } from './setup.mts';

const statuses = ['delivered', 'undelivered', 'queued', 'sent', 'unknown'];

const trigger = (parameters: INodeParameters = {}, more: IDataObject = {}) =>
	new TriggerHost({
		nodeType: SmscTrigger,
		credentials: store({ url: 'http://127.0.0.1:1' }, more),
		parameters: { statuses, ...parameters },
		workflowId: `workflow-${Math.random()}`,
	});

const ring = async (host: TriggerHost, options: CallOptions) => {
	const result = await call(host, options);
	expectNoSecrets({ body: result.body, items: result.workflowData, log: result.log }, secrets);
	return { ...result, reports: jsonOf(result.workflowData?.[0]) };
};

type Row = ReadonlyArray<readonly [string, string | number]>;

const delivered: Row = [
	['id', 'order-7..0123456789ab'],
	['phone', '79161110000'],
	['status', 1],
	['time', '18.10.2016 15:34:12'],
	['ts', 1476794052],
	['err', 0],
	['cnt', 1],
	['type', 0],
	['flag', 0],
	['cost', '1.50'],
];

const answered: Row = [
	['id', 4711],
	['phone', '79161110000'],
	['mes', 'Спасибо, «ёлка» — № 5'],
	['to', '79037672219'],
];

const signedNames = {
	status: ['id', 'phone', 'status'],
	mes: ['phone', 'mes', 'to'],
	waitcall: ['phone', 'ts'],
};

/** The call that the sandbox would make; it signs and encodes with libraries of its own. */
const genuine = (row: Row, url: string, method: 'GET' | 'POST' = 'POST'): CallOptions => {
	const values = new Map(row.map(([name, value]) => [name, String(value)]));
	const kind = (['waitcall', 'mes', 'status'] as const).find((name) => values.has(name))!;
	const built = buildCall(row, signedNames[kind].map((name) => values.get(name)).join(':'), {
		callbackUrl: `http://n8n.test/webhook/smsc${url}`,
		callbackSecret,
		callbackMethod: method,
		callbackJson: 'numbers',
		crc32: 'hex',
	} as never);
	return {
		method: built.method,
		url: new URL(built.url).search,
		headers: built.headers as Record<string, string>,
		rawBody: built.body as Buffer | undefined,
	};
};

describe.each([
	['windows-1251, a form', ''],
	['UTF-8, a form', 'charset=utf-8&'],
	['KOI8-R, a form', 'charset=koi8-r&'],
	['windows-1251, JSON', 'fmt=3&'],
	['UTF-8, JSON', 'charset=utf-8&fmt=3&'],
	['windows-1251, XML', 'fmt=2&'],
	['UTF-8, XML', 'charset=utf-8&fmt=2&'],
])('a callback in %s', (_name, options) => {
	describe.each(['md5', 'sha1'])('signed by %s', (algorithm) => {
		const url = `?${options}${algorithm}`;
		const methods = options.includes('fmt') ? (['POST'] as const) : (['POST', 'GET'] as const);

		test.each(methods)('brings a delivery status by %s', async (method) => {
			const { status, reports } = await ring(trigger(), genuine(delivered, url, method));

			expect(status).toBe(200);
			expect(reports).toEqual([
				{
					gateway: 'smsc',
					status: 'delivered',
					final: true,
					success: true,
					messageId: 'order-7..0123456789ab',
					groupId: null,
					recipient: '79161110000',
					reference: 'order-7',
					channel: 'sms',
					occurredAt: '2016-10-18T15:34:12+03:00',
					verified: true,
					dedupeKey: expect.any(String),
					code: '1',
					text: null,
					correlation: {},
					raw: {
						...Object.fromEntries(delivered.map(([name, value]) => [name, String(value)])),
						unverified: ['time', 'ts', 'err', 'cnt', 'type', 'flag', 'cost'],
					},
				},
			]);
		});

		test.each(methods)('brings an incoming message by %s', async (method) => {
			const { status, reports } = await ring(trigger(), genuine(answered, url, method));
			const text = options.includes('koi8') ? expect.stringContaining('Спасибо') : answered[2]?.[1];

			expect(status).toBe(200);
			expect(reports).toMatchObject([
				{
					status: 'inbound',
					messageId: '4711',
					recipient: '79161110000',
					text,
					channel: 'sms',
					verified: true,
					raw: { to: '79037672219', unverified: ['id'] },
				},
			]);
		});

		test('is refused when a signed field is altered', async () => {
			for (const [name, value] of [
				['phone', '79161119999'],
				['mes', 'Спасибо, «ёлка» — № 6'],
				['to', '79037672218'],
			]) {
				const changed = answered.map(([key, own]) => [key, key === name ? value! : own] as const);
				const forged = withSignatureOf(genuine(answered, url), genuine(changed, url), algorithm);
				const { status, startedExecution } = await ring(trigger(), forged);

				expect([status, startedExecution]).toEqual([401, false]);
			}
		});
	});
});

/** A call with the signature of another one. */
function withSignatureOf(
	signed: CallOptions,
	altered: CallOptions,
	algorithm: string,
): CallOptions {
	const signature = (options: CallOptions) =>
		new RegExp(`${algorithm}\\W+([0-9a-f]{32,40})`).exec(options.rawBody!.toString('latin1'))?.[1];
	const body = altered.rawBody!.toString('latin1').replace(signature(altered)!, signature(signed)!);
	return { ...altered, rawBody: Buffer.from(body, 'latin1') };
}

describe('the bytes of a callback', () => {
	test('are signed as they come: bytes that mean nothing in the charset, and odd escapes', async () => {
		const mes = Buffer.from([0x98, 0xff, 0x20, 0x2b]);
		const secret = iconv.encode(callbackSecret, 'win1251');
		const signature = createHash('md5')
			.update(Buffer.concat([Buffer.from('79161110000:'), mes, Buffer.from(':5055:'), secret]))
			.digest('hex');
		const rawBody = Buffer.from(`phone=79161110000&mes=%98%fF+%2B&to=5055&md5=${signature}`);
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		const { status, reports } = await ring(trigger(), {
			method: 'POST',
			url: '?md5',
			headers,
			rawBody,
		});

		expect(status).toBe(200);
		expect(reports[0]?.text).toContain('я +');
	});

	test.each([
		['a form', '?sha1', 'application/x-www-form-urlencoded; charset=windows-1251'],
		['JSON', '?fmt=3&sha1', 'application/json; charset=windows-1251'],
		['XML', '?fmt=2&sha1', 'text/xml; charset=windows-1251'],
	])('are read in windows-1251 when they declare it: %s', async (_form, url, type) => {
		const options = genuine(answered, url);
		const { status, reports } = await ring(trigger(), {
			...options,
			headers: { ...options.headers, 'content-type': type },
		});

		expect(status).toBe(200);
		expect(reports).toMatchObject([{ text: answered[2]?.[1] }]);
	});

	test('are read in the charset that they declare when the URL names none', async () => {
		const options = genuine(answered, '?charset=utf-8&fmt=3&sha1');
		const headers = { 'content-type': 'application/json; charset=UTF-8' };
		const { reports } = await ring(trigger(), { ...options, headers, url: '?fmt=3&sha1' });

		expect(reports).toMatchObject([{ text: answered[2]?.[1] }]);
	});
});

test.each(['utf-8', 'windows-1251', 'koi8-r'])(
	'whoever names another charset, which nothing signs, changes no status: %s',
	async (charset) => {
		const secret = 'plain letters';
		const signature = createHash('sha1').update(`4711:79161110000:1:${secret}`).digest('hex');
		const { reports } = await ring(trigger({}, { callbackSecret: secret }), {
			method: 'POST',
			url: `?charset=${charset}&sha1`,
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			rawBody: Buffer.from(`id=4711&phone=79161110000&status=1&sha1=${signature}`),
		});

		const told = { messageId: '4711', recipient: '79161110000', status: 'delivered', code: '1' };
		expect(reports).toMatchObject([{ ...told, verified: true }]);
	},
);

describe('reports', () => {
	test('tell why a message was not delivered, and mark what nobody signed', async () => {
		const row = delivered.map(([name, value]) =>
			name === 'status'
				? ([name, 20] as const)
				: name === 'err'
					? ([name, 1] as const)
					: ([name, value] as const),
		);
		const { reports } = await ring(trigger(), genuine(row, '?charset=utf-8&fmt=3&sha1'));

		expect(reports).toMatchObject([
			{
				status: 'undelivered',
				success: false,
				code: '20',
				text: 'The subscriber does not exist',
				verified: true,
				raw: { unverified: expect.arrayContaining(['err', 'ts']) },
			},
		]);
	});

	test('carry a status that is not known', async () => {
		const row = delivered.map(([name, value]) => [name, name === 'status' ? 77 : value] as const);
		const { reports } = await ring(trigger(), genuine(row, '?sha1'));

		expect(reports).toMatchObject([{ status: 'unknown', code: '77', raw: { status: '77' } }]);
	});

	test.each(['1e300', '9'.repeat(17), '253402300800', '-1', 'NaN', '__proto__'])(
		'have no time when the unsigned timestamp is %s',
		async (ts) => {
			const row = delivered.filter(([name]) => name !== 'time' && name !== 'ts');
			const { status, error, reports } = await ring(
				trigger(),
				genuine([...row, ['ts', ts]], '?charset=utf-8&fmt=3&sha1'),
			);

			expect(error).toBeUndefined();
			expect(status).toBe(200);
			expect(reports[0]?.occurredAt).toBeNull();
		},
	);

	test('take a word that every object has for what it is: a word', async () => {
		const row = delivered.filter(([name]) => name !== 'type' && name !== 'err');
		const { reports } = await ring(
			trigger(),
			genuine([...row, ['type', 'constructor'], ['err', 'toString']], '?charset=utf-8&sha1'),
		);

		expect(reports[0]).toMatchObject({
			channel: 'constructor',
			text: 'Delivery error toString',
		});
	});

	test('carry what an HLR lookup found', async () => {
		const row: Row = [...delivered, ['imsi', '250011234567890'], ['net', 'МТС'], ['cn', 'Россия']];
		const { reports } = await ring(trigger(), genuine(row, '?sha1'));

		expect(reports[0]?.raw).toMatchObject({ net: 'МТС', cn: 'Россия', imsi: '250011234567890' });
	});

	const call: Row = [
		['phone', '79161110000'],
		['waitcall', '79037672219'],
		['ts', 1476794052],
	];

	test('tell of a call that was waited for, by a switch of its own', async () => {
		const on = await ring(trigger({ inbound: false }), genuine(call, '?charset=utf-8&fmt=3&sha1'));
		const off = await ring(
			trigger({ callChecks: false }),
			genuine(call, '?charset=utf-8&fmt=3&sha1'),
		);

		expect(on.reports).toMatchObject([
			{
				status: 'inbound',
				channel: 'callCheck',
				recipient: '79161110000',
				text: '79037672219',
				occurredAt: '2016-10-18T12:34:12.000Z',
				verified: true,
			},
		]);
		expect([off.status, off.startedExecution]).toEqual([200, false]);
	});

	test('that come again start nothing', async () => {
		const host = trigger();
		const started = [];
		for (let time = 0; time < 3; time++) {
			started.push((await ring(host, genuine(delivered, '?sha1'))).startedExecution);
		}

		expect(started).toEqual([true, false, false]);
	});

	test('of two equal messages start one execution each', async () => {
		const host = trigger();
		const yes = (id: number): Row =>
			answered.map(([name, value]) => [name, name === 'id' ? id : value]);
		const first = await ring(host, genuine(yes(1), '?sha1'));
		const second = await ring(host, genuine(yes(2), '?sha1'));

		expect([first.startedExecution, second.startedExecution]).toEqual([true, true]);
	});
});

describe('incoming messages', () => {
	test.each([
		['a short code', '900', '79037672219', 'sms'],
		['a name', 'МТС Банк', '79037672219', 'sms'],
		['a name with a dash', 'T-Bank', '5055', 'sms'],
		['a person in Telegram', '@ann', '@shop_bot', 'telegram'],
		['a number to a bot', '79161110000', '@shop_bot', 'telegram'],
	])('are taken from %s', async (_what, phone, to, channel) => {
		const row: Row = [
			['id', 4711],
			['phone', phone],
			['mes', 'Код: 12:30'],
			['to', to],
		];
		for (const options of ['charset=utf-8&fmt=3&sha1', 'md5']) {
			const { status, reports } = await ring(trigger(), genuine(row, `?${options}`));

			expect(status).toBe(200);
			expect(reports).toMatchObject([
				{ status: 'inbound', recipient: phone, text: 'Код: 12:30', channel, verified: true },
			]);
		}
	});
});

describe('an event that nobody knows', () => {
	test('is reported with all its fields, none of which is taken for what it may not be', async () => {
		const sha1 = createHash('sha1').update(`7:79161110000::${callbackSecret}`).digest('hex');
		const rawBody = JSON.stringify({ id: 7, phone: '79161110000', reaction: '👍', sha1 });
		const url = '?charset=utf-8&fmt=3&sha1';
		const { status, reports } = await ring(trigger(), { method: 'POST', url, rawBody });

		expect(status).toBe(200);
		expect(reports).toMatchObject([
			{
				status: 'unknown',
				messageId: null,
				recipient: null,
				verified: true,
				raw: {
					id: '7',
					phone: '79161110000',
					reaction: '👍',
					unverified: ['id', 'phone', 'reaction'],
				},
			},
		]);
	});
});

describe('forgeries', () => {
	const hash = (...values: string[]) =>
		createHash('sha1')
			.update([...values, callbackSecret].join(':'))
			.digest('hex');

	test.each<[string, string[], Record<string, string>]>([
		[
			'a message from a short code as a status',
			['2003', '79161110000', '5055'],
			{ id: '2003', phone: '79161110000', status: '5055' },
		],
		[
			'a message as one of an event that nobody knows',
			['900', '79161110000:', '5055'],
			{ phone: '900:79161110000', to: '5055' },
		],
		[
			'a status as an event that nobody knows',
			['2003', '79161110000', '1'],
			{ phone: '2003:79161110000', ts: '1' },
		],
		[
			'a message with its sender in its text',
			['900', 'Да', '5055'],
			{ phone: '900:Да', mes: '', to: '5055' },
		],
	])(
		'that call the signed text by other names start nothing: %s',
		async (_what, values, fields) => {
			const query = new URLSearchParams({ ...fields, sha1: hash(...values) });
			const { status, startedExecution } = await ring(trigger(), {
				method: 'GET',
				url: `?charset=utf-8&sha1&${query}`,
			});

			expect([status, startedExecution]).toEqual([401, false]);
		},
	);

	const signatureOf = (options: CallOptions) =>
		/sha1=([0-9a-f]{40})/.exec(String(options.url))?.[1] ?? '';

	test.each([
		['a status as a message', { phone: 'order-7..0123456789ab', mes: '79161110000', to: '1' }],
		[
			'a status with its fields cut elsewhere',
			{ id: 'order-7..0123456789ab:79161110000', phone: '1', status: '' },
		],
	])('that reuse a signature start nothing: %s', async (_what, fields) => {
		const sha1 = signatureOf(genuine(delivered, '?sha1', 'GET'));
		const query = new URLSearchParams({ ...fields, sha1 });
		const { status, startedExecution } = await ring(trigger(), { method: 'GET', url: `?${query}` });

		expect(startedExecution).toBe(false);
		expect([400, 401]).toContain(status);
	});

	// No event is as large; of unclosed sections each would be searched to the end.
	test.each([
		['as much as is read', 20_000, 401],
		['many megabytes', 1_000_000, 413],
	])('of unclosed XML are refused: %s', async (_much, sections, expected) => {
		const { status } = await ring(trigger(), {
			url: '?fmt=2&sha1',
			headers: { 'content-type': 'text/xml' },
			rawBody: '<a><![CDATA['.repeat(sections),
		});

		expect(status).toBe(expected);
	});

	test('a checksum is no signature', async () => {
		const { status } = await ring(trigger(), genuine(delivered, '?crc32', 'GET'));

		expect(status).toBe(401);
	});

	test('nothing is accepted while the credential has no secret', async () => {
		const sha1 = createHash('sha1').update('1:79161110000:1:').digest('hex');
		const url = `?id=1&phone=79161110000&status=1&sha1=${sha1}`;
		const { status } = await ring(trigger({}, { callbackSecret: '' }), { method: 'GET', url });

		expect(status).toBe(401);
	});
});

describe('publishing', () => {
	test('changes nothing at SMSC and needs a secret', async () => {
		const good = await activate(trigger());
		const bad = await activate(trigger({}, { callbackSecret: '' }));
		const gone = await deactivate(good.host);

		expect(good.error).toBeUndefined();
		expect(gone.error).toBeUndefined();
		expect(String(bad.error)).toContain('Callback Secret');
	});

	test('shows the handler URL to paste, and warns of the test URL', () => {
		const notices = new SmscTrigger().description.properties
			.filter(({ type }) => type === 'notice')
			.map(({ displayName }) => displayName)
			.join('\n');

		expect(notices).toContain('?charset=utf-8&amp;fmt=3&amp;sha1');
		expect(notices).toContain('test URL');
	});
});
