import type { Browser, Page } from 'playwright-core';

import { waitUntil } from '../n8n/waitUntil.mts';
import type { Sandbox } from '../sandbox/index.mts';
import { startSandbox } from '../sandbox/index.mts';
import { callApi } from '../sandbox/sendpulse/testing.mts';
import { call, postForm } from '../sandbox/testing/http.mts';
import { sendOne } from '../sandbox/testing/kupon.mts';
import { startReceiver } from '../sandbox/testing/receiver.mts';
import { keepScreenshot, openPage, startBrowser } from './chromium.mts';

const HOSTILE = '<img src=x onerror="document.title=1"><b>жирный</b>';

const picture = {
	contentType: 'image/svg+xml',
	body: '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="160"><rect width="320" height="160" fill="teal"/></svg>',
};

describe('the inbox page', () => {
	let sandbox: Sandbox;
	let browser: Browser;
	let page: Page;
	let problems: string[];

	beforeAll(async () => {
		sandbox = await startSandbox({ clock: { speed: 0 } });
		browser = await startBrowser();
	});
	afterAll(async () => {
		await browser?.close();
		await sandbox?.close();
	});
	beforeEach(async () => {
		({ page, problems } = await openPage(browser));
		await page.goto(sandbox.controlUrl);
	});
	afterEach(async () => {
		await page.context().close();
		await sandbox.reset();
		expect(problems).toEqual([]);
	});

	const line = (text: string) => page.locator('.line', { hasText: text });
	const open = async (text: string) => {
		await line(text).click();
		await page.locator('.line[aria-current=true]', { hasText: text }).waitFor();
	};

	const sendMail = async (html: string) => {
		const { status, text } = await callApi(sandbox.sendpulse.url, 'POST', '/smtp/emails', {
			email: {
				html: Buffer.from(html).toString('base64'),
				text: 'Здравствуйте',
				subject: 'Ваш заказ',
				from: { name: 'Shop', email: 'news@shop.example' },
				to: [{ name: 'Анна', email: 'anna@example.com' }],
			},
		});
		expect([status, text]).toEqual([200, expect.stringContaining('result')]);
	};

	it('shows a message as it comes in, with picture and button', async () => {
		const image = 'https://shop.example/42.svg';
		await page.route(image, async (route) => await route.fulfill(picture));
		await page.getByText('No message yet').waitFor();
		await sendOne(sandbox.kupon, {
			type: 'viber',
			sent_text: 'Заказ 42 готов',
			image,
			button: 'Открыть',
			action: 'https://shop.example/42',
		});
		await open('79001112233');
		const phone = page.getByRole('article', { name: 'Phone' });
		await phone.getByText('Заказ 42 готов').waitFor();
		expect(await phone.getByRole('link', { name: 'Открыть' }).getAttribute('href')).toBe(
			'https://shop.example/42',
		);
		expect(await phone.getByText('MyShop').count()).toBe(1);
		expect(await phone.getByRole('img').getAttribute('src')).toBe(image);
		await keepScreenshot(page, 'inbox-light');
	});

	it.each([
		['Deliver', 'd', '1', 'delivered'],
		['Read', 'r', '2', 'read'],
		['Click', 'c', '4', 'clicked'],
		['Fail', 'f', '20', 'not delivered'],
		['Expire', 'e', '3', 'expired'],
	])('%s sends the callback, by button and by key', async (name, key, status, word) => {
		const receiver = await startReceiver();
		try {
			const callback = `${receiver.url}/?id={id}&status={status}`;
			await sendOne(sandbox.kupon, { sent_to: '79000000001', callback });
			await sendOne(sandbox.kupon, { sent_to: '79000000002', callback });
			await open('79000000001');
			await page.getByRole('button', { name }).click();
			await line('79000000001').getByText(word, { exact: false }).waitFor();
			await open('79000000002');
			await page.keyboard.press(key);
			await line('79000000002').getByText(word, { exact: false }).waitFor();
			expect(sandbox.kupon.callbacks).toMatchObject([
				{ status, httpStatus: 200 },
				{ status, httpStatus: 200 },
			]);
			await page.getByRole('region', { name: 'Message' }).getByText(`${status}: 200`).waitFor();
		} finally {
			await receiver.close();
		}
	});

	it('finds, walks by keys, and stays with the search while messages come in', async () => {
		for (const phone of ['79000000001', '79000000002', '79000000003']) {
			await sendOne(sandbox.kupon, { sent_to: phone, sent_text: `Привет, ${phone}` });
		}
		await line('79000000003').first().waitFor();
		await page.keyboard.press('ArrowDown');
		await page.locator('.line[aria-current=true]', { hasText: '79000000003' }).waitFor();
		await page.keyboard.press('j');
		await page.locator('.line[aria-current=true]', { hasText: '79000000002' }).waitFor();

		await page.keyboard.press('/');
		await page.keyboard.type('ПРИВЕТ 0001');
		await line('79000000002').waitFor({ state: 'detached' });
		await sendOne(sandbox.kupon, { sent_to: '79000000009' });
		await page.getByRole('button', { name: 'All 4' }).waitFor();
		expect(await page.locator('.line').count()).toBe(1);
	});

	it('shows mail as text and never renders what strangers wrote', async () => {
		await sendMail(`<p>Заказ <b>42</b> готов</p>${HOSTILE}<script>document.title = 2</script>`);
		await open('anna@example.com');
		const mail = page.getByRole('article', { name: 'Mail' });
		await mail.getByText('Ваш заказ').waitFor();
		expect(await mail.locator('.body').textContent()).toContain('Заказ 42 готов');
		expect(await mail.locator('b, img, script').count()).toBe(0);

		await sendOne(sandbox.kupon, { sent_text: HOSTILE });
		await open('79001112233');
		await page.getByRole('article', { name: 'Phone' }).getByText(HOSTILE).waitFor();
		expect(await page.title()).toBe('Inbox of the sandbox');
	});

	it('previews a letter in a frame that runs nothing, and names people and attachments', async () => {
		const { status } = await callApi(sandbox.sendpulse.url, 'POST', '/smtp/emails', {
			email: {
				html: Buffer.from(
					'<p style="color:teal">Заказ <b>42</b></p><script>document.title = 2</script>',
				).toString('base64'),
				text: 'Заказ 42',
				subject: 'Счёт',
				from: { name: 'Лавка', email: 'news@shop.example' },
				to: [{ name: 'Анна', email: 'anna@example.com' }],
				attachments: { 'счёт.txt': 'к оплате' },
			},
		});
		expect(status).toBe(200);
		await open('anna@example.com');
		const mail = page.getByRole('article', { name: 'Mail' });
		await mail.getByText('Лавка <news@shop.example>').waitFor();
		await mail.getByText('Анна <anna@example.com>').waitFor();
		await mail.getByRole('list', { name: 'Attachments' }).getByText('счёт.txt').waitFor();
		expect(await mail.locator('iframe').getAttribute('src')).toBeNull();
		await mail.getByText('Preview').click();
		await mail.frameLocator('iframe').getByText('Заказ 42').waitFor();
		await keepScreenshot(page, 'inbox-mail');
		expect(await page.title()).toBe('Inbox of the sandbox');
		// What the browser says of the script that it did not run.
		expect(problems).toEqual([expect.stringContaining('sandboxed')]);
		problems.length = 0;
	});

	it('shows on a phone what was opened, and goes back to the list', async () => {
		await page.setViewportSize({ width: 375, height: 667 });
		await sendOne(sandbox.kupon, { sent_text: 'Заказ готов: https://shop.example/42?a=1.' });
		await line('79001112233').click();
		const link = page.getByRole('link', { name: 'https://shop.example/42?a=1' });
		await link.waitFor();
		expect(await link.getAttribute('href')).toBe('https://shop.example/42?a=1');
		expect(await line('79001112233').isVisible()).toBe(false);
		expect(await page.evaluate('document.documentElement.scrollWidth > 375')).toBe(false);
		await keepScreenshot(page, 'inbox-phone');
		await page.getByRole('button', { name: 'All messages' }).click();
		await line('79001112233').waitFor();
	});

	it('says how to begin, and marks what went wrong', async () => {
		const start = page.getByRole('region', { name: 'Kupon.mobi' });
		await start.getByText(sandbox.kupon.url, { exact: true }).waitFor();
		await start.getByText('kupon-sandbox-token', { exact: true }).waitFor();
		expect(await start.locator('pre').textContent()).toMatch(/^curl --data-urlencode 'token=/);
		await keepScreenshot(page, 'inbox-empty');

		const receiver = await startReceiver();
		const callback = `${receiver.url}/?id={id}&status={status}`;
		await receiver.close();
		await sendOne(sandbox.kupon, { callback });
		await open('79001112233');
		await page.keyboard.press('f');
		await line('79001112233').getByText('callback failed').waitFor();
		expect(await line('79001112233').locator('.bad').allTextContents()).toEqual([
			'not delivered',
			'callback failed',
		]);
	});

	it('is served under a policy that runs and loads nothing of strangers', async () => {
		const { headers } = await call(sandbox.controlUrl);
		expect(headers['content-security-policy']).toContain("script-src 'self'");
		expect(headers['content-security-policy']).not.toMatch(/unsafe/);
		expect((await call(`${sandbox.controlUrl}/inbox/..%2Findex.mts`)).status).toBe(404);
	});

	it('switches faults on and off', async () => {
		await page.getByRole('button', { name: 'Faults' }).click();
		const fault = page.getByRole('switch', { name: '429, wait 3 seconds, SMSC' });
		await fault.check();
		await page.getByRole('button', { name: 'Faults (1)' }).waitFor();
		const refused = await postForm(`${sandbox.smsc.url}/sys/balance.php`, {});
		expect([refused.status, refused.headers['retry-after']]).toEqual([429, '3']);
		await page.getByText('struck 1×').waitFor();
		await keepScreenshot(page, 'inbox-faults');
		await fault.uncheck();
		await page.getByRole('button', { name: 'Faults', exact: true }).waitFor();
		expect(sandbox.smsc.faults.list).toEqual([]);
	});

	it('answers as the recipient', async () => {
		const { login, passwords } = sandbox.smsc.settings;
		await postForm(`${sandbox.smsc.url}/sys/send.php`, {
			login,
			psw: String(passwords[0]),
			phones: '79001112233',
			mes: 'Придёте?',
			charset: 'utf-8',
		});
		await open('79001112233');
		await page.getByLabel('Reply').fill('Да, приду');
		await page.keyboard.press('Enter');
		const { list } = sandbox.smsc.state.inbox;
		await waitUntil(() => list[0], { for: 'the reply at the gateway' });
		expect(list).toMatchObject([{ phone: '79001112233', message: 'Да, приду' }]);
	});

	it('moves the clock', async () => {
		await sendOne(sandbox.kupon);
		await line('queued').waitFor();
		await page.getByRole('button', { name: '+1 min' }).click();
		await line('delivered').waitFor();
		await page.getByLabel('Speed of the clock').selectOption('60');
		await waitUntil(() => sandbox.clock.speed === 60 || undefined, { for: 'the speed of 60' });
		sandbox.clock.setSpeed(0);
	});

	it('says so when the sandbox is gone, and is readable in the dark', async () => {
		await page.emulateMedia({ colorScheme: 'dark' });
		await sendOne(sandbox.kupon);
		await open('79001112233');
		await keepScreenshot(page, 'inbox-dark');
		await page.route('**/clock', async (route) => await route.abort());
		await page.getByRole('alert').getByText('Is it still running?').waitFor();
		problems.length = 0;
	});
});
