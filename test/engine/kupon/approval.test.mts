/** Send and Wait for Approval: a page that only a button of it lets decide. */
import { createHash } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';
import { Kupon } from '../../../nodes/Kupon/Kupon.node.ts';
import { timeUp, useVmExpressions, wake } from '../harness/index.mts';
import type { RunOptions, RunResult } from '../harness/index.mts';
import { detailsOf, errorOutput, jsonOf, rows, store, useBench } from './setup.mts';

const form = (decision: string) => ({
	method: 'POST',
	headers: { 'content-type': 'application/x-www-form-urlencoded' },
	rawBody: new URLSearchParams({ decision }).toString(),
});

describe.each(['legacy', 'vm'])('Send and Wait for Approval with %s expressions', (engine) => {
	if (engine === 'vm') useVmExpressions();
	const bench = useBench({ clock: { speed: 0 } });

	const optionsOf = (more: INodeParameters = {}, run: Partial<RunOptions> = {}): RunOptions => ({
		nodeType: Kupon,
		credentials: store(bench.gateway),
		parameters: {
			resource: 'message',
			operation: 'sendAndWait',
			type: 'sms',
			sender: 'MyShop',
			recipient: '={{ $json.phone }}',
			message: '=Вернуть деньги за {{ $json.orderId }}?',
			...more,
		},
		items: rows(1),
		executionId: '4711',
		...run,
	});

	async function asleep(options: RunOptions): Promise<RunResult> {
		const { parameters = {}, ...more } = options;
		const result = await bench.run(parameters, more);
		expect(result.error).toBeUndefined();
		expect(result.status).toBe('waiting');
		return result;
	}

	const sentLink = (index = 0): string =>
		/https?:\S+/.exec(bench.gateway.messages[index]?.text ?? '')?.[0] ?? '';

	it('sends a short text with the link', async () => {
		await asleep(optionsOf());
		const text = bench.gateway.messages[0]?.text ?? '';
		expect(text).toBe(`Your decision is needed:\n${sentLink()}`);
		expect(new URL(sentLink()).pathname).toBe('/webhook-waiting/4711/id-of-Node');
		await asleep(optionsOf({ linkText: '' }));
		expect(bench.gateway.messages[1]?.text).toBe(sentLink(1));
	});

	it('shows what is to be decided, as plain text, and decides nothing by showing it', async () => {
		const options = optionsOf({
			message: '=<img src=x onerror="alert(1)">\n{{ $json.orderId }} & \'more\'',
			approvalOptions: { values: { approveLabel: 'Да', disapproveLabel: '<Нет>' } },
		});
		const sleeping = await asleep(options);
		const page = await wake(options, sleeping, { url: sentLink() });
		expect(page.status).toBe(200);
		expect(page.run).toBeUndefined();
		expect(page.headers).toMatchObject({
			'content-type': 'text/html; charset=utf-8',
			'cache-control': 'no-store',
			'referrer-policy': 'no-referrer',
		});
		expect(page.headers['content-security-policy']).toContain("default-src 'none'");
		expect(page.body).toContain(
			'&lt;img src=x onerror=&quot;alert(1)&quot;&gt;\norder-0 &amp; &#39;more&#39;',
		);
		expect(page.body).toContain('value="approve">Да</button>');
		expect(page.body).toContain('value="disapprove">&lt;Нет&gt;</button>');
		expect(page.body).not.toMatch(/<img|<link|signature/);
		expect(page.body.match(/<script/g)).toHaveLength(1);
		const script = /<script>(.*)<\/script>/s.exec(page.body)?.[1] ?? '';
		const hash = createHash('sha256').update(script).digest('base64');
		expect(page.headers['content-security-policy']).toContain(`script-src 'sha256-${hash}';`);
	});

	it.each([
		['approve', true, 'Approve'],
		['disapprove', false, 'Decline'],
	])('takes the button %s', async (decision, approved, label) => {
		const options = optionsOf();
		const woken = await wake(options, await asleep(options), {
			url: sentLink(),
			...form(decision),
		});
		expect(woken.status).toBe(200);
		expect(woken.body).toContain(`Your decision was recorded: ${label}.`);
		expect(woken.run?.outputs[0]).toEqual([
			{
				json: { data: { approved, respondedAt: expect.stringMatching(/^\d{4}-.*Z$/) } },
				pairedItem: { item: 0 },
			},
		]);
	});

	it.each([
		['be', 'Патрабуецца ваша рашэнне', 'Адхіліць', 'Ваша рашэнне запісана: Адхіліць.'],
		['kk', 'Шешіміңіз қажет', 'Қабылдамау', 'Шешіміңіз жазылды: Қабылдамау.'],
		['ru', 'Требуется ваше решение', 'Отклонить', 'Ваше решение записано: Отклонить.'],
		['uk', 'Потрібне ваше рішення', 'Відхилити', 'Ваше рішення записано: Відхилити.'],
	])('speaks the language %s', async (approvalLanguage, title, decline, recorded) => {
		// As the form stores what was not touched.
		const options = optionsOf({
			approvalLanguage,
			linkText: 'Your decision is needed:',
			approvalOptions: { values: { approveLabel: 'Approve', disapproveLabel: 'Decline' } },
		});
		const sleeping = await asleep(options);
		expect(bench.gateway.messages[0]?.text).toBe(`${title}:\n${sentLink()}`);
		const page = await wake(options, sleeping, { url: sentLink() });
		expect(page.body).toContain(`<html lang="${approvalLanguage}">`);
		expect(page.body).toContain(`<h1>${title}</h1>`);
		expect(page.body).toContain(`value="disapprove">${decline}</button>`);
		const woken = await wake(options, sleeping, { url: sentLink(), ...form('disapprove') });
		expect(woken.body).toContain(recorded);
		expect(woken.body).toContain(`<html lang="${approvalLanguage}">`);
	});

	it("keeps the user's own words in any language", async () => {
		const options = optionsOf({
			approvalLanguage: 'ru',
			linkText: 'Решите:',
			approvalOptions: {
				values: { approveLabel: 'Да, вернуть' },
				words: { heading: 'Возврат <1>', thanks: 'Готово & спасибо', closed: 'Поздно' },
			},
		});
		const sleeping = await asleep(options);
		expect(bench.gateway.messages[0]?.text).toBe(`Решите:\n${sentLink()}`);
		const page = await wake(options, sleeping, { url: sentLink() });
		expect(page.body).toContain('<h1>Возврат &lt;1&gt;</h1>');
		expect(page.body).toContain('value="approve">Да, вернуть</button>');
		expect(page.body).toContain('value="disapprove">Отклонить</button>');
		expect(page.body).toContain('data-closed="Поздно"');
		const woken = await wake(options, sleeping, { url: sentLink(), ...form('approve') });
		expect(woken.body).toContain('<p>Готово &amp; спасибо</p>');
		const late = await wake(options, await asleep(options), {
			url: sentLink(),
			...form('approve'),
		});
		expect(late.status).toBe(410);
		expect(late.body).toContain('<p>Поздно</p>');
	});

	it('offers one button if there is nothing to decline', async () => {
		const options = optionsOf({ approvalOptions: { values: { approvalType: 'single' } } });
		const sleeping = await asleep(options);
		const page = await wake(options, sleeping, { url: sentLink() });
		expect(page.body.match(/<button/g)).toHaveLength(1);
		const woken = await wake(options, sleeping, { url: sentLink(), ...form('disapprove') });
		expect(woken).toMatchObject({ status: 400 });
		expect(woken.run).toBeUndefined();
	});

	it.each([
		['no button', (url: URL) => url, form('')],
		['an unknown button', (url: URL) => url, form('constructor')],
		['a decision in the address', (url: URL) => url, { method: 'POST' }],
	])('decides nothing with %s', async (_name, change, request) => {
		const options = optionsOf();
		const sleeping = await asleep(options);
		const url = change(new URL(sentLink())).href;
		const woken = await wake(options, sleeping, { url, ...request });
		expect(woken.status).toBe(400);
		expect(woken.run).toBeUndefined();
	});

	it.each([
		['signature', '0'.repeat(64)],
		['key', 'other'],
		['approved', 'true'],
	])('takes no link with another %s', async (name, value) => {
		const options = optionsOf();
		const sleeping = await asleep(options);
		const url = new URL(sentLink());
		url.searchParams.set(name, value);
		const woken = await wake(options, sleeping, { url: url.href, ...form('approve') });
		expect(woken.status).toBe(401);
		expect(woken.run).toBeUndefined();
	});

	it('takes no link of an earlier question of the same execution', async () => {
		const options = optionsOf();
		await asleep(options);
		const second = await asleep(options);
		const late = await wake(options, second, { url: sentLink(0), ...form('approve') });
		expect(late.status).toBe(410);
		expect(late.body).toContain('This has already been decided, or the time for it is over.');
		expect(late.run).toBeUndefined();
		expect((await wake(options, second, { url: sentLink(1) })).status).toBe(200);
	});

	it('counts as not approved when the time is over', async () => {
		const options = optionsOf();
		const { outputs } = await timeUp(options, await asleep(options));
		expect(outputs.map(jsonOf)).toEqual([
			[{ data: { approved: false, respondedAt: null, timedOut: true } }],
		]);
	});

	it('asks one question an execution, and none without a message', async () => {
		const many = await bench.run(optionsOf().parameters ?? {}, {
			items: rows(2),
			...errorOutput,
		});
		expect(jsonOf(many.outputs[1])).toHaveLength(2);
		expect(detailsOf(jsonOf(many.outputs[1])[0]).hint).toContain('Loop Over Items');
		const empty = await bench.run(
			optionsOf({ message: '={{ $json.none ?? " " }}' }).parameters ?? {},
			{
				...errorOutput,
			},
		);
		expect(String(jsonOf(empty.outputs[1])[0]?.error)).toContain('Message is empty');
		expect(bench.gateway.requests).toHaveLength(0);
	});
});
