/** The pages that a recipient opens from a message: readable on the smallest phone, in every language, whatever the user wrote. */
import type { Browser, Page } from 'playwright-core';

import { type Question } from '../../nodes/shared/approval/fields.ts';
import { type Language, wordsOf } from '../../nodes/shared/approval/languages.ts';
import {
	closedPage,
	questionPage,
	thanksPage,
	unclearPage,
} from '../../nodes/shared/approval/page.ts';
import { keepScreenshot, openPage, startBrowser } from './chromium.mts';

const phone = { width: 375, height: 667 };

const languages = Object.keys(wordsOf) as Language[];

const questionIn = (language: Language, more: Partial<Question> = {}): Question => ({
	keyDigest: '',
	language,
	message: wordsOf[language].title,
	approve: wordsOf[language].approve,
	disapprove: wordsOf[language].disapprove,
	heading: '',
	thanks: '',
	closed: '',
	...more,
});

/** What people paste: an address without a gap, a word without an end, lines, marks. */
const long = [
	['an address', `https://shop.example.com/orders/${'0123456789abcdef'.repeat(20)}`],
	['a word', 'Э'.repeat(300)],
	['lines and marks', 'Строка\nза строкой <b>не жирно</b> & так далее'],
] as const;

const pagesOf = (question: Question): Record<string, string> => ({
	question: questionPage(question),
	thanks: thanksPage(question, question.approve),
	closed: closedPage(question),
	unclear: unclearPage(question),
});

/** What makes a page hard to read or to use on a phone. */
const troublesThere = `(() => {
	const found = [];
	const { scrollWidth } = document.documentElement;
	if (scrollWidth > innerWidth) found.push(scrollWidth + ' pixels wide');
	for (const one of document.querySelectorAll('h1, p, button')) {
		const { width, height, left, right } = one.getBoundingClientRect();
		if (one.textContent === '' || width === 0) continue;
		const size = parseFloat(getComputedStyle(one).fontSize);
		if (size < 16) found.push(one.tagName + ' of ' + size + ' pixels');
		if (left < 0 || right > innerWidth) found.push(one.tagName + ' ends at ' + right);
		if (one.tagName === 'BUTTON' && height < 44) found.push('button ' + height + ' pixels high');
	}
	return found;
})()`;

describe('the pages of Send and Wait for Approval on a phone', () => {
	let browser: Browser;
	let page: Page;
	let problems: string[];
	beforeAll(async () => {
		browser = await startBrowser();
		({ page, problems } = await openPage(browser, { viewport: phone }));
	});
	afterAll(async () => await browser?.close());

	const show = async (html: string) => {
		await page.goto('about:blank');
		await page.setContent(html);
	};
	const troubles = async (): Promise<unknown> => await page.evaluate(troublesThere);

	test.each(languages)('in %s', async (language) => {
		for (const [name, html] of Object.entries(pagesOf(questionIn(language)))) {
			await show(html);
			await keepScreenshot(page, `approval-${language}-${name}`);
			expect({ name, troubles: await troubles() }).toEqual({ name, troubles: [] });
			expect(await page.locator('h1').innerText()).not.toBe('');
		}
	});

	test.each(long)('with %s', async (_what, text) => {
		const own = { message: text, approve: text, disapprove: text, heading: text };
		const question = questionIn('ru', { ...own, thanks: text, closed: text });
		for (const [name, html] of Object.entries(pagesOf(question))) {
			await show(html);
			expect({ name, troubles: await troubles() }).toEqual({ name, troubles: [] });
		}
		await show(questionPage(question));
		expect(await page.locator('h1').innerText()).toBe(text.replace('\n', ' '));
	});

	test('in the dark, with both buttons to be seen without scrolling', async () => {
		await page.emulateMedia({ colorScheme: 'dark' });
		await show(questionPage(questionIn('ru', { message: 'Заказ 42: отгрузить?' })));
		for (const button of await page.locator('button').all()) {
			const box = await button.boundingBox();
			expect((box?.y ?? phone.height) + (box?.height ?? 0)).toBeLessThanOrEqual(phone.height);
		}
		expect(problems).toEqual([]);
	});
});
