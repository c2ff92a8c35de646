/** What stands above the output of a run is shown as it was said, although the editor takes it for HTML. */
import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';
import { addDryRunHint, addWarnings } from '../../nodes/shared/delivery/hints.ts';
import { lostInHtml, shownNotice } from './support/notice.mts';

function told(tell: (context: IExecuteFunctions) => void): NodeExecutionHint[] {
	const hints: NodeExecutionHint[] = [];
	tell({
		getNode: () => ({ type: 'package.node' }),
		addExecutionHints: (...more: NodeExecutionHint[]) => hints.push(...more),
	} as unknown as IExecuteFunctions);
	return hints;
}

test.each([
	'Ann <ann@example.com>',
	'a<br>b <code>c & d</code>',
	'<script>x</script>',
	'a < b > c',
])('a warning: %s', (text) => {
	const [hint] = told((context) => addWarnings(context, [text]));
	expect(lostInHtml(hint?.message ?? '')).toEqual([]);
	expect(shownNotice(hint?.message ?? '')).toBe(text);
	expect(hint).toMatchObject({ type: 'warning', location: 'outputPane' });
});

test('a currency that a gateway has named', () => {
	const row = { state: 'accepted', rehearsal: { request: { cost: 1, currency: '<b>RUB</b>' } } };
	const [hint] = told((context) => addDryRunHint({ context, results: [row] } as never, 1));
	expect(shownNotice(hint?.message ?? '')).toContain('They would cost 1 <b>RUB</b>.');
});
