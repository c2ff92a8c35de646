import { Clock } from './clock.mts';
import { ControlServer } from './control.mts';
import type { GatewayDefinition } from './gateway.mts';
import type { Route } from './router.mts';
import type { GatewayHandle } from './running.mts';
import { RunningGateway } from './running.mts';

/** The known gateways by name. */
export type Registry = Readonly<Record<string, GatewayDefinition<object, unknown>>>;

/** The handle a definition leads to, with its own settings and state. */
export type HandleOf<D> =
	D extends GatewayDefinition<infer S, infer State> ? GatewayHandle<S, State> : never;

export type StartOptions<K extends string> = {
	/** Which gateways to start; all by default. */
	readonly gateways?: readonly K[];
	/** Fixed ports; any free one by default. */
	readonly ports?: { readonly [P in NoInfer<K> | 'control']?: number };
	readonly clock?: { readonly speed?: number };
	/** Real milliseconds the receiver of a callback has for its answer: five minutes by default, which only one that never answers takes. */
	readonly callbackTimeoutMs?: number;
	/** Connections a gateway opens to one receiver of callbacks (64 by default). */
	readonly callbackConnections?: number;
	/** What the control port serves beside the control interface. */
	readonly controlRoutes?: (
		gateways: readonly RunningGateway<object, unknown>[],
	) => readonly Route[];
};

export type SandboxOf<R extends Registry, K extends keyof R> = {
	readonly [P in K]: HandleOf<R[P]>;
} & {
	readonly clock: Clock;
	readonly controlUrl: string;
	/** Resets every gateway; the clock keeps its time. */
	reset(): Promise<void>;
	close(): Promise<void>;
};

const CALLBACK_TIMEOUT = 300_000;
const CALLBACK_CONNECTIONS = 64;

/** Starts gateways of a registry and the control port on 127.0.0.1. */
export const startGateways = async <R extends Registry, K extends keyof R & string>(
	registry: R,
	options: StartOptions<K>,
): Promise<SandboxOf<R, K>> => {
	const clock = new Clock(options.clock?.speed);
	const ids = options.gateways ?? (Object.keys(registry) as K[]);
	const ports: Readonly<Record<string, number | undefined>> = options.ports ?? {};
	const gateways = ids.map((id) => {
		const definition = registry[id];
		if (!definition) throw new RangeError(`No gateway "${id}"`);
		return new RunningGateway<object, unknown>(definition, clock, {
			port: ports[id] ?? 0,
			callbacks: {
				timeoutMs: options.callbackTimeoutMs ?? CALLBACK_TIMEOUT,
				connections: options.callbackConnections ?? CALLBACK_CONNECTIONS,
			},
		});
	});
	const routes = options.controlRoutes?.(gateways) ?? [];
	const control = new ControlServer({ port: ports.control ?? 0, clock, gateways, routes });

	const close = async () => {
		clock.stop();
		await Promise.all(gateways.map(async (gateway) => await gateway.close()));
		await control.close();
	};
	try {
		for (const gateway of gateways) await gateway.open();
		await control.open();
	} catch (error) {
		await close();
		throw error;
	}
	return {
		...Object.fromEntries(gateways.map((gateway) => [gateway.id, gateway])),
		clock,
		controlUrl: control.url,
		reset: async () => {
			for (const gateway of gateways) await gateway.reset();
		},
		close,
	} as unknown as SandboxOf<R, K>;
};
