/** What a large body from somebody who does not know the secret costs n8n, at each trigger and at its own Webhook node. */
import { readFileSync } from 'node:fs';
import { Agent } from 'undici';
import { openHost, type Published } from '../callbacks/host.mts';
import { callOnce } from '../callbacks/load.mts';
import { type Call, type Trigger, triggers, webhookNode } from '../callbacks/triggers.mts';
import { interleave, median, ratios, short, spreadOf } from '../frame/statistics.mts';
import { failedRow, measure, type Benchmark, type Outcome, type Row } from '../frame/types.mts';

/** n8n takes 16 MiB. */
const largest = 15_000_000;

const repeated = (begin: string, part: string, end: string): string =>
	begin + part.repeat(Math.floor((largest - begin.length - end.length) / part.length)) + end;

const bodies: Record<string, { type: string; body: string }> = {
	'a form': { type: 'application/x-www-form-urlencoded', body: repeated('a=1', '&id=1', '') },
	JSON: { type: 'application/json', body: repeated('[{"id":1}', ',{"id":"1"}', ']') },
	text: { type: 'text/plain', body: repeated('', 'a b=c&', '') },
};

/** Milliseconds of processor time that a process has used (Linux: hundredths of a second). */
function usedBy(pid: number): number {
	const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
	const fields = rest.split(' ');
	return (Number(fields[11]) + Number(fields[12])) * 10;
}

const posts: Trigger = {
	...webhookNode,
	parameters: { path: 'strangers', httpMethod: 'POST', options: {} },
	path: 'strangers',
};

export default async function strangers(benchmark: Benchmark): Promise<Outcome> {
	if (process.platform !== 'linux')
		return { rows: [failedRow('A body from a stranger', '', 'This needs Linux')] };
	const host = await openHost({ N8N_EXPRESSION_ENGINE: 'legacy' });
	const agent = new Agent({ connections: 1, headersTimeout: 120_000 });
	const rows: Row[] = [];
	const calls = benchmark.quick ? 1 : 5;
	const target = 'no more processor time than n8n’s Webhook node';
	try {
		const theirs = await host.publish(posts);
		// All of them first: n8n is slow to publish while it stores what came.
		const published: Published[] = [];
		for (const trigger of triggers) published.push(await host.publish(trigger));
		for (const ours of published) {
			const { trigger } = ours;
			for (const [name, { type, body }] of Object.entries(bodies)) {
				const call: Call = { method: 'POST', headers: { 'content-type': type }, body };
				const work = async (url: string) => {
					const before = usedBy(host.n8n.process().pid);
					for (let made = 0; made < calls; made++) await callOnce(agent, url, call);
					await host.idle();
					return usedBy(host.n8n.process().pid) - before;
				};
				rows.push(
					await measure(
						benchmark,
						`${trigger.name}, ${name} of 15 MB from a stranger`,
						target,
						async () => {
							const samples = await interleave(
								{ ours: () => work(ours.url), theirs: () => work(theirs.url) },
								benchmark.quick ? 1 : 3,
								1,
							);
							const factors = ratios(samples.ours, samples.theirs);
							return {
								ratio: median(factors),
								ours: median(samples.ours) / calls,
								theirs: median(samples.theirs) / calls,
								unit: `ms of processor time of n8n for a call of ${short(body.length / 1e6)} MB`,
								met: median(factors) <= 1,
								spread: spreadOf(factors),
							};
						},
					),
				);
			}
		}
		return { rows };
	} finally {
		await agent.close();
		await host.close();
	}
}
