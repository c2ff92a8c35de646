/**
 * What n8n's panel of nodes shows, which lists the actions of a node in the order of its resources and operations, shows a node
 * and the trigger of its name as one entry with the trigger's description, and searches in the names and in the codex.
 */
import type { INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { nodeTypes } from './support/package.mts';

const all = nodeTypes();
const isTrigger = ({ group }: INodeTypeDescription) => group.includes('trigger');
const nodes = all.filter(({ node }) => !isTrigger(node.description));
/** The triggers that the panel does not show under the node of their name, with the node's words. */
const ownEntries = all.filter(
	({ node: { description } }) =>
		isTrigger(description) &&
		!nodes.some(({ node }) => `${node.description.name}Trigger` === description.name),
);

type Type = (typeof all)[number];

/** Whether one of the names that n8n searches begins with a word; it ranks a match at the beginning above all others. */
const isFoundBy = ({ node, codex }: Type, word: string): boolean =>
	[node.description.displayName, ...(codex.alias ?? [])].some(
		(name) =>
			name.toLowerCase().startsWith(word.toLowerCase()) &&
			!/^[\p{L}\p{N}]/u.test(name.slice(word.length)),
	);

/** The sentences of a node's actions in the panel's order. */
function actionsOf({ properties }: INodeTypeDescription): string[] {
	const resources = properties.find(({ name }) => name === 'resource')?.options ?? [];
	return (resources as INodePropertyOptions[]).flatMap(({ value }) => {
		const operation = properties.find(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes(value as string),
		);
		return ((operation?.options ?? []) as INodePropertyOptions[]).map(({ action }) => action ?? '');
	});
}

/** Where the panel shows the words, from 1. */
const placeOf = (name: string, action: string): number => {
	const found = nodes.find(({ node }) => node.description.name === name);
	if (!found) throw new Error(`There is no node ${name}`);
	return actionsOf(found.node.description).indexOf(action) + 1;
};

describe('the actions of a node', () => {
	test.each([
		['kupon', 'Send an SMS, messenger, push or e-mail message', 1],
		['kupon', 'Send many SMS, messenger, push or e-mail messages', 2],
		['smsc', 'Send an SMS or messenger message', 1],
		['smsc', 'Send many SMS or messenger messages', 2],
		['smsc', 'Send an e-mail', 3],
		['smsBy', 'Send an SMS', 1],
		['smsBy', 'Send many SMS', 2],
		['sendPulse', 'Send an e-mail', 1],
		['smsRu', 'Send an SMS', 1],
		['smsRu', 'Send many SMS', 2],
	])('of %s: “%s” is number %i', (name, action, place) => {
		expect(placeOf(name, action)).toBe(place);
	});

	test.each(nodes)('of $codex.node begin with the main job', ({ node: { description } }) => {
		const [first] = actionsOf(description);
		expect(first).toMatch(/^Send an? (SMS|e-mail)/);
		expect(actionsOf(description).length).toBe(new Set(actionsOf(description)).size);
	});

	test.each(nodes)('of $codex.node name the channel of what they send', ({ node }) => {
		const vague = actionsOf(node.description).filter((action) =>
			/^(Send|Estimate|Create) .*\b(messages?|campaigns?)\b/.test(action),
		);
		expect(
			vague.filter(
				(action) => !/SMS|messenger|Viber|e-mail|push|chat|bot|WhatsApp|Telegram/i.test(action),
			),
		).toEqual([]);
	});

	test('say e-mail in one way', () => {
		const said = nodes.flatMap(({ node }) => actionsOf(node.description));
		expect(said.filter((action) => /\bemails?\b|\bviber\b/.test(action))).toEqual([]);
	});
});

test.each(nodes)('the panel describes $codex.node with its trigger’s text', ({ node }) => {
	const { name, description } = node.description;
	const trigger = all.find((other) => other.node.description.name === `${name}Trigger`);
	expect(trigger?.node.description.description ?? description).toBe(description);
});

describe('the search finds', () => {
	/** Words of people, in Russian, Ukrainian, Belarusian and English, for what every gateway does. */
	const forEach = [
		...['sms', 'send sms', 'bulk sms', 'message', 'notification', 'delivery', 'code', 'approval'],
		...['смс', 'отправить смс', 'рассылка', 'сообщение', 'уведомление', 'код', 'доставка'],
		...['согласование', 'надіслати смс', 'розсилка', 'повідомлення', 'сповіщення', 'погодження'],
		...['адправіць смс', 'паведамленне', 'апавяшчэнне', 'дастаўка', 'узгадненне'],
		...['Россия', 'Беларусь', 'Украина', 'Казахстан', 'Росія', 'Білорусь', 'Україна', 'Расія'],
		...['Russia', 'Belarus', 'Ukraine', 'Kazakhstan'],
	];
	test.each(nodes)('$codex.node by what each gateway does', (type) => {
		expect(forEach.filter((word) => !isFoundBy(type, word))).toEqual([]);
	});

	test.each(all)('$codex.node by no word that another one finds', ({ node, codex }) => {
		const { alias = [] } = codex;
		const without = (word: string): Type => ({
			node,
			codex: { ...codex, alias: alias.filter((one) => one !== word) },
		});
		expect(alias.filter((word) => isFoundBy(without(word), word))).toEqual([]);
		expect(alias.length).toBe(new Set(alias).size);
		expect(alias.length > 0).toBe([...nodes, ...ownEntries].some((entry) => entry.node === node));
	});

	/** Words for a channel, and the nodes that have it. */
	test.each([
		['kupon smsc smsBy sendPulse', 'viber вайбер e-mail email письмо почта лист ліст'],
		['kupon smsc sendPulse', 'telegram телеграм тэлеграм whatsapp ватсап вотсап'],
		['kupon sendPulse', 'push пуш'],
		['smsc smsBy', 'voice call звонок дзвінок званок'],
		['smsc', 'mms ммс'],
	])('%s by: %s', (names, words) => {
		for (const name of names.split(' ')) {
			const found = nodes.find(({ node }) => node.description.name === name);
			const missing = words.split(' ').filter((word) => !found || !isFoundBy(found, word));
			expect([name, missing]).toEqual([name, []]);
		}
	});

	const messages = ['message', 'сообщение', 'повідомлення', 'паведамленне'];
	const incoming = [...messages, 'incoming message', 'входящее сообщение', 'reply', 'ответ'];
	const statuses = [...messages, 'delivery', 'status', 'доставка', 'дастаўка', 'статус'];

	/** Words for what a trigger brings. */
	const brought: Record<string, string[]> = {
		sendPulseChatbotTrigger: [...incoming, 'chatbot', 'чат-бот', 'viber', 'telegram', 'whatsapp'],
		smsByStatusTrigger: [...statuses, 'sms', 'смс', 'campaign', 'рассылка', 'viber'],
		smscInboundTrigger: [...incoming, 'sms', 'смс'],
	};
	test.each(ownEntries)('$codex.node by what it brings, and not by what it cannot do', (type) => {
		const words = brought[type.node.description.name] ?? ['(none)'];
		expect(words.filter((word) => !isFoundBy(type, word))).toEqual([]);
		const sending = ['send', 'отправить', 'надіслати', 'адправіць', 'otp', 'approval', 'hitl'];
		expect(sending.filter((word) => isFoundBy(type, word))).toEqual([]);
	});

	test.each(nodes)('$codex.node under Human review', ({ codex }) => {
		expect(codex.categories).toEqual(['Communication', 'HITL']);
		expect(codex.subcategories).toEqual({ HITL: ['Human in the Loop'] });
	});
});
