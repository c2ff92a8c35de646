import type { SandboxOf, StartOptions } from './framework/start.mts';
import { startGateways } from './framework/start.mts';
import { gateways } from './gateways.mts';
import { inboxRoutes } from './inbox/routes.mts';

export type GatewayId = keyof typeof gateways;

export type SandboxOptions<K extends GatewayId = GatewayId> = StartOptions<K>;

export type Sandbox<K extends GatewayId = GatewayId> = SandboxOf<typeof gateways, K>;

/**
 * Starts the simulated gateways on 127.0.0.1, one port each, with the exact paths of the providers,
 * and a control port to look inside. Ports are free ones unless given.
 */
export const startSandbox = async <K extends GatewayId = GatewayId>(
	options: SandboxOptions<K> = {},
): Promise<Sandbox<K>> => await startGateways(gateways, { controlRoutes: inboxRoutes, ...options });
