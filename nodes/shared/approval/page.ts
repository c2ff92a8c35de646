import type { Question } from './fields';

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** Text for any place in HTML. */
export const escaped = (text: string): string =>
	text.toWellFormed().replace(/[&<>"']/g, (character) => entities[character] ?? '');

const style = `
:root{color-scheme:light dark;--ground:#f4f5f7;--card:#fff;--ink:#1c1f23;--quiet:#5b6470;--line:#cfd5dc;--yes:#0b6e4f}
@media (prefers-color-scheme:dark){:root{--ground:#14171a;--card:#1e2328;--ink:#eef1f4;--quiet:#a3adb8;--line:#3b444d;--yes:#2fa37a}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:16px;background:var(--ground);color:var(--ink);font:17px/1.5 system-ui,sans-serif}
main{width:100%;max-width:34rem;padding:24px;background:var(--card);border:1px solid var(--line);border-radius:12px}
h1{margin:0 0 12px;font-size:1.15rem}
p{margin:0 0 20px;white-space:pre-wrap;overflow-wrap:anywhere}
p:last-child{margin:0;color:var(--quiet)}
form{display:flex;flex-wrap:wrap;gap:12px}
button{flex:1 1 10rem;min-height:48px;padding:10px 16px;border:1px solid var(--line);border-radius:8px;background:transparent;color:inherit;font:inherit;font-weight:600;cursor:pointer}
button[value=approve]{background:var(--yes);border-color:var(--yes);color:#fff}
button:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
`.trim();

/** A page without scripts and without anything from elsewhere. */
const page = (title: string, content: string): string =>
	`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex,nofollow">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${content}
</main>
</body>
</html>
`;

const button = (value: string, label: string): string =>
	`<button type="submit" name="decision" value="${value}">${escaped(label)}</button>`;

/** Shows the question. Its buttons send the decision to the address of the page itself. */
export const questionPage = ({ message, approve, disapprove }: Question): string =>
	page(
		'Your decision is needed',
		`<p>${escaped(message)}</p>
<form method="post">
${button('approve', approve)}
${disapprove === null ? '' : button('disapprove', disapprove)}
</form>`,
	);

/** Says what was decided. @param label of the button that was pressed */
export const thanksPage = (label: string): string =>
	page(
		'Thank you',
		`<p>Your decision was recorded: ${escaped(label)}. You can close this page.</p>`,
	);

/** For a link whose question is no longer open. */
export const closedPage = page(
	'Nothing to decide',
	'<p>This was decided before, or the time for it is over. You can close this page.</p>',
);

/** For a request that no button of the page makes. */
export const unclearPage = page(
	'No decision was recorded',
	'<p>Open the link again and press one of the buttons.</p>',
);

/**
 * Headers of the pages: nothing but their own style is loaded, no other page frames them, and the link, which is all the
 * proof there is, is neither kept nor passed on.
 */
export const pageHeaders: Readonly<Record<string, string>> = {
	'Content-Type': 'text/html; charset=utf-8',
	'Content-Security-Policy':
		"default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
	'Cache-Control': 'no-store',
	'Referrer-Policy': 'no-referrer',
	'X-Content-Type-Options': 'nosniff',
	'X-Robots-Tag': 'noindex, nofollow',
};
