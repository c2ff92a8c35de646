/** The part of the demo without delivery reports: customers write to bots, and a colleague takes over. */
import { seedId } from '../../sandbox/sendpulse/chatbots/seed.mts';
import {
	createCredential,
	importWorkflow,
	publishWorkflow,
	readExample,
	waitUntil,
} from '../index.mts';
import type { DemoHost } from './play.mts';
import { sendpulse } from './sendpulse.mts';
import type { DemoSandbox, SandboxMessage } from './step.mts';

/** Longer than the minute after which the polling trigger asks. */
const TIMEOUT_MS = 150_000;

/** First contacts of the Telegram bot and of the WhatsApp bot; the third is the colleague that the example names. */
const [ANNA, BORIS, COLLEAGUE] = [seedId('a', 1), seedId('a', 2), seedId('d', 1)];

/** What was sent to a contact, the latest last. */
const sentTo = ({ sendpulse: { messages } }: DemoSandbox, contactId: string): SandboxMessage[] =>
	messages.filter(({ details }) => details.contactId === contactId);

/** The address in the colleague's message, whose page asks whether to take over. */
const linkIn = (message: SandboxMessage | undefined): string =>
	/https?:\S+/.exec(message?.text ?? '')?.[0] ?? '';

/** A stranger gets 401 as soon as n8n has the webhook, and 404 before. */
async function webhookOf(url: string): Promise<number> {
	return await waitUntil(
		async () => {
			const { status } = await fetch(url, { method: 'POST', body: '[]' });
			return status === 404 ? undefined : status;
		},
		{ for: 'the webhook of the chatbots', timeoutMs: 30_000 },
	);
}

/**
 * Plays the example of the chatbots through: a known question over a webhook, one that no webhook told of, and one for a person.
 *
 * @returns what has not happened; nothing when everything has
 */
export async function playChatbots({ n8n, sandbox, say }: DemoHost): Promise<string[]> {
	const { settings, state } = sandbox.sendpulse;
	const given = sendpulse.credential(sandbox);
	const credential = await createCredential(n8n.client, given);
	const workflow = readExample('chatbot-answers');
	const id = await importWorkflow(n8n.client, workflow, [credential]);
	await publishWorkflow(n8n.client, id);
	say(`Published "${workflow.name}"`);
	const trigger = workflow.nodes.find(({ name }) => name === 'SendPulse Trigger');
	const url = `${n8n.url}/webhook/${trigger?.webhookId}/sendpulse`;
	const stranger = await webhookOf(url);
	settings.chatWebhookUrl = `${url}?secret=${encodeURIComponent(String(given.data.callbackSecret))}`;

	const answered = async (contactId: string, count: number) =>
		await waitUntil(
			async () => {
				const sent = sentTo(sandbox, contactId);
				return await Promise.resolve(sent.length >= count ? sent : undefined);
			},
			{ for: `${count} messages to ${contactId}`, timeoutMs: TIMEOUT_MS },
		);

	// No webhook tells of this one: the trigger that polls has to find it.
	await state.customerWrites(ANNA, { text: 'Когда привезёте? Нужна доставка', isLost: true });
	await state.customerWrites(BORIS, { text: 'Какая цена?' });
	const [price] = await answered(BORIS, 1);
	say(`WhatsApp: "Какая цена?" was answered: ${price?.text}`);

	await state.customerWrites(BORIS, { text: 'Можно прийти с собакой?' });
	const [question] = await answered(COLLEAGUE, 1);
	// n8n answers once the execution is asleep.
	const page = await waitUntil(
		async () => {
			const response = await fetch(linkIn(question));
			return response.ok ? await response.text() : undefined;
		},
		{ for: 'the page of the question', timeoutMs: 30_000 },
	);
	await fetch(linkIn(question), {
		method: 'POST',
		body: new URLSearchParams({ decision: 'approve' }),
	});
	const [, comes] = await answered(BORIS, 2);
	say(`A colleague takes over: ${comes?.text}`);
	const paused = state.account.chatbots.contacts.get(BORIS)?.pausedUntil ?? null;

	const [delivery] = await answered(ANNA, 1);
	say(`Telegram, found by the trigger that polls: ${delivery?.text}`);

	const all = [ANNA, BORIS, COLLEAGUE].map((contactId) => sentTo(sandbox, contactId).length);
	const expected: Array<[string, boolean]> = [
		['A stranger did not get 401', stranger === 401],
		['The price was not answered from the table', price?.text.includes('/price') === true],
		['The page does not show the question', page.includes('Можно прийти с собакой?')],
		['The bot was not silenced for the customer', paused !== null],
		['The customer was not told that a person comes', comes?.text.includes('сотруднику') === true],
		['The missed message was not answered', delivery?.text.includes('/track') === true],
		['A message was answered twice', JSON.stringify(all) === '[1,2,1]'],
	];
	return expected.filter(([, happened]) => !happened).map(([problem]) => `Chatbots: ${problem}`);
}
