import { detailsOf, errorOutput, jsonOf, phone, sendMany, useBench } from './setup.mts';

const bench = useBench();

test('half an emoji fails alone among 500 rows of a request', async () => {
	const items = Array.from({ length: 500 }, (_, index) => ({
		json: {
			phone: phone(index),
			text: index === 250 ? 'Заказ готов 😀'.slice(0, 13) : `Заказ ${index} готов 😀`,
		},
	}));
	const { outputs } = await bench.run(sendMany(), { items, ...errorOutput });

	expect(outputs[0]).toHaveLength(499);
	expect(bench.gateway.messages).toHaveLength(499);
	expect(bench.calls('send')).toHaveLength(1);
	const [failed] = outputs[1] ?? [];
	expect(failed?.pairedItem).toEqual({ item: 250 });
	expect(failed?.json.error).toContain('the text was cut inside a character');
	expect(detailsOf(failed?.json).hint).toContain('Array.from');
});

test('two rows to one recipient with two texts both go out, each with an ID of its own', async () => {
	const texts = ['Первый', 'Второй', 'Третий'];
	const items = texts.flatMap((text) =>
		[0, 1].map((row) => ({ json: { phone: phone(row), text } })),
	);
	const { outputs } = await bench.run(sendMany(), { items, ...errorOutput });

	expect(outputs[1] ?? []).toEqual([]);
	expect(bench.calls('send')).toHaveLength(3);
	expect(
		bench.gateway.messages.map(({ recipient, text }) => `${recipient} ${text}`).sort(),
	).toEqual(items.map(({ json }) => `${json.phone} ${json.text}`).sort());
	const named = jsonOf(outputs[0]).map(
		({ messageId, recipient }) => `${String(messageId)} ${String(recipient)}`,
	);
	expect(new Set(named).size).toBe(6);
});

test('what the first row cannot say of the options fails that row and no other', async () => {
	const items = [
		{ json: { phone: phone(0), text: 'Раз', note: { a: 1 } } },
		{ json: { phone: phone(1), text: 'Два', note: 'тест' } },
	];
	const { outputs } = await bench.run(sendMany({ options: { comment: '={{ $json.note }}' } }), {
		items,
		...errorOutput,
	});

	expect(bench.gateway.messages.map(({ recipient }) => recipient)).toEqual([phone(1)]);
	expect(outputs[1]).toHaveLength(1);
	expect(outputs[1]?.[0]?.json.error).toContain('is an object with the field “a”');
});

test('recipients as people have them', async () => {
	const typed = [
		'79123456789.0',
		'+375 (0)29 111-22-33',
		'+7 (495) 123-45-67/68',
		'3,75291E+11',
		'15.01.2026',
		['79001112233'],
		true,
	];
	const items = typed.map((one) => ({ json: { phone: one, text: 'Готово' } }));
	const { outputs } = await bench.run(sendMany(), { items, ...errorOutput });

	expect(bench.gateway.messages.map(({ recipient }) => recipient)).toEqual([
		'79123456789',
		'375291112233',
	]);
	expect(outputs[1]).toHaveLength(5);
});
