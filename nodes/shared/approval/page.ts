import { createHash } from 'node:crypto';

import { escaped } from '../text/html';
import type { Question } from './fields';
import { languageOf, type PageWords, wordsOf } from './languages';

const style = `
:root{color-scheme:light dark;--ground:#f4f5f7;--card:#fff;--ink:#1c1f23;--quiet:#5b6470;--line:#cfd5dc;--yes:#0b6e4f}
@media (prefers-color-scheme:dark){:root{--ground:#14171a;--card:#1e2328;--ink:#eef1f4;--quiet:#a3adb8;--line:#3b444d;--yes:#2fa37a}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:16px;background:var(--ground);color:var(--ink);font:17px/1.5 system-ui,sans-serif}
main{width:100%;min-width:0;max-width:34rem;overflow-wrap:anywhere;padding:24px;background:var(--card);border:1px solid var(--line);border-radius:12px}
h1{margin:0 0 12px;font-size:1.15rem}
p{margin:0 0 20px;white-space:pre-wrap}
p:last-of-type{margin:0;color:var(--quiet)}
form+p:not(:empty){margin-top:16px}
form{display:flex;flex-wrap:wrap;gap:12px}
button{flex:1 1 10rem;min-width:0;overflow-wrap:anywhere;min-height:48px;padding:10px 16px;border:1px solid var(--line);border-radius:8px;background:transparent;color:inherit;font:inherit;font-weight:600;cursor:pointer}
button[value=approve]{background:var(--yes);border-color:var(--yes);color:#fff}
button:disabled{opacity:.5;cursor:default}
button:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
`.trim();

/**
 * Sends the decision without leaving the page. n8n answers a second press, a press on the other button or a late one with JSON or
 * with a page of its own; whoever pressed reads in their language that it was decided before, and what, if it was in this browser.
 * Without scripts the form works as any other.
 */
const script = `
const form=document.querySelector('form'),main=document.querySelector('main'),note=document.querySelector('[role=status]'),
words=main.dataset,key='decision '+location.pathname+location.search;
function say(title,text){main.querySelector('h1').textContent=title;document.title=title;form.previousElementSibling.remove();form.remove();note.textContent=text;note.focus()}
function closed(){let label=null;try{label=localStorage.getItem(key)}catch{}
label===null?say(words.closedTitle,words.closed):say(words.thanks,words.recorded.replace('{decision}',()=>label))}
form?.addEventListener('submit',async event=>{event.preventDefault();const button=event.submitter,buttons=form.querySelectorAll('button');
if(!button||button.disabled)return;for(const one of buttons)one.disabled=true;note.textContent='';
let answer,text;try{answer=await fetch(location.href,{method:'POST',headers:{'Content-Type':'application/x-www-form-urlencoded'},body:'decision='+button.value});text=await answer.text()}
catch{answer=undefined}
if(!answer||answer.status>=500){for(const one of buttons)one.disabled=false;note.textContent=words.unsent;return}
const page=new DOMParser().parseFromString(text,'text/html'),done=page.querySelector('main[data-decided]');
if(!answer.ok||!done){closed();return}
try{localStorage.setItem(key,button.textContent)}catch{}
say(page.title,done.querySelector('p').textContent)});
`.trim();

const scriptHash = createHash('sha256').update(script).digest('base64');

const attribute = ([name, value]: [string, string]): string => ` data-${name}="${escaped(value)}"`;

/** A page with nothing from elsewhere. @param data of its main part */
const page = (
	language: unknown,
	title: string,
	content: string,
	data: Readonly<Record<string, string>> = {},
): string =>
	`<!doctype html>
<html lang="${languageOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex,nofollow">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main${Object.entries(data).map(attribute).join('')}>
<h1>${escaped(title)}</h1>
${content}
</main>
</body>
</html>
`;

const button = (value: string, label: string): string =>
	`<button type="submit" name="decision" value="${value}">${escaped(label)}</button>`;

/** What is kept of a question; an execution may sleep since a version that kept less. */
type Kept = Partial<Question>;

const wordsFor = ({ language }: Kept): PageWords => wordsOf[languageOf(language)];

const thanksText = (question: Kept): string => {
	const { recorded, closePage } = wordsFor(question);
	return question.thanks || `${recorded} ${closePage}`;
};

const closedText = (question: Kept): string => {
	const { closed, closePage } = wordsFor(question);
	return question.closed || `${closed} ${closePage}`;
};

/** Shows the question. Its buttons send the decision to the address of the page itself. */
export function questionPage(question: Question): string {
	const { language, message, approve, disapprove, heading } = question;
	const words = wordsFor(question);
	const content = `<p>${escaped(message)}</p>
<form method="post">
${button('approve', approve)}
${disapprove === null ? '' : button('disapprove', disapprove)}
</form>
<p role="status" tabindex="-1"></p>
<script>${script}</script>`;
	return page(language, heading || words.title, content, {
		thanks: words.thanks,
		recorded: thanksText(question),
		'closed-title': words.closedTitle,
		closed: closedText(question),
		unsent: words.unsent,
	});
}

/** Says what was decided. @param label of the button that was pressed */
export const thanksPage = (question: Kept, label: string): string =>
	page(
		question.language,
		wordsFor(question).thanks,
		`<p>${escaped(thanksText(question).replace('{decision}', () => label))}</p>`,
		{ decided: '' },
	);

/** For a link whose question is no longer open. */
export const closedPage = (question: Kept): string => {
	const { closedTitle } = wordsFor(question);
	return page(question.language, closedTitle, `<p>${escaped(closedText(question))}</p>`);
};

/** For a request that no button of the page makes. */
export const unclearPage = (question: Kept): string => {
	const { unclearTitle, unclear } = wordsFor(question);
	return page(question.language, unclearTitle, `<p>${unclear}</p>`);
};

/**
 * Headers of the pages: nothing but their own style and script is loaded, no other page frames them, and the link, which is all the
 * proof there is, is neither kept nor passed on.
 */
export const pageHeaders: Readonly<Record<string, string>> = {
	'Content-Type': 'text/html; charset=utf-8',
	'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${scriptHash}'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
	'Cache-Control': 'no-store',
	'Referrer-Policy': 'no-referrer',
	'X-Content-Type-Options': 'nosniff',
	'X-Robots-Tag': 'noindex, nofollow',
};
