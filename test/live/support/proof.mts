/** All checks of a gateway against its sandbox: as it is, with something planted in its answers, or with a cut connection. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSandbox } from '../../sandbox/index.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import { shippedOf } from '../engine.mts';
import type { ForwarderPlan } from '../forwarder.mts';
import { liveGateways, type LiveId } from '../gateways.mts';
import type { Check, Level, Verdict } from '../model.mts';
import { runLive } from '../run.mts';
import type { Outcome } from '../run.mts';
import { clockOf, loadSources } from './sandboxRun.mts';

/** What a planted difference may change of an answer. */
export interface PlantedAnswer {
	status: number;
	headers: Record<string, string>;
	body: Buffer;
}

export interface PlantedRequest {
	readonly method: string;
	readonly path: string;
	readonly query: string;
	/** A character a byte. */
	body: string;
}

/** What stands between the check and the sandbox. */
export interface Plant {
	/** Changes what is asked. */
	asked?(request: PlantedRequest): void;
	/** Looks at a request and changes its answer, or leaves it alone. */
	answered?(request: PlantedRequest, answer: PlantedAnswer): void;
}

/** What a gateway's proof has to know. */
export interface ProofPlan {
	readonly id: LiveId;
	/** What the sandbox accepts, by the names of the gateway's `access`. */
	readonly access: Readonly<Record<string, string>>;
	readonly phones: readonly string[];
	readonly emails: readonly string[];
	/** Makes the account one that has something to show, and that calls an address where it is set in the account. */
	prepare(sandbox: Sandbox, callbackAddress: string): void | Promise<void>;
}

export interface ProofRun {
	readonly level?: Level;
	/** Only the checks of these facts. */
	readonly only?: readonly string[];
	/** Switches of the sandbox, set after `prepare`. */
	set?(sandbox: Sandbox): void | Promise<void>;
	readonly plant?: Plant;
	readonly cut?: ForwarderPlan['cut'];
}

/** A proxy in front of the sandbox that plants differences in its answers. */
async function plantedHost(upstream: string, plantOf: () => Plant | undefined) {
	const server = createServer((incoming, response) => {
		void (async () => {
			const parts: Buffer[] = [];
			for await (const part of incoming) parts.push(part as Buffer);
			const { method = 'GET', url = '/' } = incoming;
			const [place = '', ...query] = url.split('?');
			const request: PlantedRequest = {
				method,
				path: place,
				query: query.join('?'),
				body: Buffer.concat(parts).toString('latin1'),
			};
			const plant = plantOf();
			plant?.asked?.(request);
			const headers = Object.entries(incoming.headers).flatMap(([name, value]) =>
				['host', 'connection', 'content-length'].includes(name)
					? []
					: [[name, String(value)] as const],
			);
			const asked = await fetch(upstream + url, {
				method,
				headers: Object.fromEntries(headers),
				redirect: 'manual',
				...(request.body === '' ? {} : { body: Buffer.from(request.body, 'latin1') }),
			});
			const answer: PlantedAnswer = {
				status: asked.status,
				headers: Object.fromEntries(asked.headers),
				body: Buffer.from(await asked.arrayBuffer()),
			};
			plant?.answered?.(request, answer);
			delete answer.headers['content-length'];
			delete answer.headers['transfer-encoding'];
			delete answer.headers.connection;
			response.writeHead(answer.status, answer.headers).end(answer.body);
		})().catch(() => void response.destroy());
	});
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

export interface Proof {
	readonly sandbox: Sandbox;
	/** Runs the checks in a fresh account. */
	run(how?: ProofRun): Promise<Outcome>;
	close(): Promise<void>;
}

/** Opens a sandbox for the proof of a gateway. Its time moves only while a check waits. */
export async function openProof({
	id,
	access,
	phones,
	emails,
	prepare,
}: ProofPlan): Promise<Proof> {
	const sandbox = (await startSandbox({ gateways: [id], clock: { speed: 0 } })) as Sandbox;
	let plant: Plant | undefined;
	const host = await plantedHost(sandbox[id].url, () => plant);
	const gateway = liveGateways[id];
	const isTaken = (error: unknown) => (error as { code?: unknown }).code === 'EADDRINUSE';
	const runOnce = async ({ level = 'send', only, set, plant: planted, cut }: ProofRun) => {
		const folder = mkdtempSync(path.join(tmpdir(), 'live-'));
		await sandbox.reset();
		const port = await freePort();
		const callbacks = { address: `http://127.0.0.1:${port}/callback`, port };
		await prepare(sandbox, callbacks.address);
		await set?.(sandbox);
		plant = planted;
		const isWanted = ({ facts }: Check) => !only || facts.some((fact) => only.includes(fact));
		try {
			return await runLive({
				gateway: { ...gateway, checks: gateway.checks.filter(isWanted) },
				access: { ...access },
				upstream: (planted ? host : sandbox[id]).url,
				level,
				recipients: { phones, emails },
				callbacks,
				shipped: shippedOf(id, loadSources),
				folder,
				clock: clockOf(sandbox),
				say: () => {},
				agree: async () => true,
				...(cut ? { cut } : {}),
			});
		} finally {
			plant = undefined;
			rmSync(folder, { recursive: true, force: true });
		}
	};
	return {
		sandbox,
		async run(how = {}) {
			// A free port may be another process's by the time it is opened, before the first check is made.
			for (let tries = 0; ; tries++) {
				try {
					return await runOnce(how);
				} catch (error) {
					if (!isTaken(error) || tries === 9) throw error;
				}
			}
		},
		async close() {
			await host.close();
			await sandbox.close();
		},
	};
}

/** What was not confirmed, as a text a fact. */
export const notConfirmed = ({ results }: Outcome): Record<string, string> =>
	Object.fromEntries(
		results
			.filter(({ verdict }) => verdict.kind !== 'confirmed')
			.map(({ fact, verdict }) => [fact, tell(verdict)]),
	);

const tell = (verdict: Verdict): string => {
	if (verdict.kind === 'open') return `open: ${verdict.why}`;
	if (verdict.kind === 'confirmed') return 'confirmed';
	return `expected ${verdict.expected}, seen ${verdict.seen}`;
};
