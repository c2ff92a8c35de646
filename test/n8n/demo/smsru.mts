import type { DemoStep, SandboxMessage } from './step.mts';

/** What becomes of a message, in the gateway's codes: some of the list expire or fail. */
function story({ recipient }: SandboxMessage): string[] {
	if (recipient.endsWith('3')) return ['102', '107'];
	return recipient.endsWith('7') ? ['102', '104'] : ['102', '103'];
}

const names: Readonly<Record<string, string>> = {
	'103': 'delivered',
	'104': 'expired',
	'107': 'undelivered',
};

export const smsru: DemoStep = {
	id: 'smsru',
	name: 'SMS.ru',
	sending: 'smsru-send',
	reporting: 'smsru-delivery-reports',
	webhookPath: 'smsru',
	senders: [
		{ node: 'Send SMS', input: 'Order', atLeast: 1 },
		{ node: 'Send to Many', input: 'Customers', atLeast: 20 },
	],
	prepare(sandbox) {
		sandbox.smsru.settings.outcome = story;
	},
	credential: ({ smsru: { url, settings } }) => ({
		name: 'SMS.ru account',
		type: 'messageGatewaysSmsRuApi',
		data: { baseUrl: url, apiKey: settings.apiIds[0], concurrent: 5, perSecond: 10 },
	}),
	// The trigger has registered its address when it was published.
	connect: (_sandbox, sending) => sending,
	owed: ({ smsru: { messages } }) => ({
		events: messages.reduce((sum, message) => sum + story(message).length, 0),
		reports: messages.length,
	}),
	isMessageOf: ({ id }, message) => message.id === id,
	isReportOf: ({ id }, { json }) => json.messageId === id,
	expected: (_row, message) => ({
		status: names[story(message).at(-1) ?? ''] ?? '',
		verified: true,
	}),
};
