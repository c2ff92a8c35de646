/** A gateway that breaks its connections, called by a real n8n: each message is sent once, and its row tells that the outcome is unknown. */
import { gzipSync } from 'node:zlib';
import { credentialCases } from '../engine/security/calls.mts';
import { RawServer, type Script } from '../engine/hostile/rawServer.mts';
import {
	createCredential,
	finishedExecution,
	importWorkflow,
	rowNode,
	startNode,
	outputOf,
	startN8n,
	startWorkflow,
	type N8nInstance,
} from './index.mts';

const json = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024, ' '));

const scripts: Record<string, Script> = {
	'a body that drips': (socket) => {
		socket.write(`${json}\r\n{`);
		const drip = setInterval(() => socket.write(' '), 50);
		socket.on('close', () => clearInterval(drip));
	},
	'another protocol': (socket) =>
		void socket.write(
			'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n',
		),
	'fewer bytes than announced': (socket) =>
		void socket.end(`${json}content-length: 1000\r\n\r\n{"id":"1"`),
	'a reset': (socket) => void socket.resetAndDestroy(),
	'an end without an answer': (socket) => void socket.end(),
	'no gzip, but called so': (socket) =>
		void socket.end(`${json}content-encoding: gzip\r\ncontent-length: 2\r\n\r\n{}`),
	'a bomb in gzip': (socket) => {
		socket.write(`${json}content-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`);
		socket.end(bomb);
	},
};

/** n8n's own OAuth2 flow is tested in the engine; the public API takes no stored token. */
const cases = credentialCases
	.filter(({ name }) => name !== 'messageGatewaysSendPulseOAuth2Api')
	.map((one) => ({ ...one, kind: Object.keys(one.data('')).join(' ') }));

describe('a real n8n', () => {
	let n8n: N8nInstance;
	let sent: Array<Awaited<ReturnType<typeof sendTo>>>;

	beforeAll(async () => {
		n8n = await startN8n();
		// Several wait for the Timeout, which they can do at once.
		sent = await Promise.all(
			cases.flatMap((one) =>
				Object.entries(scripts).map(async ([what, script]) => await sendTo(one, what, script)),
			),
		);
	});

	afterAll(async () => await n8n?.close());

	/** One message through a node of its own, to a server that does nothing but this. */
	async function sendTo(one: (typeof cases)[number], what: string, script: Script) {
		const { table } = one;
		const server = new RawServer();
		server.script = script;
		await server.open();
		try {
			const name = `${one.name}, ${what}`;
			const credential = await createCredential(n8n.client, {
				name,
				type: one.name,
				data: one.data(server.url),
			});
			const row = {
				recipient: table.recipient(1),
				text: 'Ваш заказ готов',
				reference: 'order-1',
			};
			const workflowId = await importWorkflow(
				n8n.client,
				{
					name,
					nodes: [
						startNode,
						rowNode(row),
						{
							id: 'send',
							name: 'Send',
							type: `n8n-nodes-message-gateways.${new table.node().description.name}`,
							typeVersion: 1,
							position: [400, 0],
							parameters: {
								...table.sending[0]!.parameters,
								...one.chosen,
								requestOptions: { timeout: 5000 },
							},
							credentials: { [one.name]: { name } },
							onError: 'continueErrorOutput',
							retryOnFail: true,
							maxTries: 2,
							waitBetweenTries: 1,
						},
					],
					connections: {
						Start: { main: [[{ node: 'Row', type: 'main', index: 0 }]] },
						Row: { main: [[{ node: 'Send', type: 'main', index: 0 }]] },
					},
				},
				[credential],
			);
			const executionId = await startWorkflow(n8n.client, workflowId, 'Start');
			const execution = await finishedExecution(n8n.client, executionId);
			return { one, what, execution, requests: server.requests };
		} finally {
			await server.close();
		}
	}

	test.each(cases)('$name ($kind)', (one) => {
		const own = sent.filter((message) => message.one === one);
		expect(own.map(({ what }) => what)).toEqual(Object.keys(scripts));
		for (const { what, execution, requests } of own) {
			const [failed] = outputOf(execution, 'Send', 1);
			expect({ what, details: failed?.json.details }).toMatchObject({
				what,
				details: { kind: 'outcomeUnknown', outcome: 'unknown' },
			});
			expect({ what, rows: outputOf(execution, 'Send') }).toEqual({ what, rows: [] });
			// A question about the outcome is another request.
			const [first, ...others] = requests.map((request) => request.split('\r\n')[0]);
			expect({ what, first, again: others.filter((line) => line === first) }).toEqual({
				what,
				first: expect.any(String),
				again: [],
			});
		}
	});
});
