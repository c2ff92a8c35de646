import { withSetting, type DemoStep, type SandboxMessage } from './step.mts';

/** What becomes of a message, in the gateway's words: some of the list fail. */
const story = ({ recipient }: SandboxMessage): string[] =>
	recipient.endsWith('3') ? ['SENT', 'UNDELIVERED'] : ['SENT', 'DELIVERED'];

/** The bulk request a message came with; none for a single one. */
const bulkOf = ({ details }: SandboxMessage): unknown => details.uuid ?? null;

export const smsby: DemoStep = {
	id: 'smsby',
	name: 'SMS.by',
	sending: 'smsby-send',
	reporting: 'smsby-delivery-reports',
	webhookPath: 'smsby',
	senders: [
		// The gateway calls back about bulk requests only.
		{ node: 'Send SMS', input: 'Order', atLeast: 1, waits: true },
		{ node: 'Send to Many', input: 'Customers', atLeast: 20 },
	],
	prepare(sandbox) {
		sandbox.smsby.settings.outcome = story;
		sandbox.smsby.settings.callbackPerDelivery = true;
	},
	credential: ({ smsby: { url, settings } }) => ({
		name: 'SMS.by account',
		type: 'messageGatewaysSmsByApi',
		data: {
			host: 'own',
			baseUrl: url,
			token: settings.tokens[0],
			timeZone: '',
			callbackSecret: 'a-long-random-text-of-the-demo',
			concurrent: 5,
			perSecond: 10,
		},
	}),
	connect: (_sandbox, sending, url) => withSetting(sending, 'callbackUrl', url),
	/** A bulk request is reported once as a whole, when it was processed, and its messages then. */
	owed({ smsby: { messages } }) {
		const inBulk = messages.filter((message) => bulkOf(message) !== null);
		const requests = new Set(inBulk.map(bulkOf)).size;
		return {
			events: inBulk.reduce((sum, message) => sum + story(message).length, requests),
			reports: inBulk.length + requests,
		};
	},
	isMessageOf: ({ id, recipient }, message) =>
		message.recipient === recipient && (bulkOf(message) ?? message.id) === id,
	isReportOf: ({ id, recipient }, { json }) => json.groupId === id && json.recipient === recipient,
	expected: (_row, message) => ({
		status: story(message).at(-1) === 'DELIVERED' ? 'delivered' : 'undelivered',
	}),
};
