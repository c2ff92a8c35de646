import { deflateSync, gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { deliveryStatuses } from '../../../nodes/shared/model/deliveryStatus.ts';
import { delivered, form, query, receive, report, trigger } from './triggerCalls.mts';

describe('a body', () => {
	const cyrillic = iconv.encode('text=Да, это я', 'win1251');

	test.each([
		['windows-1251, declared', `${form}; charset=windows-1251`, cyrillic],
		['windows-1251, declared in capitals and quotes', `${form}; charset="CP1251"`, cyrillic],
		['windows-1251, undeclared', form, cyrillic],
		['plain text in koi8-r', 'text/plain; charset=koi8-r', iconv.encode('Да', 'koi8-r')],
		['a charset that nobody knows', `${form}; charset=nonsense`, Buffer.from('a=1')],
		['XML that does not parse', 'text/xml', Buffer.from('<a>')],
		['bytes', 'application/octet-stream', Buffer.from([0, 255, 254, 152])],
		['gzip', form, gzipSync('a=1'), { 'content-encoding': 'gzip' }],
		[
			'a multipart form',
			'multipart/form-data; boundary=x',
			Buffer.from('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n'),
		],
		['a multipart form without boundary', 'multipart/form-data', Buffer.from('--x')],
		['JSON', 'application/json', Buffer.from('{"a":{"b":1}}')],
		['no type at all', undefined, Buffer.from('a=1')],
	])(
		'of %s does not keep the report in the query from arriving',
		async (_what, type, rawBody, headers: Record<string, string> = {}) => {
			const { status, reports } = await receive({
				method: 'POST',
				url: query(),
				headers: { ...(type ? { 'content-type': type } : {}), ...headers },
				rawBody,
			});

			expect(status).toBe(200);
			expect(reports).toEqual([expect.objectContaining(report)]);
			expect(reports[0]?.raw).toMatchObject({ method: 'POST', body: expect.anything() as unknown });
		},
	);

	test.each([
		['a form', form, query().slice(1)],
		['JSON', 'application/json', JSON.stringify({ ...delivered, status: 1 })],
	])(
		'as %s may carry the values itself, and keeps the secret out of the output',
		async (_what, type, rawBody) => {
			const { status, reports } = await receive({
				method: 'POST',
				headers: { 'content-type': type },
				rawBody,
			});

			expect(status).toBe(200);
			expect(reports).toEqual([expect.objectContaining(report)]);
			expect(reports[0]?.raw).toMatchObject({ body: { id: '905117' } });
		},
	);

	const packings = [
		['gzip', gzipSync],
		['GZIP', gzipSync],
		['x-gzip', gzipSync],
		['Deflate', deflateSync],
	] as const;
	const packed = async (coding: string, rawBody: Buffer) =>
		await receive({
			method: 'POST',
			headers: { 'content-type': form, 'content-encoding': coding },
			rawBody,
		});

	test.each(packings)('packed as %s is read', async (coding, pack) => {
		const { status, reports } = await packed(coding, pack(query().slice(1)));

		expect(status).toBe(200);
		expect(reports).toEqual([expect.objectContaining(report)]);
	});

	test.each(packings)('that is a bomb of %s is refused', async (coding, pack) => {
		const bomb = `${query().slice(1)}&a=${'a'.repeat(20 * 1024 * 1024)}`;
		const { status, startedExecution } = await packed(coding, pack(bomb));

		expect([status, startedExecution]).toEqual([413, false]);
	});

	test.each(packings)('that is not packed as %s, though it says so, is refused', async (coding) => {
		const { status, startedExecution } = await packed(coding, Buffer.from(query().slice(1)));

		expect([status, startedExecution]).toEqual([400, false]);
	});

	test('that n8n cannot read to the end is not a report', async () => {
		const { status, startedExecution } = await receive({
			method: 'POST',
			url: query(),
			headers: { 'content-length': '99', 'content-type': form },
			rawBody: 'a=1',
		});

		expect([status, startedExecution]).toEqual([400, false]);
	});
});

describe('the query', () => {
	test('may be huge', async () => {
		const note = 'Ё'.repeat(10_000);
		const { status, reports } = await receive({ url: query({ ...delivered, note }) });

		expect(status).toBe(200);
		expect(reports).toEqual([expect.objectContaining({ ...report, correlation: { note } })]);
	});

	test('brings back every value of the user’s own, whatever it is called', async () => {
		const own: Array<[string, string]> = [
			['клиент', 'Анна & Ко = 100%+'],
			['tags', 'a'],
			['tags', 'b'],
			['__proto__', 'x'],
			['constructor', 'y'],
			['a[b]', 'z'],
			['empty', ''],
		];
		const { reports } = await receive({ url: `${query()}&${new URLSearchParams(own)}` });
		const { correlation } = reports[0]!;

		expect(Object.entries(correlation as object)).toEqual([
			['клиент', 'Анна & Ко = 100%+'],
			['tags', ['a', 'b']],
			['__proto__', 'x'],
			['constructor', 'y'],
			['a[b]', 'z'],
			['empty', ''],
		]);
	});

	test('may come in other orders and encodings', async () => {
		const encode = (text: string) =>
			[...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
		const pairs = Object.entries(delivered).map(
			([name, value]) => `${encode(name)}=${encode(value)}`,
		);
		const { reports } = await receive({ url: `?${pairs.reverse().join('&')}&` });

		expect(reports).toEqual([expect.objectContaining(report)]);
	});

	test('without the values of the node is a report of what it has', async () => {
		const { id, status, secret } = delivered;
		const { reports } = await receive({ url: query({ id, status, secret }) });

		expect(reports).toEqual([
			expect.objectContaining({
				status: 'delivered',
				recipient: null,
				reference: null,
				channel: null,
			}),
		]);
	});

	test.each([
		['2', undefined, 'read', false],
		['2', '1', 'undelivered', true],
		['4', undefined, 'clicked', false],
		['4', '1', 'queued', false],
		['16', '1', 'rejected', true],
		['16', undefined, 'unknown', false],
	] as const)(
		'status %s with the Kannel marker %s means %s',
		async (code, kannel, status, final) => {
			const values = { ...delivered, status: code, ...(kannel ? { kannel } : {}) };
			const { reports } = await receive({ url: query(values) });

			expect(reports).toEqual([expect.objectContaining({ status, final, code })]);
		},
	);

	test('with the same status of both kinds is two reports', async () => {
		const host = trigger({ statuses: [...deliveryStatuses] });
		const native = await receive({ url: query({ ...delivered, status: '2' }) }, host);
		const kannel = await receive({ url: query({ ...delivered, status: '2', kannel: '1' }) }, host);

		expect([native.startedExecution, kannel.startedExecution]).toEqual([true, true]);
	});
});
