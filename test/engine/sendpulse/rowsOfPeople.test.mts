import type { IDataObject } from 'n8n-workflow';
import { detailsOf, errorOutput, jsonOf, sendEmail, useBench } from './setup.mts';

const bench = useBench();

const wire = (index = 0): IDataObject =>
	((bench.calls()[index]?.body as IDataObject).email ?? {}) as IDataObject;

const file = (text: string, more: IDataObject = {}) => ({
	data: Buffer.from(text).toString('base64'),
	mimeType: 'application/pdf',
	...more,
});

test.each<[string, unknown, string[]]>([
	['one file', '={{ $binary.data }}', ['data.pdf']],
	['all files', '={{ $binary }}', ['data.pdf', 'my file.csv', 'invoice.pdf']],
	['a list of names', "={{ ['data', 'my file'] }}", ['data.pdf', 'my file.csv']],
	['a list of files', '={{ [$binary.data, $binary.invoice] }}', ['data.pdf', 'invoice.pdf']],
	['a name with a space', 'my file', ['my file.csv']],
	['names with commas', 'data, my file', ['data.pdf', 'my file.csv']],
	['names with spaces between', 'data invoice', ['data.pdf', 'invoice.pdf']],
])('Attachments: %s', async (_, attachments, names) => {
	await bench.rows(sendEmail({ options: { attachments: attachments as string } }), {
		items: [
			{
				json: { email: 'ann@example.com' },
				binary: {
					data: file('один'),
					'my file': file('два', { mimeType: 'text/csv; charset=utf-8' }),
					invoice: file('три', { fileName: 'invoice.pdf' }),
				},
			},
		],
	});
	expect(Object.keys(wire().attachments_binary as IDataObject)).toEqual(names);
});

test('addresses that differ by case are one recipient, and go out as typed', async () => {
	const given = ['Ann@Example.com', 'ann@example.com', 'ann@example.com\u200b', 'bob@example.com'];
	const items = given.map((email) => ({ json: { email } }));
	for (const duplicates of ['mergeRecipient', 'mergeIdentical']) {
		await bench.sandbox.reset();
		const rows = await bench.rows(
			sendEmail({ toEmail: '={{ $json.email }}', options: { duplicates } }),
			{ items },
		);
		expect(rows.map(({ duplicateOf }) => duplicateOf)).toEqual([undefined, 0, 0, undefined]);
		expect(bench.calls().map((_call, index) => wire(index).to)).toEqual([
			[{ email: 'Ann@Example.com' }],
			[{ email: 'bob@example.com' }],
		]);
	}
});

test('addresses as they were copied', async () => {
	const given = [
		'"ann@example.com"',
		'mailto:bob@example.com',
		'<eve@example.com>',
		'dan@example.com\u200b',
	];
	await bench.rows(sendEmail({ toEmail: '={{ $json.email }}' }), {
		items: given.map((email) => ({ json: { email } })),
	});
	expect(bench.calls().map((_call, index) => wire(index).to)).toEqual(
		['ann', 'bob', 'eve', 'dan'].map((name) => [{ email: `${name}@example.com` }]),
	);
});

test('a template variable that is an object fails its row', async () => {
	const { outputs } = await bench.run(
		sendEmail({
			emailFormat: 'template',
			templateId: { __rl: true, mode: 'id', value: '1' },
			templateVariables: { variable: [{ name: 'who', value: '={{ $json.who }}' }] },
		}),
		{ items: [{ json: { email: 'ann@example.com', who: { first: 'Ann' } } }], ...errorOutput },
	);
	expect(bench.calls()).toEqual([]);
	const [row] = jsonOf(outputs[1]);
	expect(row?.error).toContain('Template Variables: Value is an object with the field “first”');
	expect(detailsOf(row).hint).toContain('“.first”');
});

test('failed rows leave with their files, and can be sent again as they are', async () => {
	bench.sendpulse.faults.add({ kind: 'status', status: 422, times: 1 });
	const items = [
		{ json: { email: 'ann@example.com', order: 7 }, binary: { data: file('один') } },
		{ json: { email: 'ann', order: 8 }, binary: { data: file('два') } },
	];
	const parameters = sendEmail({
		toEmail: '={{ $json.order === 7 ? $json.email : "bob@example.com" }}',
		options: { attachments: 'data' },
	});
	const first = await bench.run(
		{ ...parameters, toEmail: '={{ $json.email }}' },
		{ items, ...errorOutput },
	);
	expect(jsonOf(first.outputs[1])).toMatchObject([{ order: 7 }, { order: 8 }]);

	const before = bench.calls().length;
	await bench.rows(parameters, { items: first.outputs[1] });
	expect(
		bench
			.calls()
			.slice(before)
			.map((_call, index) => wire(before + index).attachments_binary),
	).toEqual(['один', 'два'].map((text) => ({ 'data.pdf': Buffer.from(text).toString('base64') })));

	const { outputs } = await bench.run(
		{ resource: 'contact', operation: 'get', book: '1', email: '={{ $json.email }}' },
		{ items, ...errorOutput },
	);
	expect(outputs[1]?.map(({ binary }) => binary)).toEqual(items.map(({ binary }) => binary));
});

test('the row of an address shows it as it was sent', async () => {
	const senderEmail = '<new@shop.example>\u200b';
	const [row] = await bench.rows({
		resource: 'sender',
		operation: 'create',
		senderEmail,
		senderDisplayName: 'Лавка',
	});
	expect(bench.calls()[0]?.body).toMatchObject({ email: 'new@shop.example' });
	expect(row).toEqual({ email: 'new@shop.example', name: 'Лавка', created: true });
});
