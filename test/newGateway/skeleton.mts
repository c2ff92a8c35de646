/** The files of a gateway that does not exist yet: a plain SMS gateway that sends, as its sandbox has it. */

export interface Names {
	/** The folder and the class: `NewSms`. */
	folder: string;
	/** The name of the node type and of the `Gateway` constant: `newSms`. */
	name: string;
	/** What its files are called: `newsms`. */
	id: string;
	/** What people read: `New SMS`. */
	title: string;
}

const repository = 'https://github.com/message-gateways/n8n-nodes-message-gateways/blob/main';

const icon = (color: string): string =>
	`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 60" width="60" height="60">\n\t<rect x="8" y="8" width="44" height="44" rx="8" fill="${color}"/>\n</svg>\n`;

/** Each file by its path. What has to be found out at the gateway is marked with TODO. */
export const skeleton = ({ folder, name, id, title }: Names): Record<string, string> => ({
	[`docs/gateways/${id}.md`]: `# ${title}: the facts, and how we know them

TODO: each fact of the API with its evidence and how sure it is; comments in the code cite this page by section.

| mark | evidence | how sure | kind |
| --- | --- | --- | --- |
| O | in no source | open | open |

The column _check_ names the check of \`npm run live -- ${id}\` that settles a fact, or says why no call does.

| check | why no call settles it |
| --- | --- |
| –e | it waits for something outside: an operator, a recipient, a fault |

## 1 Transport

| what | fact | mark | check |
| --- | --- | --- | --- |
| sending | \`POST /send\` with \`{"key","to","text"}\`, answered \`{"ok":true,"id":"1"}\` or \`{"ok":false,"code":1,"words":"…"}\` | O [${id}.everything] | ${id}/send |

## 2 Statuses

| status | meaning | mark | check |
| --- | --- | --- | --- |
| 1 | delivered | O | –e |
| 2 | undelivered | O | –e |

## 3 Open questions

| id | question | check |
| --- | --- | --- |
| [${id}.everything] | Is any of this so (1)? | see ${id}/send |
`,
	[`icons/${id}.svg`]: icon('#5b6470'),
	[`icons/${id}.dark.svg`]: icon('#c3cad3'),
	[`credentials/MessageGateways${folder}Api.credentials.ts`]: `import type {
	IAuthenticate,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { baseUrlExpression, defaultBaseUrl } from '../nodes/${folder}/gateway';
import { baseUrlField, credentialFields, secretField } from '../nodes/shared/fields/credential';
import { byParameter } from '../nodes/shared/transport/form';

export class MessageGateways${folder}Api implements ICredentialType {
	name = 'messageGateways${folder}Api';

	displayName = '${title} API';

	icon = { light: 'file:../icons/${id}.svg', dark: 'file:../icons/${id}.dark.svg' } as const;

	documentationUrl = '${repository}/docs/${id}.md#credential';

	properties: INodeProperties[] = [
		secretField('API Key', 'apiKey'),
		baseUrlField(defaultBaseUrl),
		...credentialFields({ concurrent: 5, perSecond: 10 }),
	];

	/** Source: docs/gateways/${id}.md 1. */
	authenticate: IAuthenticate = byParameter('key', 'apiKey');

	// TODO: a call that sends nothing and says whether the key is right.
	test: ICredentialTestRequest = {
		request: { baseURL: baseUrlExpression, url: '/send', method: 'POST' },
	};
}
`,
	[`nodes/${folder}/statuses.ts`]: `import type { DeliveryStatus } from '../shared/model/deliveryStatus';

/** Source: docs/gateways/${id}.md 2. */
export const wireStatuses: Readonly<Record<string, DeliveryStatus>> = {
	'1': 'delivered',
	'2': 'undelivered',
};
`,
	[`nodes/${folder}/errors.ts`]: `import { type Failure, refusalByCode } from '../shared/model/failure';
import { recordOf, wordsOf } from '../shared/text/json';

const refusal = refusalByCode(
	// TODO: what each code means, and what to do.
	[[[1], 'unauthorized', 'Check the API Key in the credential.']],
	'Correct what the gateway points out.',
);

/** Source: docs/gateways/${id}.md 1. */
export function readRefusal(httpStatus: number, body: unknown): Failure | null {
	const { ok, code, words } = recordOf(body);
	return ok === false ? refusal(code, wordsOf(words), httpStatus) : null;
}
`,
	[`nodes/${folder}/gateway.ts`]: `import type { Gateway } from '../shared/model/gateway';
import { noCallbacks } from '../shared/model/gateway';
import { parseObject } from '../shared/text/json';
import { baseUrlOr, pasted } from '../shared/text/address';
import { readRefusal } from './errors';
import { wireStatuses } from './statuses';

/** Source: docs/gateways/${id}.md 1. */
export const defaultBaseUrl = 'https://gateway.example';

export const { baseUrl, baseUrlExpression } = baseUrlOr(defaultBaseUrl);

export const ${name}: Gateway = {
	id: '${id}',
	displayName: '${title}',
	credential: 'messageGateways${folder}Api',
	limits: { concurrent: 5, perSecond: 10, listSize: 1 },
	baseUrl,
	parse: (text) => parseObject(text, 'ok'),
	readFailure: readRefusal,
	statuses: wireStatuses,
	// TODO: \`callback.ts\`, and the trigger.
	callbacks: noCallbacks,
	secrets: ({ apiKey, callbackSecret }) => [pasted(apiKey), pasted(callbackSecret)],
};
`,
	[`nodes/${folder}/resources/message.ts`]: `import { byRoute } from '../../shared/operations/byRoute';
import { type Message, missingVerdict, type Route } from '../../shared/delivery/route';
import { additionalParameters, closingFields } from '../../shared/fields/closing';
import {
	defaultCountryOption,
	phoneField,
	phoneOf,
	referenceField,
	safetyOptions,
	smsTextField,
} from '../../shared/fields/common';
import { entries } from '../../shared/fields/entries';
import { fieldParameters, type WireField, type WireParameter } from '../../shared/fields/wire';
import type { Resource } from '../../shared/model/operation';
import { formBody } from '../../shared/text/charset';
import { idOf, recordOf } from '../../shared/text/json';
import { formPost } from '../../shared/transport/form';
import { ${name} } from '../gateway';

interface Sms extends Message {
	text: string;
	more: WireParameter[];
}

/** TODO: what else travels, each field with its parameter, such as \`textField('Sender', 'sender', 'from')\`. */
const fields: WireField[] = [];

/** Source: docs/gateways/${id}.md 1. TODO: with lists, prices and statuses this is \`smsOperations\`, as in nodes/SmsRu. */
const sendRoute: Route<Sms> = {
	effect: 'send',
	listSize: () => 1,
	message: (read) => ({
		recipient: phoneOf(read),
		reference: String(read('reference', '') ?? '') || null,
		text: String(read('text', '') ?? ''),
		more: [...fieldParameters(fields, read), ...additionalParameters(read)],
	}),
	groupKey: ({ recipient }) => recipient,
	contentKey: ({ text, more }) => JSON.stringify([text, more]),
	request: ([message]) =>
		formPost(
			'/send',
			formBody([
				['to', message?.recipient ?? ''],
				['text', message?.text ?? ''],
				...(message?.more ?? []),
			]),
		),
	verdicts: (messages, body) =>
		messages.map(() => {
			const messageId = idOf(recordOf(body).id);
			return messageId === null ? missingVerdict : { accepted: true, messageId, groupId: null };
		}),
	describe: () => ({ channel: 'sms' }),
	sms: { text: ({ text }) => text },
};

export const message: Resource = {
	value: 'message',
	name: 'Message',
	operations: [
		{
			...entries.send,
			...byRoute(${name}, sendRoute),
			fields: [
				phoneField,
				smsTextField,
				...fields,
				referenceField,
				...closingFields(defaultCountryOption, ...safetyOptions),
			],
		},
	],
};
`,
	[`nodes/${folder}/${folder}.node.ts`]: `import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { smsNode } from '../shared/operations/sms';
import { jsonRequests } from '../shared/transport/request';
import { baseUrlExpression, ${name} } from './gateway';
import { message } from './resources/message';

const { description, customOperations, webhook } = smsNode(
	${name},
	jsonRequests(baseUrlExpression),
	'${name}',
	[message],
);

export class ${folder} implements INodeType {
	description: INodeTypeDescription = {
		...description,
		displayName: '${title}',
		name: '${name}',
		icon: { light: 'file:../../icons/${id}.svg', dark: 'file:../../icons/${id}.dark.svg' },
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Send SMS through ${title}',
		defaults: { name: '${title}' },
		usableAsTool: true,
	};

	customOperations = customOperations;

	webhook = webhook;
}
`,
	[`nodes/${folder}/${folder}.node.json`]: `${JSON.stringify(
		{
			node: `n8n-nodes-message-gateways.${name}`,
			nodeVersion: '1.0',
			codexVersion: '1.0',
			categories: ['Communication', 'HITL'],
			subcategories: { HITL: ['Human in the Loop'] },
			alias: ['sms', 'смс'],
			resources: {
				primaryDocumentation: [{ url: `${repository}/docs/${id}.md` }],
				credentialDocumentation: [{ url: `${repository}/docs/${id}.md#credential` }],
			},
		},
		null,
		'\t',
	)}\n`,
	[`test/sandbox/${id}/definition.mts`]: `import { json } from '../framework/answer.mts';
import { bodyFields, Fields } from '../framework/fields.mts';
import type { GatewayDefinition } from '../framework/gateway.mts';
import { texts } from '../framework/settings.mts';

interface Settings {
	keys: string[];
	rejectedRecipients: string[];
}

/** ${title} (docs/gateways/${id}.md). TODO: strict, and a mode for every point that the documents leave open. */
export const ${id}: GatewayDefinition<Settings> = {
	id: '${id}',
	displayName: '${title}',
	port: 4699,
	settings: {
		keys: texts(['${id}-sandbox-key'], 'keys that are accepted'),
		rejectedRecipients: texts([], 'recipients that are refused'),
	},
	credentials: ({ keys }) => ({ key: keys.join(', ') }),
	statusWords: () => [
		{ status: '1', word: 'delivered', deed: 'deliver' },
		{ status: '2', word: 'not delivered', deed: 'fail' },
	],
	create: ({ settings, messages, clock }) => ({
		async handle(exchange) {
			const fields = new Fields(await bodyFields(exchange));
			const [to = '', text = ''] = [fields.text('to'), fields.text('text')];
			if (!settings.keys.includes(fields.text('key') ?? ''))
				return json({ ok: false, code: 1, words: 'wrong key' });
			if (settings.rejectedRecipients.includes(to))
				return json({ ok: false, code: 2, words: 'refused' });
			const id = String(1000 + messages.list.length);
			messages.add({
				gateway: '${id}',
				id,
				channel: 'sms',
				recipient: to,
				sender: '',
				text,
				html: null,
				button: null,
				action: null,
				image: null,
				scheduledAt: null,
				status: '0',
				history: [],
				raw: fields.raw(),
				receivedAt: clock.iso(),
				requestId: exchange.id,
				details: {},
			});
			return json({ ok: true, id });
		},
		async pushStatus(message, status) {
			await Promise.resolve();
			message.status = status;
		},
		reset() {},
		state: undefined,
	}),
};
`,
	[`test/contract/${id}.table.mts`]: `import { MessageGateways${folder}Api } from '../../credentials/MessageGateways${folder}Api.credentials.ts';
import { ${folder} } from '../../nodes/${folder}/${folder}.node.ts';
import { ${name} } from '../../nodes/${folder}/gateway.ts';
import type { ContractTable } from './table.mts';

const apiKey = '${id}-sandbox-key';

export const ${name}Table: ContractTable = {
	gateway: ${name},
	node: ${folder},
	credentialTypes: { messageGateways${folder}Api: MessageGateways${folder}Api },
	credentials: ({ url }) => ({
		messageGateways${folder}Api: { baseUrl: url, apiKey, concurrent: 3, perSecond: 0 },
	}),
	secrets: [apiKey],
	sandbox: (sandbox) => sandbox.${id},
	recipient: (row) => String(79001110000 + row),
	impossibleRecipient: 'no phone',
	previews: [],
	sending: [
		{
			name: 'message: send',
			parameters: {
				resource: 'message',
				operation: 'send',
				recipient: '={{ $json.recipient }}',
				text: '={{ $json.text }}',
				reference: '={{ $json.reference }}',
			},
			listSize: 1,
		},
	],
	promises: {
		nameless: ['{"ok":true}'],
		instant: /TODO/,
		inquiries: [],
		opposites: [],
	},
	refuse: (sandbox, recipient) => {
		sandbox.${id}.settings.rejectedRecipients.push(recipient);
	},
	// Source: docs/gateways/${id}.md 1.
	answers: [
		{ says: 'success', httpStatus: 200, text: '{"ok":true,"id":"1"}', kind: null },
		{
			says: 'a wrong key',
			httpStatus: 200,
			text: '{"ok":false,"code":1,"words":"x"}',
			kind: 'unauthorized',
		},
	],
	// Source: docs/gateways/${id}.md 2.
	statuses: { '1': 'delivered', '2': 'undelivered' },
};
`,
	[`test/contract/samples/${id}.mts`]: `import type { GatewaySamples } from './sample.mts';
import { textOf } from './sample.mts';

/** Source: docs/gateways/${id}.md 1. */
export const ${name}Samples: GatewaySamples = {
	operations: {
		'message.send': {
			effect: 'send',
			messages: 1,
			parameters: { recipient: '={{ $json.recipient }}', text: '={{ $json.text }}' },
		},
	},
	refusals: [
		{
			name: 'key',
			says: 'a wrong key',
			body: { ok: false, code: 1, words: 'wrong key' },
			kind: 'unauthorized',
		},
	],
	accepts: (answer) => textOf(answer).includes('"ok":true'),
};
`,
	[`test/contract/matrix/${id}.test.mts`]: `import { ${name}Samples } from '../samples/${id}.mts';
import { ${name}Table } from '../${id}.table.mts';
import { matrixSuite } from './suite.mts';

matrixSuite(${name}Table, ${name}Samples);
`,
});
