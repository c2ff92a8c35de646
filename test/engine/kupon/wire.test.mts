import type { INodeParameters } from 'n8n-workflow';
import {
	errorOutput,
	jsonOf,
	rows,
	sendMany,
	sendSms,
	startCascade,
	token,
	useBench,
} from './setup.mts';
import { messageTypes } from './types.mts';
import { formOf } from './wire.mts';

const bench = useBench();

/** The form of the only request of a run. */
const sent = async (parameters: INodeParameters, timezone?: string) => {
	const result = await bench.run(parameters, { timezone, ...errorOutput });
	expect(bench.gateway.requests).toHaveLength(1);
	return { form: formOf(bench.gateway.requests[0]), result };
};

const callbackUrl = 'https://n8n.example.com/webhook/7f/kupon';

/** Every field and option that the node has, whatever type it serves. */
const everything: INodeParameters = {
	customType: 'rcs',
	sender: ' MyShop ',
	text: 'Заказ № 42 готов & ждёт, 100% + подарок=1',
	htmlText: '<p>Заказ № 42</p>',
	statusCallback: { url: callbackUrl, kannelStatus: true },
	options: {
		charset: 'UTF-8',
		sendAt: '2030-01-15T09:30:00',
		ttl: 90,
		button: 'Открыть заказ',
		action: 'https://example.com/orders?id=42&lang=%D1%80%D1%83',
		image: 'https://example.com/картинка 1.png?size=1%2B1',
		findToken: false,
		defaultCountry: 'none',
		duplicates: 'keep',
		rawAnswer: false,
		gatewayTimeZone: '',
	},
};

describe('Message: Send', () => {
	test.each(messageTypes)(
		'$type: type, sender, charset, recipient and text, and nothing else',
		async (entry) => {
			const { type, recipient, sentTo, text } = entry;
			const { form, result } = await sent(
				sendSms({ type, customType: 'rcs', recipient, text: 'Заказ готов' }),
			);
			// The sandbox knows no “rcs” and says so.
			expect(jsonOf(result.outputs[type === 'other' ? 1 : 0])).toHaveLength(1);

			expect(form).toEqual({
				token,
				type: type === 'other' ? 'rcs' : type,
				sender: 'MyShop',
				charset: 'UTF-8',
				sent_to: sentTo,
				...(text ? { sent_text: 'Заказ готов' } : {}),
			});
		},
	);

	test.each(messageTypes)(
		'$type: every field that serves it arrives as it was typed, and no other field does',
		async (entry) => {
			const { type, recipient, sentTo } = entry;
			const { form, result } = await sent(
				sendSms({ ...everything, type, recipient }),
				'Europe/Moscow',
			);
			expect(jsonOf(result.outputs[type === 'other' ? 1 : 0])).toHaveLength(1);

			expect(form).toEqual({
				token,
				type: type === 'other' ? 'rcs' : type,
				sender: 'MyShop',
				charset: 'UTF-8',
				sent_to: sentTo,
				...(entry.text ? { sent_text: 'Заказ № 42 готов & ждёт, 100% + подарок=1' } : {}),
				...(entry.html ? { html_text: '<p>Заказ № 42</p>' } : {}),
				sent_date: '2030-01-15 09:30',
				ttl: '90',
				button: 'Открыть заказ',
				action: 'https://example.com/orders?id=42&lang=%D1%80%D1%83',
				image: 'https://example.com/картинка 1.png?size=1%2B1',
				callback: expect.stringContaining(callbackUrl),
				kannel_status: '1',
			});
		},
	);

	test.each(messageTypes.filter(({ findToken }) => findToken))(
		'$type: find_token=1 goes with a phone number or an e-mail address',
		async ({ type }) => {
			for (const [typed, arrives] of [
				['+7 900 111-22-33', '79001112233'],
				['ann@example.com', 'ann@example.com'],
			] as const) {
				await bench.gateway.reset();
				const { form } = await sent(
					sendSms({
						type,
						customType: 'rcs',
						recipient: typed,
						text: 'Да',
						options: { findToken: true },
					}),
				);
				expect(form).toMatchObject({
					find_token: '1',
					sent_to: type === 'other' ? typed : arrives,
				});
			}
		},
	);

	test.each(messageTypes.filter(({ findToken }) => !findToken))(
		'$type: find_token is never sent',
		async ({ type, recipient }) => {
			const { form } = await sent(
				sendSms({ type, recipient, text: 'Да', options: { findToken: true } }),
			);
			expect(form).not.toHaveProperty('find_token');
		},
	);

	test('an e-mail may consist of HTML alone', async () => {
		const { form, result } = await sent(
			sendSms({ type: 'email', recipient: 'ann@example.com', text: '', htmlText: '<b>Да</b>' }),
		);

		expect(form).toMatchObject({ html_text: '<b>Да</b>' });
		expect(form).not.toHaveProperty('sent_text');
		expect(jsonOf(result.outputs[0])).toHaveLength(1);
	});

	test('no sender, no parameter', async () => {
		expect((await sent(sendSms({ sender: '' }))).form).not.toHaveProperty('sender');
	});

	test.each([
		[90, '90'],
		['={{ $json.orderId === "order-0" ? 15 : "" }}', '15'],
		['={{ "90" }}', '90'],
		['={{ "" }}', undefined],
	])('a time to live of %s is sent as %s', async (ttl, expected) => {
		expect((await sent(sendSms({ options: { ttl } }))).form.ttl).toBe(expected);
	});

	test.each(['={{ 0 }}', '={{ 1.5 }}', '={{ -1 }}', '={{ "1e300" }}'])(
		'a time to live of %s is refused',
		async (ttl) => {
			const { outputs } = await bench.run(sendSms({ options: { ttl } }), {
				...errorOutput,
			});

			expect(jsonOf(outputs[1])[0]?.error).toMatch(
				/^Time to Live \(Minutes\) “.+” is not a whole number of 1 or more$/,
			);
			expect(bench.gateway.requests).toHaveLength(0);
		},
	);

	test.each([
		['text', 'Text is empty'],
		['customType', 'Type Name is empty'],
		['recipient', 'Recipient is empty'],
	])('an empty %s is found before anything is sent', async (name, message) => {
		const { outputs } = await bench.run(
			sendSms({ type: 'other', customType: 'rcs', [name]: '={{ $json.nothing ?? "" }}' }),
			errorOutput,
		);

		expect(jsonOf(outputs[1])[0]?.error).toBe(message);
		expect(bench.gateway.requests).toHaveLength(0);
	});
});

test.each([sendSms, sendMany])(
	'a blank text fails alone, before anything is sent',
	async (make) => {
		const { outputs } = await bench.run(make({ text: '={{ $json.text }}' }), {
			items: rows(3).map(({ json }, row) => ({
				json: row === 1 ? { ...json, text: ' \n\u00a0' } : json,
			})),
			...errorOutput,
		});

		expect(jsonOf(outputs[1]).map(({ error }) => error)).toEqual(['Text is empty']);
		expect(bench.gateway.messages.map(({ text }) => text.trim())).not.toContain('');
		expect(bench.gateway.messages).toHaveLength(2);
	},
);

describe('Cascade: Start', () => {
	test('is type bulk with the scenario’s code as sender, for a phone number or an e-mail address', async () => {
		await bench.run(startCascade({ recipient: '={{ $json.to }}', text: 'Да' }), {
			items: [{ json: { to: '+7 900 111-22-33' } }, { json: { to: 'ann@example.com' } }],
		});
		const forms = bench.gateway.requests.map(formOf);

		expect(forms).toEqual(
			expect.arrayContaining(
				['79001112233', 'ann@example.com'].map((recipient) => ({
					token,
					type: 'bulk',
					sender: '1024',
					charset: 'UTF-8',
					sent_to: recipient,
					sent_text: 'Да',
				})),
			),
		);
		expect(forms).toHaveLength(2);
		expect(bench.gateway.messages.map(({ details }) => details.scenario)).toEqual(['1024', '1024']);
	});

	test('carries texts, token search, button, action, picture and the rest', async () => {
		const { text, statusCallback, options } = everything;
		const { form } = await sent(
			startCascade({
				recipient: '79001112233',
				text,
				statusCallback,
				options: { ...(options as object), findToken: true },
				htmlText: '<p>',
				type: 'sms',
			}),
			'Europe/Moscow',
		);

		expect(form).toEqual({
			token,
			type: 'bulk',
			sender: '1024',
			charset: 'UTF-8',
			sent_to: '79001112233',
			sent_text: text,
			html_text: '<p>',
			find_token: '1',
			sent_date: '2030-01-15 09:30',
			ttl: '90',
			button: 'Открыть заказ',
			action: 'https://example.com/orders?id=42&lang=%D1%80%D1%83',
			image: 'https://example.com/картинка 1.png?size=1%2B1',
			callback: expect.stringContaining('channel=bulk'),
			kannel_status: '1',
		});
	});

	test.each(['MyShop', '10 24', ' '])(
		'refuses the scenario code “%s” before anything is sent',
		async (sender) => {
			const { error } = await bench.run(
				startCascade({ sender: `={{ ${JSON.stringify(sender)} }}` }),
				{
					items: rows(2),
				},
			);

			expect(error?.message).toContain('Scenario Code');
			expect(bench.gateway.requests).toHaveLength(0);
		},
	);
});
