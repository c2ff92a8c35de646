import { Kupon } from '../../../nodes/Kupon/Kupon.node.ts';
import { expectNoSecrets, runNode } from '../harness/index.mts';
import type { RunResult } from '../harness/index.mts';
import {
	detailsOf,
	errorOutput,
	jsonOf,
	phone,
	rows,
	secrets,
	sendMany,
	sendSms,
	useBench,
} from './setup.mts';

const bench = useBench();

const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

/** How often the gateway was asked for each row. */
const asked = (count: number) =>
	Array.from(
		{ length: count },
		(_, row) => bench.gateway.requests.filter(({ body }) => body.includes(phone(row))).length,
	);
const accepted = () => bench.gateway.messages.map(({ recipient }) => recipient).sort();

describe('Retry On Fail while the node continues', () => {
	// n8n repeats the node when the first row of its output has an error.
	test.each([
		['Send', sendSms, [3, 1, 1, 1]],
		['Send Many', (more = {}) => sendMany({ listSize: 2, ...more }), [3, 1, 1, 1]],
	] as const)(
		'%s asks again for row 0 alone, which was refused',
		async (_name, parameters, expected) => {
			Object.assign(bench.gateway.settings, { listAnswer: 'bare', rejectedRecipients: [phone(0)] });
			const { outputs, tries } = await bench.run(parameters(), {
				items: rows(4),
				node: { ...errorOutput.node, ...retrying },
			});

			expect(tries).toBe(3);
			expect(asked(4)).toEqual(expected);
			expect(accepted()).toEqual([1, 2, 3].map((row) => phone(row)));
			expect(jsonOf(outputs[0]).map(({ recipient, messageId }) => [recipient, messageId])).toEqual(
				bench.gateway.messages.map(({ recipient, id }) => [recipient, id]),
			);
			expect(jsonOf(outputs[1]).map((row) => detailsOf(row).recipient)).toEqual([phone(0)]);
		},
	);

	test('takes the row when a later try brings it through', async () => {
		await bench.gateway.faults.add({
			kind: 'status',
			status: 200,
			body: { type: 'error', msg: 'Позже' },
			times: 1,
			contains: phone(0),
		});
		const { outputs, tries } = await bench.run(sendSms(), {
			items: rows(3),
			node: { ...errorOutput.node, ...retrying },
		});

		expect(tries).toBe(2);
		expect(accepted()).toEqual([0, 1, 2].map((row) => phone(row)));
		expect(jsonOf(outputs[0]).map(({ recipient }) => recipient)).toEqual(
			[0, 1, 2].map((row) => phone(row)),
		);
		expect(jsonOf(outputs[1])).toEqual([]);
	});

	test('never repeats a row of which a list said nothing', async () => {
		bench.gateway.settings.listAnswer = 'bare';
		await bench.gateway.faults.add({
			kind: 'status',
			status: 200,
			body: JSON.stringify([
				{ type: 'error', msg: 'Нет' },
				{ type: 'queued' },
				{ type: 'success', id: '7' },
			]),
			times: 1,
		});
		const { outputs, tries } = await bench.run(sendMany(), {
			items: rows(3),
			node: { ...errorOutput.node, ...retrying },
		});

		// Row 0 was refused and goes again; row 1 is open; row 2 was accepted.
		expect(tries).toBe(2);
		expect(asked(3)).toEqual([2, 1, 1]);
		expect(jsonOf(outputs[0]).map(({ recipient, messageId }) => [recipient, messageId])).toEqual([
			[phone(0), bench.gateway.messages[0]?.id],
			[phone(2), '7'],
		]);
		expect(
			jsonOf(outputs[1]).map((row) => [detailsOf(row).recipient, detailsOf(row).outcome]),
		).toEqual([[phone(1), 'unknown']]);
	});

	test('duplicates keep going with the row that they equal', async () => {
		bench.gateway.settings.rejectedRecipients = [phone(0)];
		const items = [rows(1)[0]!, rows(2)[1]!, rows(2)[1]!];
		const { outputs } = await bench.run(sendSms({ options: { duplicates: 'mergeIdentical' } }), {
			items,
			node: { ...errorOutput.node, ...retrying },
		});

		expect(accepted()).toEqual([phone(1)]);
		expect(
			jsonOf(outputs[0]).map(({ messageId, duplicateOf }) => [messageId, duplicateOf]),
		).toEqual([
			[bench.gateway.messages[0]?.id, undefined],
			[bench.gateway.messages[0]?.id, 1],
		]);
	});
});

describe('“Retry execution” of a failed execution', () => {
	const again = async (retryOf: RunResult, parameters = sendSms()) => {
		const result = await runNode({ nodeType: Kupon, parameters, retryOf });
		expectNoSecrets(result, secrets);
		return result;
	};

	test.each([
		['Send', sendSms()],
		['Send Many', sendMany({ listSize: 1 })],
	])('%s does not send again what was accepted, and puts it out', async (_name, parameters) => {
		Object.assign(bench.gateway.settings, { listAnswer: 'ids', rejectedRecipients: [phone(2)] });
		const failed = await bench.run(parameters, {
			items: rows(4),
			credentialData: { concurrent: 1 },
		});
		const before = accepted();
		bench.gateway.settings.rejectedRecipients = [];
		const retried = await again(failed, parameters);

		expect(failed.status).toBe('error');
		expect(before).toEqual([phone(0), phone(1)]);
		expect(retried.status).toBe('success');
		expect(asked(4)).toEqual([1, 1, 2, 1]);
		expect(
			jsonOf(retried.outputs[0]).map(({ recipient, messageId }) => [recipient, messageId]),
		).toEqual(bench.gateway.messages.map(({ recipient, id }) => [recipient, id]));
	});

	test('does not send again what may have been sent', async () => {
		await bench.gateway.faults.add({ kind: 'status', status: 502, when: 'after', times: 1 });
		const failed = await bench.run(sendSms(), {
			items: rows(2),
			credentialData: { concurrent: 1 },
		});
		const retried = await again(failed);

		expect(retried.status).toBe('error');
		expect(retried.error?.message).toContain(
			'An earlier try in this execution made this call, and no answer came',
		);
		expect(accepted()).toEqual([phone(0)]);
	});

	test('keeps neither recipients nor texts of what was sent in the execution’s memory', async () => {
		bench.gateway.settings.rejectedRecipients = [phone(1)];
		const { contextData } = await bench.run(sendSms(), {
			items: rows(2),
			credentialData: { concurrent: 1 },
		});
		const memory = JSON.stringify(contextData);

		expect(memory).toContain(bench.gateway.messages[0]?.id);
		expect(memory).not.toMatch(/7900|готов/);
	});
});
