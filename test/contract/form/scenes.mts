/** What happens while a trigger is published, so that each of its fields has something to decide. By the name of the trigger. */
import type { INodeParameters } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox/index.mts';
import { seedId } from '../../sandbox/sendpulse/chatbots/seed.mts';
import { pick, send } from '../../sandbox/smsby/testing.mts';
import { byId } from '../samples/sample.mts';

export interface Scene {
	/** What a published one has, where its defaults would not do. */
	parameters?: INodeParameters;
	/** Brings the account into being, before the first poll. @returns parameters that name what is in it */
	prepare?(sandbox: Sandbox): Promise<INodeParameters>;
	/** What happens between two polls. */
	meanwhile?(sandbox: Sandbox): Promise<unknown>;
	/** What fills a field, by its path, where nothing would that any field of its kind can hold. */
	values?: Readonly<Record<string, () => unknown[]>>;
}

const anHour = 3_600_000;

/** Sends to a phone number and returns what the answer calls by a name. */
const sentBySmsBy = async ({ smsby }: Sandbox, phone: string): Promise<string> =>
	String(pick(await send(smsby, 'sendQuickSMS', { message: 'Готово', phone }), 'sms_id'));

/** A request of many, which SMS.by makes a campaign of. */
async function bulkBySmsBy({ smsby, clock }: Sandbox, phone: string) {
	const more = { alphaname_id: '0', text: 'Скидка', delivery_list: [phone] };
	const messages = [{ message_type: 'bulk', name: `To ${phone}`, ...more }];
	const values = { callback_url: '', messages };
	const uuid = String(pick(await send(smsby, 'sendBulkSms', values, { as: 'json' }), 'uuid'));
	await clock.advance(1000);
	return { uuid, campaign: String(smsby.state.campaigns.at(-1)?.id) };
}

/** How many of them are asked about; whose they are is masked. */
const noneOrThree = () => ['', '1, 2, 3'];

export const scenes: Readonly<Record<string, Scene>> = {
	kuponTrigger: {},
	sendPulseTrigger: {
		parameters: { authentication: 'apiKey' },
		values: {
			// One that was made of the Callback Secret of another credential keeps the trigger from being published.
			urlSecret: () => [byId(''), byId('1f0c2a')],
		},
	},
	sendPulseChatbotTrigger: {
		parameters: { authentication: 'apiKey' },
		async prepare({ sendpulse: { state }, clock }) {
			// By the clock of n8n, by which the first poll looks back.
			for (const hours of [1.5, 0.5])
				state.account.chatbots.receive(
					seedId('a', 1),
					{ text: `${hours} hours ago` },
					Date.now() - hours * anHour,
				);
			await clock.advance(anHour);
			return {};
		},
		async meanwhile({ sendpulse: { state }, clock }) {
			for (const kind of ['a', 'b', 'c', 'd']) {
				await clock.advance(120_000);
				await state.customerWrites(seedId(kind, 1), { text: `From ${kind}`, isLost: true });
			}
			await clock.advance(120_000);
		},
		values: { bot: () => [byId(seedId('', 1)), byId(seedId('', 2))], callsPerPoll: () => [5, 50] },
	},
	smsByStatusTrigger: {
		async prepare(sandbox) {
			sandbox.smsby.settings.balance = 10_000;
			sandbox.smsby.settings.moderationLooks = 0;
			const [one, two] = ['375291110001', '375291110002'] as const;
			const bulks = [await bulkBySmsBy(sandbox, one), await bulkBySmsBy(sandbox, two)];
			const messages = [await sentBySmsBy(sandbox, one), await sentBySmsBy(sandbox, two)];
			return {
				messageIds: messages.join(', '),
				groupIds: bulks.map(({ uuid }) => uuid).join(', '),
				campaignIds: bulks.map(({ campaign }) => campaign).join(', '),
				statuses: ['queued', 'sent', 'delivered', 'undelivered', 'notFound', 'unknown'],
			};
		},
		meanwhile: async ({ clock }) => await clock.advance(5000),
		values: { messageIds: noneOrThree, groupIds: noneOrThree, campaignIds: noneOrThree },
	},
	smsByTrigger: {},
	smscInboundTrigger: {
		prepare: async ({ smsc }) => {
			await smsc.state.receive({ phone: '79161110000', message: 'Старое' });
			return {};
		},
		meanwhile: async ({ smsc }) => {
			await smsc.state.receive({ phone: '79161110000', message: 'Первое', to: '79001112233' });
			await smsc.state.receive({ phone: '79161110000', message: 'Второе', to: '79001112234' });
		},
	},
	smscTrigger: {},
	smsRuTrigger: {},
};
