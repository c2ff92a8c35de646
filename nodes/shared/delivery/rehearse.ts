import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { inputFailure } from '../model/inputProblem';
import { isRecord } from '../text/json';
import { mask, type Redact } from '../text/redact';
import { estimateText } from '../text/textParts';
import { request } from '../transport/request';
import { build, halves } from './dispatch';
import type { Job } from './job';
import {
	type Message,
	type Messages,
	messagesOf,
	type Row,
	resultsFor,
	type RowResults,
} from './route';

/** Characters of a body without structure that a row shows. */
const shown = 2_000;

const headerOf = ({ headers = {} }: IHttpRequestOptions, name: string): string =>
	String(Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? '');

/** @param text without its secrets: what is cut first could keep a part of one */
const cut = (text: string): string =>
	text.length > shown ? `${text.slice(0, shown)}… (${text.length} characters)` : text;

/** What stands in JSON for a file, or for a long letter. */
const encoded = /"([A-Za-z\d+/]{400,}={0,2})"/g;

const bySize = (text: string): string =>
	text.replace(
		encoded,
		(_whole, base64: string) => `"base64, ${Buffer.byteLength(base64, 'base64')} bytes"`,
	);

/** A percent-encoded value as text; as it stands where its bytes are no UTF-8. */
function decoded(value: string): string {
	try {
		return decodeURIComponent(value.replace(/\+/g, ' '));
	} catch {
		return value;
	}
}

/** A form by its names; a name that occurs several times has a list. */
function formFields(body: string): IDataObject {
	const fields = new Map<string, string[]>();
	for (const pair of body.split('&').filter(Boolean)) {
		const [name = '', ...value] = pair.split('=');
		const key = decoded(name);
		const text = decoded(value.join('='));
		const earlier = fields.get(key);
		if (earlier) earlier.push(text);
		else fields.set(key, [text]);
	}
	return Object.fromEntries(
		[...fields].map(([name, texts]) => [name, texts.length === 1 ? texts[0] : texts]),
	);
}

/**
 * The body of a request as a person can read it: objects and forms by their names, files by their size.
 *
 * @param redact masks the secrets, before a text is cut
 */
export function readableBody(
	options: IHttpRequestOptions,
	redact: Redact,
): IDataObject | string | null {
	const { body } = options as { body?: unknown };
	if (body === undefined || body === null) return null;
	if (typeof body === 'string') {
		const type = headerOf(options, 'content-type');
		// n8n's HTTP client names a form where nothing is named.
		return type === '' || type.includes('urlencoded')
			? redact(formFields(body))
			: cut(bySize(redact(body)));
	}
	if (Buffer.isBuffer(body)) {
		const type = headerOf(options, 'content-type').split(';')[0] || 'bytes';
		return `${type}, ${body.length} bytes`;
	}
	return redact(body as IDataObject);
}

/**
 * What `dispatch` would do, without doing it: the packed requests, which it counts in the job's tally, how many parts each text has,
 * and the price where the gateway tells it beforehand. Nothing is sent.
 *
 * @returns a result of every row; the first row of each request shows it whole
 */
export async function rehearse<M extends Message>(
	job: Job<M>,
	packets: Array<Array<Row<M>>>,
): Promise<RowResults> {
	const results = resultsFor(job.context.getInputData());
	const requests: Array<{ rows: Array<Row<M>>; whole: IDataObject }> = [];
	const queue = [...packets];
	for (const packet of queue) {
		if (job.line.signal?.aborted) break;
		const { options, rows, unfit } = await build(job.route, packet, job.line.redact);
		for (const [{ index }, failure] of unfit) {
			results[index] = { state: 'failed', failure };
		}
		if (!options) {
			if (rows.length > 0) queue.push(...halves(rows));
			continue;
		}
		const whole = { ...shownRequest(job, options), ...(await price(job, messagesOf(rows))) };
		requests.push({ rows, whole });
	}
	job.tally.requests = requests.length;
	for (const [position, { rows, whole }] of requests.entries()) {
		const place = { number: position + 1, of: requests.length, messages: rows.length };
		rows.forEach(({ index, message }, at) => {
			results[index] = {
				state: 'accepted',
				messageId: null,
				groupId: null,
				rehearsal: { ...textOf(job, message), request: { ...place, ...(at === 0 ? whole : {}) } },
			};
		});
	}
	return results;
}

function without(
	body: ReturnType<typeof readableBody>,
	withheld: readonly string[] = [],
): ReturnType<typeof readableBody> {
	if (!isRecord(body)) return body;
	const shownOf = ([name, value]: [string, IDataObject[string]]) =>
		[name, withheld.includes(name) ? mask : value] as const;
	return Object.fromEntries(Object.entries(body).map(shownOf));
}

const shownRequest = <M extends Message>(
	{ line, route }: Job<M>,
	options: IHttpRequestOptions,
): IDataObject =>
	line.redact({
		method: options.method ?? 'GET',
		url: `${line.addresses.primary}${options.url}`,
		...(options.qs ? { query: options.qs } : {}),
		body: without(readableBody(options, line.redact), route.withheld),
	});

function textOf<M extends Message>({ route }: Job<M>, message: M): IDataObject {
	const text = route.sms?.text(message);
	return text === undefined ? {} : { ...estimateText(text, route.sms?.counting) };
}

/** A price that cannot be had is no reason to show nothing. */
async function price<M extends Message>(
	{ context, line, route }: Job<M>,
	messages: Messages<M>,
): Promise<IDataObject> {
	if (!route.price) return {};
	let options: IHttpRequestOptions;
	try {
		options = await route.price.request(messages);
	} catch (error) {
		return { priceProblem: inputFailure(error, line.redact).text };
	}
	const answer = await request(context, line, options, 'read', route.answer);
	return answer.ok
		? line.redact(route.price.read(messages, answer.value))
		: { priceProblem: line.redact(answer.failure.text) };
}
