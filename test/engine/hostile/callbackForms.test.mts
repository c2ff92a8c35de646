/** Callbacks in forms and charsets that a gateway's program may use and its document does not speak of. */
import { createHash } from 'node:crypto';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import iconv from 'iconv-lite';
import { smsByTable } from '../../contract/smsby.table.mts';
import { sendPulseTable } from '../../contract/sendpulse.table.mts';
import { smscTable } from '../../contract/smsc.table.mts';
import { smsRuTable } from '../../contract/smsru.table.mts';
import { callbackSecret, withTrigger } from '../../contract/table.mts';
import type { ContractTable } from '../../contract/table.mts';
import { call, jsonOf, storeOf, TriggerHost } from '../harness/index.mts';
import type { CallOptions } from '../harness/index.mts';

let workflows = 0;

/** What each of the calls to one trigger starts. */
async function started(table: ContractTable, calls: CallOptions[], parameters: INodeParameters) {
	const host = new TriggerHost({
		nodeType: withTrigger(table).trigger,
		credentials: storeOf(table, { url: 'http://127.0.0.1:9' }),
		parameters,
		workflowId: `forms-${++workflows}`,
	});
	const reports: IDataObject[][] = [];
	for (const one of calls) {
		const { workflowData } = await call(host, { method: 'POST', ...one });
		reports.push(jsonOf(workflowData?.[0]));
	}
	return reports;
}

const boundary = '------------------------d74496d66958873e';

/** A form as PHP's cURL sends a list of fields. */
const inParts = (fields: Record<string, string>): CallOptions => ({
	headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
	rawBody: [
		...Object.entries(fields).map(
			([name, value]) =>
				`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
		),
		`--${boundary}--\r\n`,
	].join(''),
});

describe('SMS.by Trigger', () => {
	const url = `?secret=${encodeURIComponent(callbackSecret)}&key=abc`;
	const all = { statuses: ['delivered', 'undelivered', 'unknown'] };
	const words = 'Ошибка №5: абонент «вне сети»';
	const percent = Array.from(
		iconv.encode(words, 'windows-1251'),
		(byte) => `%${byte.toString(16).padStart(2, '0')}`,
	).join('');
	const json = JSON.stringify({ sms_id: '42', status: 'undelivered', error: words });
	const form = `sms_id=42&status=undelivered&error=${percent}`;
	const urlEncoded = 'application/x-www-form-urlencoded';
	const post = (type: string, rawBody: Buffer | string): CallOptions => ({
		url,
		headers: { 'content-type': type },
		rawBody,
	});

	test.each<[string, CallOptions]>([
		[
			'JSON that says windows-1251',
			post('application/json; charset=windows-1251', iconv.encode(json, 'windows-1251')),
		],
		[
			'JSON that says koi8-r',
			post(
				'application/json; charset="KOI8-R"',
				iconv.encode(json.replaceAll(/[«»№]/g, ''), 'koi8-r'),
			),
		],
		[
			'JSON that says nothing of its windows-1251',
			post('application/json', iconv.encode(json, 'windows-1251')),
		],
		[
			'JSON that says UTF-8 and is not',
			post('application/json; charset=utf-8', iconv.encode(json, 'windows-1251')),
		],
		['JSON in UTF-8 with a byte order mark', post('application/json', `\ufeff${json}`)],
		['JSON that says a charset which nobody knows', post('application/json; charset=cp-1', json)],
		['a form that says windows-1251', post(`${urlEncoded}; charset=windows-1251`, form)],
		['a form that says nothing of its windows-1251', post(urlEncoded, form)],
		['the query of a GET in windows-1251', { method: 'GET', url: `${url}&${form}` }],
		['a form in parts', { url, ...inParts({ sms_id: '42', status: 'undelivered', error: words }) }],
	])('%s arrives as it was typed', async (what, options) => {
		const [reports] = await started(smsByTable, [options], all);
		const text = what.includes('koi8') ? words.replaceAll(/[«»№]/g, '') : words;

		expect(reports).toMatchObject([{ status: 'undelivered', messageId: '42', text }]);
	});

	test('a secret in Cyrillic proves a call whose body is in another charset', async () => {
		const host = new TriggerHost({
			nodeType: withTrigger(smsByTable).trigger,
			credentials: storeOf(
				smsByTable,
				{ url: 'http://127.0.0.1:9' },
				{ callbackSecret: 'длинный секрет' },
			),
			parameters: all,
			workflowId: `forms-${++workflows}`,
		});
		const { status, workflowData } = await call(host, {
			method: 'POST',
			...post('application/json', iconv.encode(json, 'windows-1251')),
			url: `?secret=${encodeURIComponent('длинный секрет')}&key=abc`,
		});

		expect(status).toBe(200);
		expect(jsonOf(workflowData?.[0])).toMatchObject([{ text: words }]);
	});
});

test('SMS.ru Trigger takes a form in parts, and believes its signature alone', async () => {
	const entry = ['sms_status', '201737-542', '103', '1767225600'].join('\n');
	const [apiKey] = smsRuTable.secrets;
	const hash = createHash('sha256').update(`${apiKey}${entry}`).digest('hex');
	const [reports, forged] = await started(
		smsRuTable,
		[
			inParts({ 'data[0]': entry, hash }),
			inParts({ 'data[0]': entry.replace('542', '543'), hash }),
		],
		{},
	);

	expect(reports).toMatchObject([{ status: 'delivered', messageId: '201737-542', verified: true }]);
	expect(forged).toEqual([]);
});

test('SMS.ru Trigger reads in a call what its signature was checked with', async () => {
	const entry = 'news\nНовый тариф: скидка';
	const [apiKey] = smsRuTable.secrets;
	const hash = createHash('sha256').update(`${apiKey}${entry}`).digest('hex');
	const genuine = `data[0]=${encodeURIComponent(entry)}&hash=${hash}`;
	const headers = { 'content-type': 'application/x-www-form-urlencoded' };
	const [reports, again] = await started(
		smsRuTable,
		[genuine, `${genuine}&more=${'%FF'.repeat(100)}`].map((rawBody) => ({ headers, rawBody })),
		{ statuses: ['unknown'] },
	);

	expect(reports).toMatchObject([{ raw: { entry } }]);
	expect(again).toEqual([]);
});

describe('SMSC Trigger', () => {
	const sign = (...parts: string[]) =>
		createHash('sha1')
			.update([...parts, callbackSecret].join(':'))
			.digest('hex');

	test('takes a form in parts, and believes its signature alone', async () => {
		const url = '?charset=utf-8&sha1';
		const fields = { id: '5', phone: '79001112233', status: '1', ts: '1767225600' };
		const sha1 = sign(fields.id, fields.phone, fields.status);
		const [reports, forged] = await started(
			smscTable,
			[
				{ url, ...inParts({ ...fields, sha1 }) },
				{ url, ...inParts({ ...fields, id: '6', sha1 }) },
			],
			{},
		);

		expect(reports).toMatchObject([{ status: 'delivered', messageId: '5', verified: true }]);
		expect(forged).toEqual([]);
	});

	test('knows the charset of a call by each of its names', async () => {
		const fields = { id: '7', phone: '79001112233', mes: 'Да', to: '79037672219' };
		const sha1 = sign(fields.phone, fields.mes, fields.to);
		const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF8' };
		const rawBody = String(new URLSearchParams({ ...fields, sha1 }));
		const [reports] = await started(smscTable, [{ url: '?sha1', headers, rawBody }], {});

		expect(reports).toMatchObject([{ status: 'inbound', text: 'Да', verified: true }]);
	});

	test('loses no event of an unknown kind for another one', async () => {
		const query = (sum: string) => ({
			method: 'GET',
			url: `?${new URLSearchParams({ charset: 'utf-8', balance: 'low', sum, sha1: sign('', '', '') })}`,
		});
		const reports = await started(smscTable, [query('5'), query('4'), query('4')], {
			statuses: ['unknown'],
		});

		expect(reports.map((list) => list.map(({ raw }) => (raw as IDataObject).sum))).toEqual([
			['5'],
			['4'],
			[],
		]);
	});
});

test('SendPulse Trigger loses no event of an unknown name, and no link, for another one', async () => {
	const events = (...list: IDataObject[]): CallOptions => ({
		url: `?secret=${encodeURIComponent(callbackSecret)}`,
		headers: { 'content-type': 'application/json' },
		rawBody: JSON.stringify(list),
	});
	const low = (sum: number) => ({ event: 'balance_low', sum });
	const click = (link_url: string) => ({
		...{ event: 'clicked', timestamp: 1767225600, message_id: 7, recipient: 'ann@example.com' },
		link_url,
	});
	const other = { authentication: 'apiKey', service: 'smtp', smtpEvents: ['other', 'clicked'] };
	const calls = [events(low(5), low(4)), events(low(4), low(3)), events(click('/a'), click('/b'))];
	const reports = await started(sendPulseTable, calls, other);

	expect(reports.map((list) => list.map(({ raw }) => (raw as IDataObject).sum))).toEqual([
		[5, 4],
		[3],
		[undefined, undefined],
	]);
});
