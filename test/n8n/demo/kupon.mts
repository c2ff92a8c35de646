import { withSetting, type DemoStep, type SandboxMessage } from './step.mts';

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
function story(message: SandboxMessage): number[] {
	if (message.channel === 'bulk') return [0, 25, 0, 1];
	if (message.recipient.endsWith('3')) return [0, 20];
	if (message.recipient.endsWith('7')) return [0, 3];
	if (message.recipient.endsWith('5')) return [0, 1, 2];
	return [0, 1];
}

/** The value of our own that travels in the callback address. */
function referenceOf(message: SandboxMessage): string | null {
	const { callback } = message.details;
	return typeof callback === 'string' ? new URL(callback).searchParams.get('ref') : null;
}

export const kupon: DemoStep = {
	id: 'kupon',
	name: 'Kupon.mobi',
	sending: 'kupon-send',
	reporting: 'kupon-delivery-reports',
	webhookPath: 'kupon',
	senders: [
		{ node: 'Send SMS', input: 'Order', atLeast: 1 },
		{ node: 'Send Viber to Many', input: 'Customers', atLeast: 100 },
		{ node: 'Start Cascade', input: 'Reminders', atLeast: 1 },
	],
	prepare(sandbox) {
		sandbox.kupon.settings.outcome = story;
	},
	credential: ({ kupon: { url, settings } }) => ({
		name: 'Kupon.mobi account',
		type: 'messageGatewaysKuponApi',
		data: {
			baseUrl: url,
			token: settings.tokens[0],
			callbackSecret: 'a-long-random-text-of-the-demo',
			concurrent: 5,
			perSecond: 10,
		},
	}),
	connect: (_sandbox, sending, url) => withSetting(sending, 'callbackUrl', url),
	owed: ({ kupon: { messages } }) => ({
		events: messages.reduce((sum, message) => sum + story(message).length, 0),
		reports: messages.length,
	}),
	isMessageOf: ({ reference }, message) => referenceOf(message) === reference,
	isReportOf: ({ reference }, { json }) => json.reference === reference,
	expected: (_row, message) => {
		const final = story(message).find((code) => FINAL[code] !== undefined);
		return { status: FINAL[String(final)] as string };
	},
};
