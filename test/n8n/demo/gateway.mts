import { startSandbox, type Sandbox } from '../../sandbox/index.mts';

export type KuponSandbox = Sandbox<'kupon'>;

export type SandboxMessage = KuponSandbox['kupon']['messages'][number];

/** The gateway's own numbers of the statuses that end a delivery, and our names for them. */
const FINAL: Readonly<Record<string, string>> = {
	'1': 'delivered',
	'3': 'expired',
	'20': 'undelivered',
};

/**
 * What becomes of a message, in the gateway's numbers: some of the list expire or fail, and a cascade
 * finds nobody on its first channel (25) before the second delivers.
 */
export function story(message: SandboxMessage): number[] {
	if (message.channel === 'bulk') return [0, 25, 0, 1];
	if (message.recipient.endsWith('3')) return [0, 20];
	if (message.recipient.endsWith('7')) return [0, 3];
	if (message.recipient.endsWith('5')) return [0, 1, 2];
	return [0, 1];
}

/** The status the delivery report of this message has to have. */
export function expectedStatus(message: SandboxMessage): string {
	const final = story(message).find((code) => FINAL[code] !== undefined);
	return FINAL[String(final)] as string;
}

/** The value of our own that travels in the callback address. */
export function referenceOf(message: SandboxMessage): string | null {
	const { callback } = message.details;
	return typeof callback === 'string' ? new URL(callback).searchParams.get('ref') : null;
}

/** The gateway, with a receiver's whole minute for each callback: n8n starts 120 workflows at once. */
export async function startGateway(): Promise<KuponSandbox> {
	const sandbox = await startSandbox({ gateways: ['kupon'], callbackTimeoutMs: 60_000 });
	sandbox.kupon.settings.outcome = story;
	return sandbox;
}
