/** Cascade: Start Many: the list method with the scenario's number as its sender. */
import type { INodeParameters } from 'n8n-workflow';
import { errorOutput, detailsOf, jsonOf, rows, startCascade, token, useBench } from './setup.mts';
import { entriesOf, formOf } from './wire.mts';

const bench = useBench();

const startMany = (more = {}) => startCascade({ operation: 'startMany', ...more });

const paths = () => bench.gateway.requests.map(({ path }) => path);

test('five rows are one request, whose sender is the scenario', async () => {
	const { outputs } = await bench.run(
		startMany({
			htmlText: '<p>{{ $json.text }}</p>',
			reference: '={{ $json.orderId }}',
			options: { findToken: true, button: 'Открыть' },
		}),
		{ items: rows(5) },
	);

	expect(paths()).toEqual(['/api/v1/bulk/send-list-messages']);
	const { messages: _messages, ...shared } = formOf(bench.gateway.requests[0]);
	expect(shared).toEqual({ token, type: 'bulk', sender: '1024', charset: 'UTF-8' });
	expect(entriesOf(bench.gateway.requests[0])[0]).toEqual({
		sent_to: '79001110000',
		sent_text: 'Заказ 0 готов',
		html_text: '<p>{{ $json.text }}</p>',
		button: 'Открыть',
		find_token: 1,
	});
	expect(bench.gateway.messages.map(({ channel, details }) => [channel, details.scenario])).toEqual(
		Array.from({ length: 5 }, () => ['bulk', '1024']),
	);
	expect(jsonOf(outputs[0])).toMatchObject(
		rows(5).map(({ json }) => ({
			channel: 'bulk',
			status: 'queued',
			recipient: json.phone,
			reference: json.orderId,
		})),
	);
	expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
		Array.from({ length: 5 }, (_, item) => ({ item })),
	);
});

test('rows of two scenarios are two requests', async () => {
	const items = rows(6).map(({ json }, row) => ({ json: { ...json, code: String(row % 2) } }));
	await bench.run(startMany({ sender: '={{ $json.code }}' }), { items });

	expect(bench.gateway.requests.map((one) => formOf(one).sender).sort()).toEqual(['0', '1']);
	expect(bench.gateway.messages).toHaveLength(6);
});

test('a row whose code is no number fails alone', async () => {
	const items = rows(3).map(({ json }, row) => ({
		json: { ...json, code: row === 1 ? 'x' : '7' },
	}));
	const parameters = startMany({ sender: '={{ $json.code }}' });
	const { outputs } = await bench.run(parameters, { items, ...errorOutput });

	expect(jsonOf(outputs[0])).toHaveLength(2);
	expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({
		kind: 'invalidRequest',
		outcome: 'notSent',
		text: 'Scenario Code “x” is not a number',
	});
	expect(bench.gateway.messages).toHaveLength(2);
});

test('goes one by one, takes entries as JSON, and shows itself in a dry run', async () => {
	await bench.run(startMany({ oneByOne: true }), { items: rows(2) });
	expect(paths()).toEqual(['/api/v1/bulk/send-message', '/api/v1/bulk/send-message']);

	await bench.gateway.reset();
	await bench.run(
		startMany({
			inputMode: 'json',
			messageJson: '={{ { sent_to: $json.phone, sent_text: $json.text } }}',
		}),
		{ items: rows(2) },
	);
	expect(formOf(bench.gateway.requests[0])).toMatchObject({ type: 'bulk', sender: '1024' });
	expect(bench.gateway.messages).toHaveLength(2);

	await bench.gateway.reset();
	const { outputs } = await bench.run(startMany({ options: { dryRun: true } }), { items: rows(3) });
	expect(jsonOf(outputs[0])[0]).toMatchObject({ dryRun: true });
	expect(bench.gateway.requests).toEqual([]);
});

test.each<[string, INodeParameters]>([
	['fields', { text: '={{ $json.text }}' }],
	[
		'JSON',
		{
			inputMode: 'json',
			messageJson: '={{ { sent_to: $json.phone, sent_text: $json.text } }}',
		},
	],
])('leaves a text that is empty in its %s to the scenario', async (_from, parameters) => {
	const items = rows(3).map(({ json }, row) => ({
		json: row === 1 ? { ...json, text: '' } : json,
	}));
	const { outputs } = await bench.run(startMany(parameters), { items, ...errorOutput });

	const sent = bench.gateway.requests.map((one) => entriesOf(one).map(({ sent_to }) => sent_to));
	const [first, second, third] = items.map(({ json }) => json.phone);
	expect(sent.sort((one, other) => one.length - other.length)).toEqual([[second], [first, third]]);
	// The sandbox's scenarios have none.
	expect(jsonOf(outputs[0])).toHaveLength(2);
	expect(detailsOf(jsonOf(outputs[1])[0])).toMatchObject({ outcome: 'refused' });
});

test('Start says that Start Many would need fewer requests', async () => {
	const { taskData } = await bench.run(startCascade(), { items: rows(12) });

	expect(taskData?.hints?.map(({ message }) => message)).toContain(
		'This operation makes one request for each item. Start Many would make 1 request instead of 12.',
	);
});
