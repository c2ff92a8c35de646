import { call } from '../testing/http.mts';
import { startReceiver } from '../testing/receiver.mts';
import { json } from './answer.mts';
import type { GatewayDefinition } from './gateway.mts';
import type { Route } from './router.mts';
import { findRoute } from './router.mts';
import { flag } from './settings.mts';
import { startGateways } from './start.mts';

type EchoSettings = { loud: boolean };
type EchoState = { visits: number; receiver: string };

/** A gateway of a few lines: the framework knows nothing about the real ones. */
const echo: GatewayDefinition<EchoSettings, EchoState> = {
	id: 'echo',
	displayName: 'Echo',
	port: 4999,
	settings: { loud: flag(false, 'in capitals') },
	credentials: () => ({}),
	statusWords: () => [],
	create: ({ settings, messages, callbacks, clock, counters }) => {
		const state: EchoState = { visits: 0, receiver: '' };
		const routes: readonly Route[] = [
			[
				'GET',
				'/say/:word',
				(exchange, { word = '' }) => {
					state.visits++;
					const text = settings.loud ? word.toUpperCase() : word;
					const message = messages.add({
						gateway: 'echo',
						id: `echo-${exchange.id}`,
						channel: 'voice',
						recipient: 'all',
						sender: '',
						text,
						html: null,
						button: null,
						action: null,
						image: null,
						scheduledAt: null,
						status: 'new',
						history: [],
						raw: { word },
						receivedAt: clock.iso(),
						requestId: exchange.id,
						details: {},
					});
					return json({ id: message.id, inFlight: counters.inFlight });
				},
			],
			['GET', '/boom', () => Promise.reject(new Error('boom'))],
		];
		return {
			handle: (exchange) => {
				const match = findRoute(routes, exchange.method, exchange.path);
				return match.kind === 'found' ? match.run(exchange) : json({}, { status: 404 });
			},
			pushStatus: async (message, status) => {
				message.status = status;
				await callbacks.send({
					messageIds: messages.list.map(({ id }) => id),
					status,
					url: state.receiver,
					method: 'POST',
					headers: { 'content-type': 'text/plain' },
					body: Buffer.from(`${message.text} ${status}`),
					retryAfterMs: [100],
				});
			},
			reset: () => void (state.visits = 0),
			state,
		};
	},
};

describe('a gateway from its definition', () => {
	const start = async () => await startGateways({ echo }, { clock: { speed: 0 } });

	it('has its own routes, settings and state', async () => {
		const sandbox = await start();
		sandbox.echo.settings.loud = true;
		const answer = await call(`${sandbox.echo.url}/say/%D0%B4%D0%B0`);
		expect(answer.json).toEqual({ id: 'echo-1', inFlight: 1 });
		expect(sandbox.echo.messages[0]?.text).toBe('ДА');
		expect(sandbox.echo.state.visits).toBe(1);
		await sandbox.reset();
		expect(sandbox.echo.state.visits).toBe(0);
		await sandbox.close();
	});

	it('reports many messages in one POST, takes any 2xx, repeats otherwise', async () => {
		const sandbox = await start();
		const receiver = await startReceiver(500, 204);
		sandbox.echo.state.receiver = receiver.url;
		await call(`${sandbox.echo.url}/say/a`);
		await call(`${sandbox.echo.url}/say/b`);
		await sandbox.echo.pushStatus('echo-1', 'read');
		await sandbox.clock.advance(100);
		expect(receiver.calls.map(({ method, body }) => `${method} ${body}`)).toEqual([
			'POST a read',
			'POST a read',
		]);
		expect(sandbox.echo.callbacks).toMatchObject([
			{ messageIds: ['echo-1', 'echo-2'], body: 'a read', httpStatus: 500, outcome: 'retry' },
			{ attempt: 2, httpStatus: 204, outcome: 'delivered' },
		]);
		await receiver.close();
		await sandbox.close();
	});

	it('answers HTML 500 when the gateway itself fails', async () => {
		const sandbox = await start();
		const complaint = jest.spyOn(console, 'error').mockImplementation(() => undefined);
		expect((await call(`${sandbox.echo.url}/boom`)).status).toBe(500);
		expect(complaint).toHaveBeenCalledWith(expect.objectContaining({ message: 'boom' }));
		complaint.mockRestore();
		await sandbox.close();
	});

	it('refuses a gateway nobody defined', async () => {
		const ids = ['nobody'] as unknown as ['echo'];
		await expect(startGateways({ echo }, { gateways: ids })).rejects.toThrow('nobody');
	});
});
