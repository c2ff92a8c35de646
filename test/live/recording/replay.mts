/** Plays a recording to the sandbox, request by request. */
import { request as askHttp } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { startSandbox } from '../../sandbox/index.mts';
import type { GatewayId, Sandbox } from '../../sandbox/index.mts';
import type { Exchange } from '../model.mts';
import { headersOf } from '../wire.mts';
import { Fields } from '../redaction/fields.mts';
import { prepareAccount } from './account.mts';
import { differencesOf } from './compare.mts';
import { bytesOfBody, type RecordedExchange, type Recording } from './recording.mts';

type Answer = NonNullable<Exchange['answer']>;

/** What a client's library writes anew for each connection. */
const ofConnection =
	/^(?:host|connection|content-length|transfer-encoding|accept-encoding|keep-alive)$/i;

/** What one gateway's answers gave out, by what the other's gave out in its place. */
class Ids {
	readonly #known = new Map<string, string>();

	/** Ids and tokens of two answers that stand at the same place. */
	learn(recorded: unknown, seen: unknown, name = ''): void {
		if (
			typeof recorded !== 'object' ||
			recorded === null ||
			typeof seen !== 'object' ||
			seen === null
		) {
			const [one, two] = [String(recorded), String(seen)];
			const isId =
				/(?:^|_|[a-z])(?:id|ids|uuid|token|fclid|real_id|number|link)$/i.test(name) &&
				one.length > 1;
			if (one !== two && recorded !== null && (isId || one.length >= 8)) this.#known.set(one, two);
			return;
		}
		for (const [key, value] of Object.entries(recorded)) {
			const other: unknown = Object.entries(seen).find(([one]) => one === key)?.[1];
			if (other !== undefined) this.learn(value, other, Array.isArray(recorded) ? name : key);
		}
		// A map by ids: its keys stand for each other in their order.
		const [keys, others] = [Object.keys(recorded), Object.keys(seen)];
		keys.forEach((key, at) => {
			const other = others[at];
			if (/\d{4}/.test(key) && other !== undefined && key !== other) this.#known.set(key, other);
		});
	}

	/** The same request to the other gateway. */
	in(text: string): string {
		// A token has signs between and at the ends of its words.
		const whole = [...this.#known].filter(([one]) => one.length >= 8 && /[^A-Za-z0-9]/.test(one));
		const started = whole.reduce((made, [one, two]) => made.replaceAll(one, two), text);
		return started.replace(/[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*/g, (word) => {
			return (
				this.#known.get(word) ??
				word.replace(/[A-Za-z0-9]+/g, (part) => this.#known.get(part) ?? part)
			);
		});
	}
}

async function ask(url: string, { request }: RecordedExchange, ids: Ids): Promise<Answer> {
	const { method, path, query, headers } = request;
	const body = Buffer.from(ids.in(bytesOfBody(request.body).toString('latin1')), 'latin1');
	const target = ids.in(query === undefined ? path : `${path}?${query}`);
	return await new Promise((resolve, reject) => {
		const asked = askHttp(new URL(url), {
			method,
			path: target,
			agent: false,
			headers: [
				...headers
					.filter(([name]) => !ofConnection.test(name))
					.flatMap(([name, value]) => [name, ids.in(value)]),
				...['Host', new URL(url).host],
				...(body.length > 0 ? ['Content-Length', String(body.length)] : []),
			],
		});
		asked.on('error', reject);
		asked.on('response', (message) => {
			buffer(message).then(
				(bytes) =>
					resolve({ status: message.statusCode ?? 0, headers: headersOf(message), body: bytes }),
				reject,
			);
		});
		asked.end(body);
	});
}

const jsonOf = (bytes: Buffer): unknown => {
	try {
		return JSON.parse(bytes.toString('utf8')) as unknown;
	} catch {
		return undefined;
	}
};

/** How a difference names its exchange: `3 POST /sys/send.php`. */
const nameOf = ({ request }: RecordedExchange, at: number): string =>
	`${at + 1} ${request.method} ${request.path}`;

/**
 * Starts a sandbox with an account as far as the recording tells of it, and asks it what the gateway was asked.
 *
 * @returns where its answers differ from those of the gateway
 */
export async function replay(recording: Recording): Promise<string[]> {
	const id = recording.gateway as GatewayId;
	const sandbox = (await startSandbox({ gateways: [id], clock: { speed: 0 } })) as Sandbox;
	try {
		prepareAccount(sandbox, recording);
		const ids = new Ids();
		const fields = new Fields(id);
		const differences: string[] = [];
		let now = 0;
		for (const [at, exchange] of recording.exchanges.entries()) {
			await sandbox.clock.advance(Math.max(0, exchange.after - now));
			now = Math.max(now, exchange.after);
			// Nobody knows whether the gateway had a request whose connection broke.
			if (!exchange.answer) continue;
			const seen = await ask(sandbox[id].url, exchange, ids);
			ids.learn(jsonOf(bytesOfBody(exchange.answer.body)), jsonOf(seen.body));
			differences.push(
				...differencesOf(exchange.answer, seen, fields).map(
					(one) => `${nameOf(exchange, at)}: ${one}`,
				),
			);
		}
		return differences;
	} finally {
		await sandbox.close();
	}
}
