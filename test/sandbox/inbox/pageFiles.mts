import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { projectRoot } from '../../projectRoot.mts';
import type { Answer } from '../framework/answer.mts';
import { bytes, text } from '../framework/answer.mts';

const PAGE = ['test', 'sandbox', 'inbox', 'page'];

/** Everything the page consists of, by the name in its address. */
const files: Readonly<Record<string, readonly string[]>> = {
	'index.html': [...PAGE, 'index.html'],
	'style.css': [...PAGE, 'style.css'],
	...Object.fromEntries(
		[
			'app.js',
			'api.js',
			'faults.js',
			'html.js',
			'keys.js',
			'list.js',
			'linked.js',
			'start.js',
			'message.js',
			'top.js',
		].map((name) => [name, [...PAGE, name]]),
	),
	'preact.mjs': ['node_modules', 'preact', 'dist', 'preact.mjs'],
	'htm.mjs': ['node_modules', 'htm', 'dist', 'htm.mjs'],
};

const types: Readonly<Record<string, string>> = {
	'.html': 'text/html; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.mjs': 'text/javascript; charset=utf-8',
};

/**
 * Texts of messages are strangers' texts. The page puts them in as text only; should it ever fail to, nothing in them
 * runs, and nothing but pictures is loaded.
 */
const POLICY = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"connect-src 'self'",
	'img-src http: https: data:',
	"frame-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
].join('; ');

/** A letter in its frame runs nothing, and loads nothing but pictures; its own styles are its own. */
const LETTER_POLICY = [
	'sandbox',
	"default-src 'none'",
	"style-src 'unsafe-inline'",
	'img-src http: https: data:',
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'self'",
].join('; ');

/** Answers a letter's HTML, as its recipient's program would show it, for a frame of the page. */
export const letter = (source: string): Answer =>
	bytes(Buffer.from(source), 'text/html; charset=utf-8', {
		headers: {
			'content-security-policy': LETTER_POLICY,
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'no-referrer',
			'cache-control': 'no-store',
		},
	});

/** Answers one file of the page. */
export const pageFile = async (name: string): Promise<Answer> => {
	const place = Object.hasOwn(files, name) ? files[name] : undefined;
	if (!place) return text(`The inbox has no ${name}`, { status: 404 });
	const content = await readFile(path.join(projectRoot(), ...place));
	return bytes(content, types[path.extname(name)] ?? 'application/octet-stream', {
		headers: {
			'content-security-policy': POLICY,
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'no-referrer',
			'cache-control': 'no-cache',
		},
	});
};
