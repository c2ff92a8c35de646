import type { INodeParameters } from 'n8n-workflow';
import {
	callbackSecret,
	detailsOf,
	errorOutput,
	jsonOf,
	rows,
	sendMany,
	sendSms,
	startCascade,
	useBench,
} from './setup.mts';
import { entriesOf, formBytes, formOf } from './wire.mts';

const bench = useBench();

const url = 'https://n8n.example.com/webhook/7f/kupon';
const correlation = (...pairs: Array<[string, string]>) => ({
	parameter: pairs.map(([name, value]) => ({ name, value })),
});
const withCallback = (callback: INodeParameters = {}, more: INodeParameters = {}) => ({
	statusCallback: { url, ...callback },
	...more,
});

/** The template as it arrives: form-decoded exactly once. */
const arrived = (index = 0) => formOf(bench.gateway.requests[index]).callback ?? '';

describe('the callback parameter', () => {
	test('is percent-encoded exactly once, and leaves {id} and {status} to the gateway', async () => {
		await bench.run(
			sendSms(
				withCallback(
					{ correlation: correlation(['клиент', 'Анна & Ко=100%']) },
					{ reference: '={{ "№ " + $json.orderId }}' },
				),
			),
		);
		const key = /&key=([0-9a-f]{12})&/.exec(arrived())?.[1];
		const encoded = encodeURIComponent(callbackSecret);

		expect(arrived()).toBe(
			`${url}?id={id}&status={status}&channel=sms&to=79001110000&ref=%E2%84%96%20order-0&key=${key}&secret=${encoded}` +
				`&${encodeURIComponent('клиент')}=${encodeURIComponent('Анна & Ко=100%')}`,
		);
		// On the wire: encoded by the form, and the values in the template a second time.
		const wire = bench.gateway.requests[0]?.body.toString('latin1') ?? '';
		expect(wire).toContain(
			'callback=https%3A%2F%2Fn8n.example.com%2Fwebhook%2F7f%2Fkupon%3Fid%3D%7Bid%7D',
		);
		expect(wire).toContain('ref%3D%25E2%2584%2596%2520order-0');
		expect(bench.gateway.messages[0]?.details.callbackProblems).toEqual([]);
	});

	test('is the same in a list', async () => {
		await bench.run(sendMany(withCallback({}, { reference: '={{ $json.orderId }}' })), {
			items: rows(3),
		});
		const callbacks = entriesOf(bench.gateway.requests[0]).map(
			({ callback }) => new URL(String(callback)),
		);

		expect(
			callbacks.map(({ searchParams }) => [searchParams.get('to'), searchParams.get('ref')]),
		).toEqual(rows(3).map(({ json }) => [json.phone, json.orderId]));
		expect(callbacks.map(({ searchParams }) => searchParams.get('secret'))).toEqual(
			[0, 1, 2].map(() => callbackSecret),
		);
		expect(new Set(callbacks.map(({ searchParams }) => searchParams.get('key'))).size).toBe(3);
		expect(bench.gateway.messages.flatMap(({ details }) => details.callbackProblems)).toEqual([]);
	});

	test('says which channel, and marks Kannel’s codes', async () => {
		const kannel = { kannelStatus: true };
		await bench.run(startCascade(withCallback(kannel)));
		await bench.run(sendSms(withCallback()));
		const [cascade, sms] = [new URL(arrived(0)).searchParams, new URL(arrived(1)).searchParams];

		expect([cascade.get('channel'), cascade.get('kannel')]).toEqual(['bulk', '1']);
		expect([sms.get('channel'), sms.get('kannel')]).toEqual(['sms', null]);
		expect(formOf(bench.gateway.requests[0]).kannel_status).toBe('1');
		expect(formOf(bench.gateway.requests[1])).not.toHaveProperty('kannel_status');
	});

	test('keeps the query that the URL already has', async () => {
		await bench.run(sendSms(withCallback({ url: ` ${url}?shop=%D0%90+1&x=1#part ` })));

		expect(arrived()).toContain(`${url}?shop=%D0%90+1&x=1&id={id}&status={status}&`);
	});

	test.each(['http://127.0.0.1:5678/webhook/kupon', 'https://пример.рф/крючок'])(
		'takes %s',
		async (address) => {
			await bench.run(sendSms(withCallback({ url: address })));

			expect(arrived().startsWith(`${new URL(address).href}?id={id}`)).toBe(true);
			expect(bench.gateway.messages).toHaveLength(1);
		},
	);

	test('loses no user name and password of the URL without a word', async () => {
		const address = 'https://user:pass@other.example.com/status';
		const { outputs } = await bench.run(sendSms(withCallback({ url: address })), {
			...errorOutput,
		});
		const [refused] = jsonOf(outputs[1]);

		expect(refused?.error ?? arrived()).toMatch(/user(:pass@| name)/);
	});

	test('leaves a long list of push tokens out of the URL', async () => {
		const recipient = Array.from({ length: 20 }, (_, index) => `token-${index}`).join(',');
		await bench.run(sendSms(withCallback({}, { type: 'push', recipient })));

		expect(formOf(bench.gateway.requests[0]).sent_to).toBe(recipient);
		expect(arrived()).not.toContain('to=token');
	});

	test('is not sent without a URL', async () => {
		await bench.run(sendSms({ statusCallback: { kannelStatus: true, url: ' ' } }));

		expect([...formBytes(bench.gateway.requests[0]).keys()]).not.toEqual(
			expect.arrayContaining(['callback']),
		);
		expect(formOf(bench.gateway.requests[0])).not.toHaveProperty('kannel_status');
	});
});

describe('is refused before anything is sent', () => {
	const refused = async (parameters: INodeParameters, credentialData = {}) => {
		const { outputs } = await bench.run(sendSms(parameters), { ...errorOutput, credentialData });
		expect(bench.gateway.requests).toHaveLength(0);
		const [row] = jsonOf(outputs[1]);
		expect(detailsOf(row)).toMatchObject({ kind: 'invalidRequest', outcome: 'notSent' });
		expect(detailsOf(row).hint).toEqual(expect.stringMatching(/\S/));
		return row;
	};

	test.each([
		'n8n.example.com/webhook',
		'ftp://n8n.example.com/',
		'javascript:alert(1)',
		'{{ $json }}',
	])('the Callback URL %s', async (address) => {
		expect((await refused(withCallback({ url: address })))?.error).toBe(
			`Callback URL “${address}” is not an https:// or http:// address`,
		);
	});

	test.each(['id', 'status', 'secret', 'kannel', 'ref', 'channel', 'to', 'key'])(
		'a correlation value that is called “%s” like one of the node’s own',
		async (name) => {
			expect((await refused(withCallback({ correlation: correlation([name, 'x']) })))?.error).toBe(
				`Correlation Values cannot use the name “${name}”`,
			);
		},
	);

	test('a Callback URL whose query holds such a name', async () => {
		const row = await refused(withCallback({ url: `${url}?id=7` }));

		expect(row?.error).toContain('“id”');
		// The user looks for the fault where the label says.
		expect(row?.error).toContain('Callback URL');
	});

	test('any callback while the credential has no Callback Secret', async () => {
		const row = await refused(withCallback(), { callbackSecret: '' });

		expect(row?.error).toBe('Callback URL needs a Callback Secret');
		expect(detailsOf(row).hint).toContain('in the credential');
	});
});

test('a credential without Callback Secret sends what asks for no callback', async () => {
	await bench.run(sendSms(), { credentialData: { callbackSecret: '' } });

	expect(bench.gateway.messages).toHaveLength(1);
});
