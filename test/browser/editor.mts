import type { Browser, Locator, Page } from 'playwright-core';

import type { N8nInstance } from '../n8n/index.mts';
import { openPage } from './chromium.mts';

/** n8n ties a session to the browser that logged in, by this header. */
const BROWSER_ID = 'editor-tests';

/** n8n's editor in a browser, with the owner logged in. */
export interface Editor {
	page: Page;
	/** By n8n's own names for tests. */
	part(name: string): Locator;
	/** A node on the canvas. */
	node(name: string): Locator;
	/** The form of a node of a stored workflow. */
	openNode(workflowId: string, nodeId: string): Promise<void>;
	/**
	 * The form of one of many operations, by its address: on a canvas of two hundred nodes a click may hit the neighbour.
	 *
	 * @param operation what its Operation field shows, where the node has one
	 * @throws Error when the form is another one's
	 */
	openForm(
		workflowId: string,
		node: { id: string; name: string },
		operation?: string,
	): Promise<void>;
	/** Opens the panel of nodes and searches in it; answers the names that it finds. */
	searchNodes(words: string): Promise<string[]>;
	close(): Promise<void>;
}

/** Opens the editor of a running n8n. */
export async function openEditor(browser: Browser, n8n: N8nInstance): Promise<Editor> {
	const { page } = await openPage(browser, { viewport: { width: 1500, height: 950 } });
	const context = page.context();
	await context.addInitScript(`localStorage.setItem('n8n-browserId', '${BROWSER_ID}')`);
	const login = await context.request.post(`${n8n.url}/rest/login`, {
		headers: { 'browser-id': BROWSER_ID },
		data: { emailOrLdapLoginId: n8n.owner.email, password: n8n.owner.password },
	});
	if (!login.ok()) throw new Error(`n8n refused the login: ${await login.text()}`);

	const part = (name: string) => page.locator(`[data-test-id="${name}"]`);
	/** To another page of the editor, as by the browser's Back: loading all of it anew takes the most time of a test. */
	const turnTo = async (path: string) =>
		await page.evaluate(
			`history.pushState({}, '', '${path}'); dispatchEvent(new PopStateEvent('popstate', { state: null }))`,
		);
	const openNode = async (workflowId: string, nodeId: string) => {
		const path = `/workflow/${workflowId}/${nodeId}`;
		const { origin, pathname } = new URL(page.url());
		if (origin === n8n.url && pathname.startsWith('/workflow/')) {
			// The form of before goes first, so that what shows after this is the one that was asked for.
			if (pathname.startsWith(`/workflow/${workflowId}/`)) {
				await page.keyboard.press('Escape');
			} else {
				await turnTo('/home/workflows');
				// The form goes before the page does: turned to in between, the next workflow would keep the nodes of this one.
				await part('resources-list-item-workflow').first().waitFor();
			}
			await part('node-parameters').waitFor({ state: 'detached' });
			await turnTo(path);
		} else {
			await page.goto(n8n.url + path);
		}
		await part('node-parameters').waitFor();
	};
	return {
		page,
		part,
		node: (name) => page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`),
		openNode,
		async openForm(workflowId, node, operation) {
			await openNode(workflowId, node.id);
			const title = (await part('node-title-container').first().innerText()).trim();
			if (title !== node.name) throw new Error(`The form of “${node.name}” shows “${title}”`);
			if (operation === undefined) return;
			const shown = await part('parameter-input-operation').locator('input').first().inputValue();
			if (shown === operation) return;
			throw new Error(`The form of “${node.name}” is that of “${shown}”, not of “${operation}”`);
		},
		async searchNodes(words) {
			const search = part('node-creator-search-bar');
			if (!(await search.isVisible())) {
				const first = part('canvas-add-button').first();
				const another = part('node-creator-plus-button');
				await first.or(another).first().waitFor();
				await ((await first.isVisible()) ? first : another).click();
			}
			await search.fill(words);
			const names = part('node-creator-item-name');
			await names.first().waitFor();
			// The list follows the typing a moment later, by the clock of the page.
			await page.evaluate('new Promise((done) => setTimeout(done, 1000))');
			return (await names.allTextContents()).map((name) => name.trim());
		},
		close: async () => await context.close(),
	};
}
