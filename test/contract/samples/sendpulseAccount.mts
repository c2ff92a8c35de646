/** What the samples of SendPulse have in common: calls of the account's own, and how a sample is written. */
import type { INodeParameters } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox/index.mts';
import { callApi } from '../../sandbox/sendpulse/testing.mts';
import type { Method } from '../../sandbox/sendpulse/testing.mts';
import type { Sample } from './sample.mts';

export type Prepare = NonNullable<Sample['prepare']>;

/** A call of the account's own. */
export const ask = async (
	{ sendpulse }: Sandbox,
	method: Method,
	path: string,
	body?: object,
): Promise<Record<string, unknown>> => {
	const seen = await callApi(sendpulse.url, method, path, body);
	if (seen.status !== 200) throw new Error(`${method} ${path}: ${seen.status} ${seen.text}`);
	return seen.json as Record<string, unknown>;
};

const sample =
	(effect: Sample['effect']) =>
	(parameters: INodeParameters = {}, prepare?: Prepare, more: Partial<Sample> = {}): Sample => ({
		effect,
		parameters,
		...(prepare ? { prepare } : {}),
		...more,
	});

export const read = sample('read');
export const again = sample('again');
export const once = sample('once');
export const sends = sample('send');

/** What is gone cannot go again, and what is there cannot be made. */
export const gone: Partial<Sample> = { secondRefused: 'status' };

export const quietly =
	(prepare: Prepare): Prepare =>
	async (sandbox) =>
		void (await prepare(sandbox));
