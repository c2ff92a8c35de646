import iconv from 'iconv-lite';
import {
	detailsOf,
	errorOutput,
	jsonOf,
	phone,
	rows,
	sendMany,
	sendSms,
	useBench,
} from './setup.mts';
import { decode, entriesOf, formBytes } from './wire.mts';

const bench = useBench();

const bmp = 'Съешь ещё этих мягких французских булок – “№ 5” €100 ґєії ўі қңғ 漢字 + & = % \u00A0';
const anyText = `${bmp}\u{1F600}`;
const cyrillic = 'Съешь ещё этих мягких французских булок – “№ 5” €100 ґєії ўі + & = % \u00A0';

/** The ten names of docs/gateways/kupon.md 2, with what iconv-lite calls them and a text that is as hard as they allow. */
const charsets = [
	{ name: 'UTF-8', encoding: 'utf8', text: anyText },
	{ name: 'CP1251', encoding: 'win1251', text: cyrillic },
	{ name: 'UTF16BE', encoding: 'utf-16be', text: anyText },
	{ name: 'UTF-16BE', encoding: 'utf-16be', text: anyText },
	{ name: 'UTF16LE', encoding: 'utf-16le', text: anyText },
	{ name: 'UTF-16LE', encoding: 'utf-16le', text: anyText },
	{ name: 'UCS2BE', encoding: 'utf-16be', text: bmp },
	{ name: 'UCS-2BE', encoding: 'utf-16be', text: bmp },
	{ name: 'UCS2LE', encoding: 'utf-16le', text: bmp },
	{ name: 'UCS-2LE', encoding: 'utf-16le', text: bmp },
];

describe.each(charsets)('$name', ({ name, encoding, text }) => {
	const html = `<p title="да">${text}</p>`;
	const email = {
		type: 'email',
		recipient: 'ann@example.com',
		sender: 'Магазин',
		text: '={{ $json.text }}',
		htmlText: '={{ $json.html }}',
		options: { charset: name, button: `Заказ \u{1F600}` },
	};
	const items = [{ json: { text, html } }];

	test('text and HTML are its bytes; all other parameters are UTF-8', async () => {
		await bench.run(sendSms(email), { items });
		const form = formBytes(bench.gateway.requests[0]);

		expect(decode(form.get('charset'), 'ascii')).toBe(name);
		expect(form.get('sent_text')).toEqual(iconv.encode(text, encoding, { addBOM: false }));
		expect(form.get('html_text')).toEqual(iconv.encode(html, encoding, { addBOM: false }));
		expect(decode(form.get('sender'), 'utf8')).toBe('Магазин');
		expect(decode(form.get('button'), 'utf8')).toBe('Заказ \u{1F600}');
		expect(bench.gateway.messages[0]).toMatchObject({
			text,
			html,
			details: { decodeProblems: [] },
		});
	});

	test('a list is JSON in its bytes, exact also where another field holds what it lacks', async () => {
		await bench.run(sendMany(email), { items });
		const [request] = bench.gateway.requests;
		const bytes = formBytes(request);

		expect(decode(bytes.get('charset'), 'ascii')).toBe(name);
		expect(decode(bytes.get('sender'), 'utf8')).toBe('Магазин');
		// Strict decoding: a byte that is not of this charset would not come back the same.
		expect(entriesOf(request, encoding)).toEqual([
			{ sent_to: 'ann@example.com', sent_text: text, html_text: html, button: 'Заказ \u{1F600}' },
		]);
		expect(decode(bytes.get('messages'), encoding)).toContain(text.slice(0, 40));
		expect(bench.gateway.messages[0]).toMatchObject({
			text,
			html,
			details: { decodeProblems: [] },
		});
	});
});

test('UCS-2 escapes what it lacks in a list instead of sending surrogate pairs', async () => {
	await bench.run(
		sendMany({ type: 'viber', options: { charset: 'UCS-2BE', button: '\u{1F600}' } }),
	);

	expect(decode(formBytes(bench.gateway.requests[0]).get('messages'), 'utf-16be')).toContain(
		'"button":"\\ud83d\\ude00"',
	);
});

describe('a character that the charset lacks', () => {
	const smile = '“\u{1F600}” (U+1F600)';
	const half = '“\uFFFD” (U+D83D)';
	const refusals = [
		{ charset: 'CP1251', field: 'text', value: 'Да \u{1F600}', label: 'Text', character: smile },
		{
			charset: 'CP1251',
			field: 'htmlText',
			value: '<p>漢</p>',
			label: 'HTML',
			character: '“漢” (U+6F22)',
		},
		{
			charset: 'CP1251',
			field: 'text',
			value: 'Да \u0098',
			label: 'Text',
			character: '“\u0098” (U+0098)',
		},
		{ charset: 'UCS2LE', field: 'text', value: 'Да \u{1F600}', label: 'Text', character: smile },
		{
			charset: 'UCS-2BE',
			field: 'htmlText',
			value: '\u{1F600}',
			label: 'HTML',
			character: smile,
		},
		{ charset: 'UTF-16BE', field: 'text', value: 'Да \uD83D', label: 'Text', character: half },
		{ charset: 'UTF-8', field: 'text', value: 'Да \uD83D', label: 'Text', character: half },
	];

	test.each(refusals)(
		'$charset: $character in $label is named, and nothing is sent',
		async (entry) => {
			const { charset, field, value, label, character } = entry;
			const items = [{ json: { phone: '79001112233' } }, { json: { value } }];
			const parameters = {
				type: 'email',
				recipient: 'ann@example.com',
				[field]: '={{ $json.value ?? "Да" }}',
				text: field === 'text' ? '={{ $json.value ?? "Да" }}' : 'Да',
				options: { charset },
			};
			for (const operation of [sendSms, sendMany]) {
				const { error } = await bench.run(operation(parameters), { items });

				if (character === half) {
					// No charset has it: the text itself is at fault.
					expect(error?.message).toBe(
						`${label} contains half of the character ${half}: the text was cut inside a character, e.g. an emoji (item 2)`,
					);
					expect(error?.description).toContain('Array.from');
				} else {
					expect(error?.message).toBe(
						`${label} contains the character ${character}, which ${charset} does not have (item 2)`,
					);
					expect(error?.description).toContain('choose the charset UTF-8');
				}
				expect(bench.gateway.requests).toHaveLength(0);
			}
		},
	);

	test.each([
		['Button Caption', { options: { button: '={{ $json.value }}' } }],
		['Sender', { sender: '={{ $json.value }}' }],
		[
			'Reference',
			{ reference: '={{ $json.value }}', statusCallback: { url: 'https://n8n.test/kupon' } },
		],
	])('half a character in %s fails its own row only, and is named', async (label, field) => {
		const values = ['Да', 'Да', 'Да \uD83D'.slice(0, 4), 'Да'];
		const items = rows(4).map(({ json }, row) => ({ json: { ...json, value: values[row] } }));
		const { outputs, error } = await bench.run(sendSms({ type: 'viber', ...field }), {
			items,
			...errorOutput,
		});

		expect(error).toBeUndefined();
		expect(bench.gateway.messages.map(({ recipient }) => recipient).sort()).toEqual(
			[0, 1, 3].map((row) => phone(row)),
		);
		expect(jsonOf(outputs[0])).toHaveLength(3);
		expect(jsonOf(outputs[1])).toEqual([
			expect.objectContaining({ error: expect.stringContaining(label) as string }),
		]);
		expect(jsonOf(outputs[1])[0]?.error).toContain(half);
	});

	test('the other rows go out when the node continues', async () => {
		const [good, bad] = rows(2);
		const items = [bad!, { json: { ...good!.json, text: 'Да \u{1F600}' } }];
		const { outputs } = await bench.run(sendMany({ options: { charset: 'CP1251' } }), {
			items,
			...errorOutput,
		});

		expect(bench.gateway.messages.map(({ text }) => text)).toEqual([bad!.json.text]);
		expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({
			kind: 'invalidRequest',
			outcome: 'notSent',
		});
	});
});

test('a charset of its own for each row, in a list each', async () => {
	const items = ['UTF-8', 'CP1251', 'UTF-8'].map((charset, row) => ({
		json: { phone: `7900111223${row}`, text: `Привет, ${row}!`, charset },
	}));
	await bench.run(sendMany({ options: { charset: '={{ $json.charset }}' } }), { items });

	expect(bench.gateway.requests).toHaveLength(2);
	expect(
		bench.gateway.messages
			.map(({ recipient, text, details }) => [recipient, text, details.charset])
			.sort(),
	).toEqual([
		['79001112230', 'Привет, 0!', 'UTF-8'],
		['79001112231', 'Привет, 1!', 'CP1251'],
		['79001112232', 'Привет, 2!', 'UTF-8'],
	]);
});

test('a charset that the gateway does not take is refused', async () => {
	const { error } = await bench.run(sendSms({ options: { charset: '={{ "KOI8-R" }}' } }));

	expect(error?.message).toContain('Charset is not one of its choices: “KOI8-R”');
	expect(bench.gateway.requests).toHaveLength(0);
});
