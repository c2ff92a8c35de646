import type { IHttpRequestOptions } from 'n8n-workflow';

import type { Row } from './row';
import type { Failure } from '../model/failure';
import { inputFailure } from '../model/inputProblem';
import type { Redact } from '../text/redact';
import type { Message, Route } from './route';

/** What became of a packet whose request was to be made. */
interface Built<M extends Message> {
	/** The request of the rows that are left; missing when none is, or when they cannot share one. */
	options?: IHttpRequestOptions;
	/** Rows that are fit to go, in their order. */
	rows: Array<Row<M>>;
	/** Rows that no request can be made of, each with the reason. */
	unfit: Map<Row<M>, Failure>;
}

/** Rows in two packets. */
export const halves = <R>(rows: R[]): [R[], R[]] => {
	const half = Math.ceil(rows.length / 2);
	return [rows.slice(0, half), rows.slice(half)];
};

/**
 * Makes the request of a packet. When the route cannot make it, the rows that it fails on are found by halves, and
 * the request is made of the others: of n rows with k such ones, at most 2k·log₂(n) + 2 requests are made in memory.
 *
 * @param redact masks the secrets of the account in the reasons
 * @returns rows without a request when each can go alone and not with the others
 */
export async function build<M extends Message>(
	route: Pick<Route<M>, 'request'>,
	packet: Array<Row<M>>,
	redact: Redact,
): Promise<Built<M>> {
	const make = async (rows: Array<Row<M>>): Promise<IHttpRequestOptions> =>
		await route.request(rows.map(({ message }) => message));
	const unfit = new Map<Row<M>, Failure>();

	/** @returns the request of the rows, if there is one */
	const sift = async (rows: Array<Row<M>>): Promise<IHttpRequestOptions | undefined> => {
		try {
			return await make(rows);
		} catch (error) {
			const [first, second] = rows;
			if (first && !second) unfit.set(first, inputFailure(error, redact));
			if (second) for (const half of halves(rows)) await sift(half);
			return undefined;
		}
	};

	const whole = await sift(packet);
	if (whole) return { options: whole, rows: packet, unfit };
	const rows = packet.filter((row) => !unfit.has(row));
	// Each row alone is fit, and all together are not: they cannot share a request.
	if (rows.length === 0 || unfit.size === 0) return { rows, unfit };
	try {
		return { options: await make(rows), rows, unfit };
	} catch {
		return { rows, unfit };
	}
}
