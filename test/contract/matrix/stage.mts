/** One simulated gateway for one cell at a time, and a stranger to whom it may redirect. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startSandbox } from '../../sandbox/index.mts';
import type { GatewayId, Sandbox } from '../../sandbox/index.mts';
import type { ContractTable, SandboxGateway } from '../table.mts';

export interface Stage {
	sandbox: Sandbox;
	gateway: SandboxGateway;
	/** Another host. */
	stranger: { url: string; requests: string[] };
	close(): Promise<void>;
}

/** A host of another name and port, which takes every call and notes what it was told. */
async function openStranger() {
	const requests: string[] = [];
	const server = createServer((request, response) => {
		requests.push(`${request.method} ${request.url}`);
		response.end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
	const { port } = server.address() as AddressInfo;
	const close = async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	return { url: `http://localhost:${port}`, requests, close };
}

export async function openStage(table: ContractTable): Promise<Stage> {
	const sandbox: Sandbox = await startSandbox({
		gateways: [table.gateway.id as GatewayId],
		clock: { speed: 0 },
	});
	const stranger = await openStranger();
	return {
		sandbox,
		gateway: table.sandbox(sandbox),
		stranger,
		close: async () => {
			await sandbox.close();
			await stranger.close();
		},
	};
}
