/** The part of the demo without delivery reports: customers write to bots, and a colleague takes over. */
import { seedId } from '../../sandbox/sendpulse/chatbots/seed.mts';
import {
	createCredential,
	type Credential,
	importWorkflow,
	publishWorkflow,
	readExample,
	waitUntil,
} from '../index.mts';
import type { DemoHost } from './play.mts';
import { sendpulse } from './sendpulse.mts';
import type { DemoSandbox, SandboxMessage } from './step.mts';

/** First contacts of the Telegram bot and of the WhatsApp bot; the third is the colleague that the example names. */
const [ANNA, BORIS, COLLEAGUE] = [seedId('a', 1), seedId('a', 2), seedId('d', 1)];

const JSON_TYPE = { 'content-type': 'application/json' };

/** What was sent to a contact, the latest last. */
const sentTo = ({ sendpulse: { messages } }: DemoSandbox, contactId: string): SandboxMessage[] =>
	messages.filter(({ details }) => details.contactId === contactId);

/** The address in the colleague's message, whose page asks whether to take over. */
const linkIn = (message: SandboxMessage | undefined): string =>
	/https?:\S+/.exec(message?.text ?? '')?.[0] ?? '';

/** The one entry of *URL Secret*, which the editor asks n8n for. */
async function urlSecretOf({ n8n }: DemoHost, credential: Credential): Promise<string> {
	const { id, name, type } = credential;
	const { results } = await n8n.client.editor<{ results: Array<{ value: string }> }>(
		'POST',
		'/dynamic-node-parameters/resource-locator-results',
		{
			path: 'parameters.urlSecret',
			methodName: 'urlSecrets',
			nodeTypeAndVersion: {
				name: 'n8n-nodes-message-gateways.sendPulseTrigger',
				version: 1,
			},
			currentNodeParameters: { authentication: 'oAuth2', service: 'chatbot' },
			credentials: { [type]: { id, name } },
		},
	);
	return results[0]?.value ?? '';
}

/** An empty event is taken as soon as n8n has the webhook; before that the answer is 404. */
async function webhookOf(url: string): Promise<number> {
	return await waitUntil(
		async () => {
			const { status } = await fetch(url, {
				method: 'POST',
				headers: JSON_TYPE,
				body: '[{"event":"none"}]',
			});
			return status === 404 ? undefined : status;
		},
		{ for: 'the webhook of the chatbots' },
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
	const secret = await urlSecretOf({ n8n, sandbox, say }, credential);
	const workflow = structuredClone(readExample('chatbot-answers'));
	const trigger = workflow.nodes.find(({ name }) => name === 'SendPulse Trigger');
	if (!trigger) throw new Error('The example has no SendPulse Trigger');
	trigger.parameters.urlSecret = { __rl: true, mode: 'list', value: secret };
	const id = await importWorkflow(n8n.client, workflow, [credential]);
	await publishWorkflow(n8n.client, id);
	say(`Published "${workflow.name}"`);
	// As the panel shows it, ready to be pasted.
	const url = `${n8n.url}/webhook/${trigger.webhookId}/sendpulse/${secret}`;
	const isThere = await webhookOf(url);
	settings.chatWebhookUrl = url;

	const answered = async (contactId: string, count: number) =>
		await waitUntil(
			async () => {
				const sent = sentTo(sandbox, contactId);
				return await Promise.resolve(sent.length >= count ? sent : undefined);
			},
			{ for: `${count} messages to ${contactId}` },
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
		{ for: 'the page of the question' },
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
		['The URL of the panel was not let in', isThere === 200],
		['The price was not answered from the table', price?.text.includes('/price') === true],
		['The page does not show the question', page.includes('Можно прийти с собакой?')],
		['The bot was not silenced for the customer', paused !== null],
		['The customer was not told that a person comes', comes?.text.includes('сотруднику') === true],
		['The missed message was not answered', delivery?.text.includes('/track') === true],
		['A message was answered twice', JSON.stringify(all) === '[1,2,1]'],
	];
	return expected.filter(([, happened]) => !happened).map(([problem]) => `Chatbots: ${problem}`);
}
