import type { DemoStep, SandboxMessage } from './step.mts';

/** What the trigger's panel says to write behind its URL. */
const HANDLER_SUFFIX = '?charset=utf-8&fmt=3&sha1';

const SECRET = 'a-long-random-text-of-the-demo';

/** What becomes of a message, in the gateway's numbers: some of the list expire or fail. */
function story(message: SandboxMessage): Array<number | { status: number; err: number }> {
	if (message.recipient.endsWith('3')) return [0, { status: 20, err: 1 }];
	if (message.recipient.endsWith('7')) return [0, 3];
	return [0, 1];
}

/** The status the delivery report of this message has to have. */
function finalStatus({ recipient }: SandboxMessage): string {
	if (recipient.endsWith('3')) return 'undelivered';
	return recipient.endsWith('7') ? 'expired' : 'delivered';
}

export const smsc: DemoStep = {
	id: 'smsc',
	name: 'SMSC',
	sending: 'smsc-send',
	reporting: 'smsc-delivery-reports',
	webhookPath: 'smsc',
	senders: [
		{ node: 'Send SMS', input: 'Order', atLeast: 1 },
		{ node: 'Send to Many', input: 'Customers', atLeast: 20 },
	],
	prepare(sandbox) {
		sandbox.smsc.settings.outcome = story;
	},
	credential: ({ smsc: { url, settings } }) => ({
		name: 'SMSC account',
		type: 'messageGatewaysSmscApi',
		data: {
			host: 'own',
			baseUrl: url,
			authentication: 'password',
			login: settings.login,
			password: settings.passwords[0],
			callbackSecret: SECRET,
			concurrent: 10,
			perSecond: 0,
		},
	}),
	/** The address and the secret stand in the settings of the account, not in the workflow. */
	connect({ smsc: { settings } }, sending, url) {
		settings.callbackUrl = url + HANDLER_SUFFIX;
		settings.callbackSecret = SECRET;
		return sending;
	},
	owed: ({ smsc: { messages } }) => ({
		events: messages.reduce((sum, message) => sum + story(message).length, 0),
		reports: messages.length,
	}),
	// The sandbox names a message by its ID and its recipient: all of a list have one ID.
	isMessageOf: ({ id, recipient }, message) => message.id === `${id}:${recipient}`,
	isReportOf: ({ id, recipient }, { json }) =>
		json.messageId === id && json.recipient === recipient,
	expected: ({ node, reference }, message) => ({
		status: finalStatus(message),
		verified: true,
		// A reference travels in the message ID, which the messages of a list share.
		...(node === 'Send SMS' ? { reference } : {}),
	}),
};
