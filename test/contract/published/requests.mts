/** Requests of the SendPulse nodes: every operation with its sample, with all the fields that the documents know, and on every channel. */
import type { INodeParameters } from 'n8n-workflow';
import { SendPulse } from '../../../nodes/SendPulse/SendPulse.node.ts';
import { storeOf, editorContext, openDropdown, runNode } from '../../engine/harness/index.mts';
import type { DropdownSearch } from '../../engine/harness/index.mts';
import { chatPoller } from '../../engine/sendpulse/chatbotPoll.mts';
import type { Exchange } from '../../sandbox/framework/exchange.mts';
import { CHANNELS } from '../../sandbox/sendpulse/chatbots/channels.mts';
import { seedId } from '../../sandbox/sendpulse/chatbots/seed.mts';
import type { Bench } from '../bench.mts';
import { sendPulseServed } from '../documents/sendpulse.mts';
import { merged } from '../documents/served.mts';
import { item, setUp } from '../matrix/cell.mts';
import { operationsOf } from '../matrix/operations.mts';
import { byId, file } from '../samples/sample.mts';
import { sendPulseSamples } from '../samples/sendpulse.mts';
import { sendPulseTable } from '../sendpulse.table.mts';

interface Run {
	/** What made the request, for a failure's words. */
	name: string;
	operation: string;
	set: INodeParameters;
}

export interface Made {
	by: string;
	request: Exchange;
}

const flow = seedId('e', 1);
const link = { title: 'Сайт', action: 'url', url: 'https://shop.example/' };
const answer = { title: 'Да', action: 'flow', flowId: flow };
const chatButtons = (button: object[]) => ({ chatButtons: { button } }) as INodeParameters;
const chatMediaUrl = 'https://shop.example/a.jpg';

/** Kinds of media by channel. */
const media: Record<string, string[]> = {
	telegram: ['image', 'document', 'video', 'audio', 'voice'],
	whatsapp: ['image', 'document', 'audio', 'voice'],
	messenger: ['image', 'document'],
	instagram: ['image'],
	viber: ['image'],
	livechat: ['image', 'document'],
	tiktok: [],
};

const captions = (channel: string, kind: string): boolean =>
	channel === 'telegram' || (channel === 'whatsapp' && ['image', 'document'].includes(kind));

/** What one channel is asked. */
function runsOf(channel: string, number: number): Run[] {
	const contact = { channel, chatContact: byId(seedId('a', number)) };
	const bot = byId(seedId('', number));
	const onlyFlows = channel === 'tiktok' || channel === 'whatsapp';
	const sends: INodeParameters[] = [
		{ chatText: 'Готов' },
		chatButtons(onlyFlows ? [answer] : [link, answer]),
		...(channel === 'messenger' ? [{ options: { messageTag: 'HUMAN_AGENT' } }] : []),
		...(channel === 'telegram' ? [{ options: { parseMode: 'html' } }] : []),
		...(media[channel] ?? []).map((chatMediaType) => ({
			...{ chatMessageType: 'media', chatMediaType, chatMediaUrl },
			chatCaption: captions(channel, chatMediaType) ? 'Счёт' : '',
		})),
	];
	const campaign = { channel, bot, options: { onlyTags: 'vip', sendAt: '2031-03-04T10:00:00Z' } };
	const others: Array<[string, INodeParameters]> = [
		...(channel === 'livechat'
			? []
			: [['chatbotMessage.createCampaign', campaign] as [string, INodeParameters]]),
		['chatbotMessage.runFlow', { ...contact, chatFlow: byId(seedId('e', number)) }],
		['chatbotMessage.getAll', contact],
		['chatbotMessage.getChats', { channel, bot }],
		['chatbotContact.get', contact],
		['chatbotContact.getAll', { channel, bot }],
		['chatbotContact.setVariables', contact],
		['chatbotContact.deleteVariable', contact],
		['chatbotContact.addTags', contact],
		['chatbotContact.removeTags', contact],
	];
	return [
		...sends.map((set): [string, INodeParameters] => [
			'chatbotMessage.send',
			{ ...contact, ...set },
		]),
		...others,
	].map(([operation, set]) => ({ name: `${operation} on ${channel}`, operation, set }));
}

const numbers: Record<string, unknown> = { amount: 5.5, paid: true, city: 'Рига' };

/** Forms that neither the samples nor the documents have. */
const more: Array<[string, INodeParameters]> = [
	[
		'chatbotContact.setVariables',
		{ chatVariablesFrom: 'json', chatVariablesJson: JSON.stringify(numbers) },
	],
	[
		'chatbotMessage.sendTemplate',
		{
			templateTo: 'contact',
			chatContact: byId(seedId('a', 2)),
			templateParameters: {
				mappingMode: 'defineBelow',
				value: {
					header_document: 'https://shop.example/a.pdf',
					body_1: 'А',
					url_0: '7',
					reply_1: flow,
				},
				schema: [],
			},
		},
	],
	['viber.create', { options: { liveTime: 3600 } }],
];

const runs: Run[] = [
	...operationsOf(sendPulseTable, { ...sendPulseSamples, variants: {} }).map(({ name }) => ({
		...{ name, operation: name, set: {} },
	})),
	...Object.entries(sendPulseServed).flatMap(([name, served]) =>
		[served, ...(served.also ?? [])].map(({ set = {} }) => ({
			...{ name, operation: served.operation, set },
		})),
	),
	...CHANNELS.flatMap(({ name }, at) => runsOf(name, at + 1)),
	...more.map(([operation, set]) => ({ name: operation, operation, set })),
];

/** Makes them all. */
export async function requestsOf(bench: Bench): Promise<Made[]> {
	const made: Made[] = [];
	const { gateway, sandbox } = bench;
	const table = sendPulseTable;
	const store = () => storeOf(table, gateway);
	let seen = 0;
	const note = (by: string) => {
		made.push(...gateway.requests.slice(seen).map((request) => ({ by, request })));
		seen = gateway.requests.length;
	};
	const operations = operationsOf(table, { ...sendPulseSamples, variants: {} });
	for (const { name, operation, set } of runs) {
		const found = operations.find((one) => one.name === operation);
		if (!found) throw new Error(`There is no operation ${operation}`);
		const parameters = merged(await setUp(table, bench, found), set);
		seen = gateway.requests.length;
		await runNode({
			nodeType: table.node,
			credentials: store(),
			parameters,
			items: [{ json: item(table), binary: found.sample.binary ?? file }],
			node: { onError: 'continueRegularOutput' },
		});
		if (gateway.requests.length === seen) throw new Error(`${name} made no request`);
		note(name);
	}
	const { listSearch, resourceMapping } = new SendPulse().methods;
	for (const [at, { name: channel }] of CHANNELS.entries()) {
		const bot = byId(seedId('', at + 1));
		const chatTemplate = byId('order_paid/uk');
		const parameters = {
			authentication: 'apiKey',
			channel,
			bot,
			chatTemplate,
			pipeline: byId('3'),
		};
		const editor = { nodeType: SendPulse, credentials: store(), parameters };
		for (const [name, search] of Object.entries(listSearch as Record<string, DropdownSearch>)) {
			if (name === 'chatTemplates' && channel !== 'whatsapp') continue;
			await openDropdown(editor, search);
			note(`${name} on ${channel}`);
		}
		if (channel === 'whatsapp')
			await resourceMapping.getTemplateParameters.call(editorContext(editor));
		await sandbox.clock.advance(3_600_000);
		const { poll } = chatPoller(sandbox.sendpulse, { channel, startWith: 'past' });
		await sandbox.sendpulse.state.customerWrites(seedId('a', at + 1), {
			text: 'Цена?',
			isLost: true,
		});
		await sandbox.clock.advance(60_000);
		await poll();
		note(`the polling trigger on ${channel}`);
	}
	return made;
}
