import { mkdirSync } from 'node:fs';
import path from 'node:path';

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

import { PATIENCE_MS } from '../n8n/waitUntil.mts';
import { projectRoot } from '../projectRoot.mts';
import { chromiumProgram, servicesProblem } from '../setup/services.js';

/** Starts the browser without a window. */
export async function startBrowser(): Promise<Browser> {
	const executablePath = chromiumProgram();
	if (!executablePath) throw new Error(servicesProblem());
	return await chromium.launch({
		executablePath,
		timeout: PATIENCE_MS,
		// A container's root has no user namespace to put Chromium's sandbox in; all pages here are our own.
		args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
		// Chromium ends with this process by itself. Playwright would close it at a signal, and let the tests go on without it.
		handleSIGINT: false,
		handleSIGTERM: false,
		handleSIGHUP: false,
	});
}

/** A page that fails the test's `problems` list with whatever the browser complains of. */
export async function openPage(
	browser: Browser,
	options: BrowserContextOptions = {},
): Promise<{ page: Page; problems: string[] }> {
	const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
	context.setDefaultTimeout(PATIENCE_MS);
	const page = await context.newPage();
	const problems: string[] = [];
	page.on('pageerror', (error) => problems.push(error.message));
	page.on('console', (message) => {
		if (message.type() === 'error') problems.push(message.text());
	});
	return { page, problems };
}

/** Keeps what a person would see under test/.artifacts, which is not in the repository. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
	const file = path.join(projectRoot(), 'test', '.artifacts', 'screenshots', `${name}.png`);
	mkdirSync(path.dirname(file), { recursive: true });
	await page.screenshot({ path: file });
}
