/** Fields that no request says, since the node itself obeys them, and fields that need others beside them. */
import type { INodeParameters } from 'n8n-workflow';
import type { Bench } from '../bench.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import { byId } from '../samples/sample.mts';

/** How the results differ with a field that the node obeys. */
export interface Obeyed {
	/** What it decides. */
	decides: string;
	/** Equal rows of input, where it is about several. */
	rows?: number;
	/** They go to different recipients. */
	differ?: true;
	/** Phones are written as in their country. */
	phones?: true;
	/** What the operation works on is there twice. */
	twice?: true;
	/** What makes it seen. */
	beside?: INodeParameters;
	/** What fills it, where not anything would; of the gateway's operation of this name. */
	values?(bench: Bench, operation: string): unknown[];
}

const list = { decides: 'how much of a list comes out' };
const untilFinal = { decides: 'whether the rows wait for what becomes of them' };
const untilWhen = { decides: 'how long the execution sleeps' };

/** By the name of the field, or by `<gateway>.<path>`. */
export const obeyed: Readonly<Record<string, Obeyed>> = {
	returnAll: { ...list, twice: true, beside: { limit: 1 } },
	limit: { ...list, twice: true, values: () => [1, 2] },
	simplify: { decides: 'which fields a row has' },
	rawAnswer: { decides: 'whether a row has the answer' },
	reference: { decides: 'what row and reports say' },
	perRequest: { decides: 'how many rows share a request', rows: 3, differ: true },
	listSize: { decides: 'how many rows share a request', rows: 3, differ: true },
	dryRun: { decides: 'whether anything is sent' },
	sendOnceKey: {
		decides: 'whether a second one is sent',
		values: (_bench, operation) => [operation, operation],
	},
	duplicates: { decides: 'which messages are the same', rows: 2 },
	defaultCountry: {
		decides: 'how a number is read',
		phones: true,
	},
	'sendpulse.smsBlacklist.getAll.filters.phones': { decides: 'which of the list come out' },
	waitForFinal: { ...untilFinal, beside: { options: { waitSeconds: 1, lookSeconds: 0.1 } } },
	// SMSC itself has a time to wait in a call.
	'smsc.message.sendCall.options.waitForFinal': {
		...untilFinal,
		beside: { options: { finalWaitSeconds: 1, lookSeconds: 0.1 } },
	},
	limitType: { ...untilWhen, beside: { maxDateAndTime: '2035-01-01T00:00:00' } },
	limitWaitTime: untilWhen,
	resumeAmount: untilWhen,
	resumeUnit: untilWhen,
	maxDateAndTime: untilWhen,
	timeout: {
		decides:
			'how long n8n’s HTTP client waits; test/contract/matrix has a gateway that never answers',
		values: () => [20_000, 30_000],
	},
	allowUnauthorizedCerts: { decides: 'what n8n’s HTTP client asks of a certificate' },
	proxy: {
		decides: 'through whom the request goes',
		values: ({ stranger }) => [stranger.url, ''],
	},
};

const oneEntry = 'the sandbox has one entry; test/unit/transport/paging.test.mts counts them';
const onceOnly =
	'the sandbox refuses a second of the same; test/contract/pages.test.mts reads lists of several';
const forDropdown = 'the drop-down beside it, in test/contract/dropdowns.test.mts';
const noRecipient =
	'the answer is the row’s raw as long as it names no recipient; with one it is the entry';

/** Fields that no run here can show, with why, or what shows that they are obeyed. By name, by label, or by operation and path. */
export const shownElsewhere: Readonly<Record<string, string>> = {
	recipientZone: 'test/engine/smsc/quietHours.test.mts, where a recipient has a zone of its own',
	...Object.fromEntries(
		[
			'sendpulse.addressBook.getAll',
			'sendpulse.addressBook.getCampaigns',
			'sendpulse.campaign.getAll',
			'sendpulse.contact.getAll',
			'sendpulse.push.getAll',
			'sendpulse.template.getAll',
			'sendpulse.verifier.getBookResults',
			'sendpulse.verifier.getBooks',
		].flatMap((operation) =>
			['returnAll', 'limit'].map((field) => [`${operation}.${field}`, onceOnly]),
		),
	),
	'sendpulse.chatbotMessage.sendTemplate.templateParameters':
		'the columns come from the account; test/engine/sendpulse/chatbots.test.mts',
	'sendpulse.chatbotMessage.createCampaign.parametersFrom':
		'the columns come from the account; test/engine/sendpulse/chatbots.test.mts',
	'sendpulse.chatbotMessage.createCampaign.templateParameters':
		'the columns come from the account; test/engine/sendpulse/chatbots.test.mts',
	'Wait at Most (Seconds)': 'it would cost the time itself; test/unit/waiting',
	'First Look After (Seconds)': 'it would cost the time itself; test/unit/waiting',
	'sendpulse.chatbotContact.deleteVariable.bot': forDropdown,
	'sendpulse.chatbotContact.setVariables.bot': forDropdown,
	'sendpulse.chatbotMessage.runFlow.bot': forDropdown,
	'smsby.message.getBulkStatus.options.rawAnswer': noRecipient,
	'smsby.viber.getBulkStatus.options.rawAnswer': noRecipient,
	...Object.fromEntries(
		[
			'sendpulse.email.getIps',
			'sendpulse.push.getVariables',
			'sendpulse.smsBlacklist.getAll',
			'sendpulse.viber.getRecipients',
			'smsc.receivingNumber.getAll',
			'smsc.account.getStatistics',
		].flatMap((operation) =>
			['returnAll', 'limit'].map((field) => [`${operation}.${field}`, oneEntry]),
		),
	),
};

const takesDuplicates = ({ smsby }: Sandbox) => void (smsby.settings.duplicates = 'accepted');

/** What lets a list have a second entry, where the sample has one, by the operation that reads it. */
export const seconds: Readonly<Record<string, (sandbox: Sandbox) => void>> = {
	'smsby.campaign.getAll': takesDuplicates,
	'smsby.message.getDeliveryList': takesDuplicates,
	'smsru.blacklist.getAll': ({ smsru }) => void smsru.state.stopList.set('79001119999', ''),
	'sendpulse.blacklist.getAll': ({ sendpulse }) =>
		void sendpulse.state.account.blacklist.set('second@example.com', ''),
	'sendpulse.email.getDomains': ({ sendpulse: { state } }) => {
		for (const name of ['one.example', 'two.example']) {
			state.account.domains.set(name, { id: state.account.nextId(), name, isActive: false });
		}
	},
};

/** What fields may need beside them, by the gateway; the first that makes a field travel will do. */
export const circumstances: Readonly<Record<string, INodeParameters[]>> = {
	kupon: [
		{ customType: 'rcs' },
		{ recipient: 'ann@example.com' },
		{ statusCallback: { url: 'https://n8n.example.com/webhook/1/kupon' } },
		{ options: { sendAt: '2030-05-06T10:00:00' } },
	],
	smsc: [
		{
			recipient: 'ann@example.com',
			recipients: 'ann@example.com',
			sender: byId('shop@example.com'),
		},
		{ text: '4142' },
		{ type: 'call' },
		{ url: 'https://shop.example/', title: 'Shop' },
		{ options: { sendAt: '2030-05-06T10:00:00' } },
		{ updateFields: { newEmail: 'ann@example.com' } },
	],
	sendpulse: [
		{ options: { smsText: 'Hello' } },
		{ channel: 'whatsapp' },
		{ channel: 'telegram' },
		{ channel: 'messenger' },
		{ emailFormat: 'template', templateId: byId('1042220') },
	],
};
