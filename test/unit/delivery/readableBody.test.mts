import { readableBody } from '../../../nodes/shared/delivery/rehearse.ts';
import { redactor } from '../../../nodes/shared/text/redact.ts';

const secret = 'Tq7.Zx-pL0_vB3~mN9wR';

const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const show = (body: unknown, headers: Record<string, string> = form) =>
	readableBody(
		{ url: '/', headers, body } as Parameters<typeof readableBody>[0],
		redactor([secret]),
	);

describe('readableBody', () => {
	test.each([
		['sent_text=%D0%94%D0%B0+%26&type=sms', { sent_text: 'Да &', type: 'sms' }],
		['a=1&a=2&a=3', { a: ['1', '2', '3'] }],
		// windows-1251 stays as it stands.
		['mes=%C4%E0', { mes: '%C4%E0' }],
		['q=a%3Db=c&empty=', { q: 'a=b=c', empty: '' }],
		['', {}],
	])('shows the form %s by its names', (body, fields) => {
		expect(show(body)).toEqual(fields);
	});

	test('shows a text without a type as the form that n8n makes of it', () => {
		expect(show('mes=%D0%94%D0%B0', { Accept: 'application/json' })).toEqual({ mes: 'Да' });
	});

	test('shows objects as they are, files by their size, and long texts cut', () => {
		expect(show({ email: { to: ['a@example.com'] } })).toEqual({
			email: { to: ['a@example.com'] },
		});
		expect(show(Buffer.alloc(5), { 'content-type': 'multipart/form-data; boundary=x' })).toBe(
			'multipart/form-data, 5 bytes',
		);
		const letter = {
			subject: 'Счёт',
			files: { 'a.pdf': Buffer.alloc(5000, 'x').toString('base64') },
		};
		expect(show(JSON.stringify(letter), { 'content-type': 'application/json' })).toBe(
			'{"subject":"Счёт","files":{"a.pdf":"base64, 5000 bytes"}}',
		);
		expect(show('x'.repeat(5000), { 'content-type': 'text/plain' })).toBe(
			`${'x'.repeat(2000)}… (5000 characters)`,
		);
		expect(show(undefined)).toBeNull();
	});

	test('a text is cut behind its secrets, wherever they stand', () => {
		for (let before = 1960; before <= 2010; before++) {
			const shown = String(
				show(`${'-'.repeat(before)}${secret}${'-'.repeat(100)}`, { 'content-type': 'text/plain' }),
			);
			expect(shown).not.toContain(secret.slice(0, 4));
		}
	});
});
