import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { estimateText } from '../textParts';
import { request } from '../transport/request';
import type { Row } from './collect';
import type { Dispatch, RowResult } from './dispatch';
import { inputFailure } from './inputProblem';
import { readableBody } from './readableBody';
import type { Message } from './route';

/**
 * What `dispatch` would do, without doing it: the packed requests, how many parts each text has, and the price where the
 * gateway tells it beforehand. Nothing is sent.
 *
 * @returns a result of every row; the first row of each request shows it whole
 */
export async function rehearse<M extends Message>(
	job: Dispatch<M>,
	packets: Array<Array<Row<M>>>,
): Promise<Map<number, RowResult>> {
	const results = new Map<number, RowResult>();
	for (const [position, packet] of packets.entries()) {
		if (job.line.signal?.aborted) break;
		const messages = packet.map(({ message }) => message);
		let whole: IDataObject;
		try {
			whole = {
				...shownRequest(job, await job.route.request(messages)),
				...(await price(job, messages)),
			};
		} catch (error) {
			const failure = job.line.redact(inputFailure(error));
			for (const { index } of packet) results.set(index, { state: 'failed', failure });
			continue;
		}
		const place = { number: position + 1, of: packets.length, messages: packet.length };
		packet.forEach(({ index, message }, at) => {
			results.set(index, {
				state: 'accepted',
				messageId: null,
				groupId: null,
				rehearsal: { ...textOf(job, message), request: { ...place, ...(at === 0 ? whole : {}) } },
			});
		});
	}
	return results;
}

const shownRequest = <M extends Message>(
	{ line, baseUrl }: Dispatch<M>,
	options: IHttpRequestOptions,
): IDataObject =>
	line.redact({
		method: options.method ?? 'GET',
		url: `${baseUrl}${options.url}`,
		...(options.qs ? { query: options.qs } : {}),
		body: readableBody(options),
	});

function textOf<M extends Message>({ route }: Dispatch<M>, message: M): IDataObject {
	const text = route.sms?.text(message);
	return text === undefined ? {} : { ...estimateText(text, route.sms?.counting) };
}

/** A price that cannot be had is no reason to show nothing. */
async function price<M extends Message>(
	{ context, line, baseUrl, route }: Dispatch<M>,
	messages: M[],
): Promise<IDataObject> {
	if (!route.price) return {};
	const { url, ...options } = await route.price.request(messages);
	const answer = await request(context, line, { ...options, url: `${baseUrl}${url}` }, false);
	return answer.ok
		? route.price.read(messages, answer.value)
		: { priceProblem: line.redact(answer.failure.text) };
}
