/** What a body from somebody who does not know the secret costs n8n, at each trigger and at its own Webhook node. */
import { readFileSync } from 'node:fs';
import { Agent } from 'undici';
import { openHost, type Host, type Published } from '../callbacks/host.mts';
import { callOnce } from '../callbacks/load.mts';
import { type Call, type Trigger, triggersAt, webhookNode } from '../callbacks/triggers.mts';
import { interleave, median, ratios, short, spreadOf } from '../frame/statistics.mts';
import { failedRow, type Benchmark, type Outcome, type Row } from '../frame/types.mts';

const target = 'no more processor time than n8n’s Webhook node';

/** Bytes of a body, and how many of them make one figure: what n8n takes, what triggers take, and a thousand fields. */
const sizes: Array<[length: number, calls: number]> = [
	[15_000_000, 2],
	[250_000, 8],
	[60_000, 15],
	[7000, 30],
];

interface Kind {
	type: string;
	begin: string;
	part: (number: number) => string;
	end: string;
}

const form = 'application/x-www-form-urlencoded';
const json = 'application/json';

const kinds: Record<string, Kind> = {
	'a form': { type: form, begin: 'a=1', part: () => '&id=%31', end: '' },
	'a form of one field': { type: form, begin: 'id=', part: () => '%31', end: '' },
	'a JSON list': { type: json, begin: '[1', part: () => ',{"id":"1"}', end: ']' },
	'a JSON object': {
		type: json,
		begin: '{"id":1',
		part: (number) => `,"n${number}":"1"`,
		end: '}',
	},
	text: { type: 'text/plain', begin: '', part: () => 'a b=c&', end: '' },
};

function callOf({ type, begin, part, end }: Kind, length: number): Call {
	const parts = [begin];
	for (let size = begin.length + end.length, number = 0; ; number++) {
		const next = part(number);
		size += next.length;
		if (size > length) break;
		parts.push(next);
	}
	return { method: 'POST', headers: { 'content-type': type }, body: parts.join('') + end };
}

/** Milliseconds of processor time that n8n has used (Linux: hundredths of a second). */
function usedBy({ n8n }: Host): number {
	const [, rest = ''] = readFileSync(`/proc/${n8n.process().pid}/stat`, 'utf8').split(') ');
	const fields = rest.split(' ');
	return (Number(fields[11]) + Number(fields[12])) * 10;
}

const posts: Trigger = {
	...webhookNode,
	parameters: { path: 'strangers', httpMethod: 'POST', options: {} },
	path: 'strangers',
};

/** What n8n needs for one of these calls to each trigger, in turn (ms). */
async function costs(
	benchmark: Benchmark,
	host: Host,
	published: Published[],
	call: Call,
	count: number,
): Promise<Record<string, number[]>> {
	const calls = benchmark.quick ? 1 : count;
	const agent = new Agent({ connections: 1, headersTimeout: 120_000 });
	const spent = (url: string) => async () => {
		const before = usedBy(host);
		for (let made = 0; made < calls; made++) {
			if ((await callOnce(agent, url, call)) === 0) throw new Error('n8n did not answer');
		}
		await host.idle();
		return (usedBy(host) - before) / calls;
	};
	try {
		return await interleave<string>(
			Object.fromEntries(published.map(({ trigger, url }) => [trigger.name, spent(url)])),
			benchmark.quick ? 1 : 3,
			benchmark.quick ? 0 : 1,
		);
	} finally {
		await agent.close();
	}
}

export default async function strangers(benchmark: Benchmark): Promise<Outcome> {
	if (process.platform !== 'linux')
		return { rows: [failedRow('A body from a stranger', target, 'This needs Linux')] };
	const triggers = triggersAt(benchmark.server.url);
	const host = await openHost({ N8N_EXPRESSION_ENGINE: 'legacy' });
	try {
		// All of them first: n8n is slow to publish while it stores what came.
		const published: Published[] = [];
		for (const trigger of [posts, ...triggers]) published.push(await host.publish(trigger));
		const samples: Array<{ body: string; of: Record<string, number[]> }> = [];
		for (const [length, count] of sizes) {
			for (const [name, kind] of Object.entries(kinds)) {
				const body = `${name} of ${short(length / 1000)} kB`;
				benchmark.say(body);
				const of = await costs(benchmark, host, published, callOf(kind, length), count);
				benchmark.say(JSON.stringify(of));
				samples.push({ body, of });
			}
		}
		const rows: Row[] = [];
		for (const { name } of triggers) {
			const [worst] = samples
				.map(({ body, of }) => {
					const [ours = [], theirs = []] = [of[name], of[posts.name]];
					return { body, ours, theirs, factors: ratios(ours, theirs) };
				})
				.sort((one, other) => median(other.factors) - median(one.factors));
			if (!worst) continue;
			rows.push({
				name: `${name}, the costliest of ${samples.length} bodies from a stranger: ${worst.body}`,
				target,
				ratio: median(worst.factors),
				ours: median(worst.ours),
				theirs: median(worst.theirs),
				unit: 'ms of n8n’s processor time a call',
				met: median(worst.factors) <= 1,
				spread: spreadOf(worst.factors),
			});
		}
		return { rows };
	} finally {
		await host.close();
	}
}
