import { deliveryStatuses, finalStatuses } from '../../nodes/shared/model/deliveryStatus.ts';
import { readAnswer } from '../../nodes/shared/transport/readAnswer.ts';
import { tables } from './tables.mts';

describe.each(tables)('$gateway.displayName', ({ gateway, answers, statuses, ...table }) => {
	test('maps every status of its documents, and only those', () => {
		expect(gateway.statuses).toEqual(statuses);
	});

	test('uses the shared vocabulary', () => {
		for (const status of Object.values(gateway.statuses))
			expect(deliveryStatuses).toContain(status);
	});

	test('can report the end of a message', () => {
		expect(Object.values(gateway.statuses).some((status) => finalStatuses.includes(status))).toBe(
			true,
		);
	});

	test('has limits that let something through', () => {
		expect(gateway.limits.concurrent).toBeGreaterThanOrEqual(1);
		expect(gateway.limits.listSize).toBeGreaterThanOrEqual(1);
		expect(gateway.limits.perSecond).toBeGreaterThanOrEqual(0);
	});

	test.each([
		{ error_code: 0 },
		{ error_code: '0' },
		{ error: '' },
		{ error: [] },
		{ error: null },
		{ error: false, error_code: 0 },
	])('a message that was accepted stays so beside %j', (beside) => {
		const accepted = answers.find(({ kind }) => kind === null)!;
		const body = gateway.parse(accepted.text) as object;
		const text = JSON.stringify({ cnt: 1, ...body, ...beside });
		const answer = readAnswer(
			gateway,
			{ statusCode: 200, headers: {}, body: Buffer.from(text) },
			'send',
			(value) => value,
		);
		expect(answer).toMatchObject({ ok: true });
	});

	test.each(answers)('reads $says ($httpStatus)', ({ httpStatus, text, kind }) => {
		const answer = readAnswer(
			gateway,
			{ body: Buffer.from(text), headers: {}, statusCode: httpStatus },
			'send',
			(value) => value,
		);

		expect(answer.ok ? null : answer.failure.kind).toBe(kind);
		if (!answer.ok) {
			expect(answer.failure.text).toMatch(/\S/);
			expect(answer.failure.hint).toMatch(/\S/);
		}
	});

	test('names all secrets of its credential', () => {
		const data = Object.values(table.credentials({ url: 'http://127.0.0.1' }))[0] ?? {};

		expect(gateway.secrets(data).sort()).toEqual(expect.arrayContaining([...table.secrets].sort()));
	});

	test('takes its address from the credential, without a trailing slash', () => {
		const [data = {}] = Object.values(table.credentials({ url: 'http://127.0.0.1:1/' }));

		expect(gateway.baseUrl(data)).toMatch(/^http:\/\/127\.0\.0\.1:1(\/.*[^/])?$/);
	});
});
