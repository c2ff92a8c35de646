import type { DemoSandbox, DemoStep, SandboxCallback, SandboxMessage } from './step.mts';

const SECRET = 'a-long-random-text-of-the-demo';

/** SendPulse gathers events for up to a minute, which is long for somebody who watches. */
const GATHERED_MS = 1_000;

/** The number of an order or a customer. */
const numberOf = ({ recipient }: SandboxMessage): string =>
	recipient.replace(/@.*/, '').replace(/\D/g, '');

/** What becomes of a single mail, in the words of SendPulse; `opened` starts nothing by default. */
function mailStory(message: SandboxMessage): string[] {
	if (numberOf(message).endsWith('3')) return ['hard_bounces'];
	if (numberOf(message).endsWith('7')) return ['undelivered'];
	return numberOf(message).endsWith('5') ? ['delivered', 'opened'] : ['delivered'];
}

/** What becomes of a letter of the campaign, in SendPulse's codes: some of the addresses do not exist. */
const letterStory = (message: SandboxMessage): number[] =>
	numberOf(message).endsWith('3') ? [6] : [2];

/** The names that SendPulse's words have in a delivery report. */
const STATUS: Readonly<Record<string, string>> = {
	'2': 'delivered',
	'6': 'bounced',
	delivered: 'delivered',
	hard_bounces: 'bounced',
	undelivered: 'undelivered',
};

const mails = ({ sendpulse }: DemoSandbox): SandboxMessage[] =>
	sendpulse.messages.filter(({ channel }) => channel === 'smtp');

/** The letters of all campaigns, before they are sent as well. */
const lettersToCome = ({ sendpulse }: DemoSandbox): number =>
	[...sendpulse.state.account.campaigns.values()].reduce(
		(sum, { snapshot }) => sum + snapshot.size,
		0,
	);

const isLetter = ({ channel }: SandboxMessage): boolean => channel === 'email';

const some = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

export const sendpulse: DemoStep = {
	id: 'sendpulse',
	name: 'SendPulse',
	sending: 'sendpulse-send',
	reporting: 'sendpulse-delivery-reports',
	webhookPath: 'sendpulse',
	// The other trigger of the workflow registers itself.
	trigger: 'SMTP Trigger',
	senders: [
		{
			node: 'Send Email',
			input: 'Orders',
			atLeast: 12,
			fields: { reference: 'orderId', recipient: 'email' },
		},
		{
			node: 'Add Contacts',
			input: 'Customers',
			atLeast: 20,
			fields: { reference: 'customerId', recipient: 'email' },
			campaign: 'Create Campaign',
		},
	],
	prepare(sandbox) {
		Object.assign(sandbox.sendpulse.settings, {
			smtpOutcome: mailStory,
			letterOutcome: letterStory,
			webhookDelayMs: GATHERED_MS,
			smtpWebhookDelayMs: GATHERED_MS,
		});
	},
	credential: ({ sendpulse: { url, settings } }) => ({
		name: 'SendPulse account',
		type: 'messageGatewaysSendPulseOAuth2Api',
		data: {
			clientId: settings.clientId,
			clientSecret: settings.clientSecret,
			baseUrl: url,
			timeZone: '',
			callbackSecret: SECRET,
			concurrent: 5,
			perSecond: 8,
		},
	}),
	/** The webhook of the SMTP service stands in the account's dashboard; SendPulse has no call for it. */
	connect({ sendpulse: { settings } }, sending, url) {
		settings.smtpWebhookUrl = `${url}?secret=${encodeURIComponent(SECRET)}`;
		return sending;
	},
	owed(sandbox) {
		const letters = lettersToCome(sandbox);
		const sent = mails(sandbox);
		return {
			events: sent.reduce((sum, mail) => sum + mailStory(mail).length, letters),
			reports: sent.length + letters,
		};
	},
	eventsIn: ({ body }: SandboxCallback) => (JSON.parse(body) as unknown[]).length,
	isMessageOf: ({ id, recipient }, message) =>
		isLetter(message)
			? String(message.details.campaignId) === id && message.recipient === recipient
			: message.id === id,
	// The number in an event of the SMTP service is not the ID that Send has put out.
	isReportOf: ({ node, id, reference, recipient }, { json }) =>
		json.recipient === recipient &&
		(node === 'Send Email' ? String(json.subject).includes(reference) : json.groupId === id),
	expected: (_row, message) => ({
		status: STATUS[String((isLetter(message) ? letterStory : mailStory)(message)[0])] as string,
		...(isLetter(message) ? {} : { subject: message.details.subject }),
	}),
	missing({ html, channel, details: { cc, bcc, attachments, decodeProblems } }) {
		if (some(decodeProblems)) return ['readable parts'];
		if (channel === 'email') return html?.includes('Здравствуйте') ? [] : ['its HTML'];
		return [
			...(html?.includes('посылка') ? [] : ['its HTML']),
			...(some(cc) ? [] : ['CC']),
			...(some(bcc) ? [] : ['BCC']),
			...(some(attachments) ? [] : ['its attachment']),
		];
	},
};
