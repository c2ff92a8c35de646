/** The files of a gateway that does not exist yet: a plain SMS gateway that sends lists and tells statuses, as its sandbox has it. */

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
| key | \`Authorization: Bearer <token>\` | O [${id}.everything] | see ${id}/send |
| balance | \`GET /balance\`, answered \`{"ok":true,"balance":12.5}\` | O [${id}.everything] | see ${id}/send |
| sending | \`POST /send\` with \`{"from","at","messages":[{"to","text"}]}\`, up to 50 messages, \`at\` in Unix seconds; answered \`{"ok":true,"messages":[{"to","id","cost"}]}\` | O [${id}.everything] | ${id}/send |
| refusals | \`{"ok":false,"code":1,"words":"…"}\` of a request; \`{"to","code","words"}\` in place of a message | O [${id}.everything] | see ${id}/send |

## 2 Statuses

\`POST /status\` with \`{"ids":["1"]}\`, answered \`{"ok":true,"messages":[{"id","status","words"}]}\`.

| status | meaning | mark | check |
| --- | --- | --- | --- |
| 0 | queued | O | –e |
| 1 | delivered | O | –e |
| 2 | undelivered | O | –e |

## 3 Callbacks

POST to the address in the account's settings, \`{"id":"1","to":"79…","status":1}\`; the header \`X-Signature\` is the HMAC-SHA256 of the body with the Callback Secret, in hexadecimal. Any 2xx will do.

Check: –e.

## 4 Open questions

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
import { byBearer } from '../nodes/shared/transport/form';

export class MessageGateways${folder}Api implements ICredentialType {
	name = 'messageGateways${folder}Api';

	displayName = '${title} API';

	icon = { light: 'file:../icons/${id}.svg', dark: 'file:../icons/${id}.dark.svg' } as const;

	documentationUrl =
		'${repository}/docs/${id}.md#credential';

	properties: INodeProperties[] = [
		secretField('Token', 'token'),
		baseUrlField(defaultBaseUrl),
		...credentialFields({ concurrent: 5, perSecond: 10 }),
	];

	/** Of a key that is a parameter: \`byParameter\`. Source: docs/gateways/${id}.md 1. */
	authenticate: IAuthenticate = byBearer('token');

	// TODO: \`rules\` for refusals that come with HTTP 200, as SMS.ru has them. Source: docs/gateways/${id}.md 1.
	test: ICredentialTestRequest = {
		request: {
			baseURL: baseUrlExpression,
			url: '/balance',
			method: 'GET',
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseSuccessBody',
				properties: { key: 'ok', value: false, message: '${title} refuses the token.' },
			},
		],
	};
}
`,
	[`nodes/${folder}/statuses.ts`]: `import type { DeliveryStatus } from '../shared/model/deliveryStatus';

/** Source: docs/gateways/${id}.md 2. */
export const wireStatuses: Readonly<Record<string, DeliveryStatus>> = {
	'0': 'queued',
	'1': 'delivered',
	'2': 'undelivered',
};
`,
	[`nodes/${folder}/errors.ts`]: `import { type Failure, refusalByCode } from '../shared/model/failure';
import { recordOf, wordsOf } from '../shared/text/json';

const refusal = refusalByCode(
	// TODO: what each code, a number or a word, means, and what to do.
	[
		[[1], 'unauthorized', 'Check the Token in the credential.'],
		[[2], 'invalidRecipient', 'Check the number.'],
	],
	'Correct what the gateway points out.',
);

/** @returns why a request, or one of its messages, was refused */
export const failureOf = (answer: Record<string, unknown>, httpStatus: number | null): Failure =>
	refusal(answer.code, wordsOf(answer.words), httpStatus);

/** A refusal of a whole request. Source: docs/gateways/${id}.md 1. */
export function readRefusal(httpStatus: number, body: unknown): Failure | null {
	const answer = recordOf(body);
	// Of one that is told by an \`error\`: \`isNoError\` knows what stands there when nothing was wrong.
	return answer.ok === false ? failureOf(answer, httpStatus) : null;
}
`,
	[`nodes/${folder}/gateway.ts`]: `import type { Gateway } from '../shared/model/gateway';
import { parseObject } from '../shared/text/json';
import { baseUrlOr, pasted } from '../shared/text/address';
import { callbacks } from './callback';
import { readRefusal } from './errors';
import { wireStatuses } from './statuses';

/** Source: docs/gateways/${id}.md 1. */
export const defaultBaseUrl = 'https://gateway.example';

export const { baseUrl, baseUrlExpression } = baseUrlOr(defaultBaseUrl);

/** Of every sum. TODO. Source: docs/gateways/${id}.md 1. */
export const currency = 'RUB';

export const ${name}: Gateway = {
	id: '${id}',
	displayName: '${title}',
	credential: 'messageGateways${folder}Api',
	limits: { concurrent: 5, perSecond: 10, listSize: 50 },
	baseUrl,
	parse: (text) => parseObject(text, 'ok'),
	readFailure: readRefusal,
	statuses: wireStatuses,
	// \`noCallbacks\`, if it reports nothing.
	callbacks,
	secrets: ({ token, callbackSecret }) => [pasted(token), pasted(callbackSecret)],
};
`,
	[`nodes/${folder}/callback.ts`]: `import { createHmac } from 'node:crypto';

import { sameSecret } from '../shared/callbacks/secret';
import { reportOf } from '../shared/model/deliveryReport';
import type { Gateway } from '../shared/model/gateway';
import { entryOf, idOf, recordOf } from '../shared/text/json';
import { wireStatuses } from './statuses';

/** Source: docs/gateways/${id}.md 3. */
export const callbacks: Gateway['callbacks'] = {
	// Many times what a report takes.
	largestBody: 64 * 1024,
	isProvenByUrl: () => false,
	authenticate({ headers, body }, secret) {
		const signature = createHmac('sha256', secret).update(body).digest('hex');
		return sameSecret(headers['x-signature'], signature) && secret !== ''
			? { accepted: true, verified: true }
			: { accepted: false };
	},
	parse({ json }) {
		const raw = recordOf(json);
		const messageId = idOf(raw.id);
		// The whole call becomes a report with the status unknown.
		if (messageId === null) return [];
		const code = idOf(raw.status);
		const status = entryOf(wireStatuses, code ?? '') ?? 'unknown';
		const recipient = idOf(raw.to);
		const dedupeKey = JSON.stringify([messageId, code]);
		return [reportOf(status, { messageId, recipient, channel: 'sms', code, dedupeKey, raw })];
	},
};
`,
	[`nodes/${folder}/${folder}Trigger.node.ts`]: `import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { unregisteredWebhook } from '../shared/callbacks/lifecycle';
import { reportTrigger } from '../shared/callbacks/reportTrigger';
import { registerForm } from '../shared/input/fieldChecks';
import { ${name} } from './gateway';

const { description, webhook } = reportTrigger(
	${name},
	'POST',
	// TODO: where in the account.
	'Enter the production URL above in your ${title} account, and the Callback Secret there in the credential.',
);

export class ${folder}Trigger implements INodeType {
	description: INodeTypeDescription = {
		...description,
		displayName: '${title} Trigger',
		name: '${name}Trigger',
		icon: { light: 'file:../../icons/${id}.svg', dark: 'file:../../icons/${id}.dark.svg' },
		subtitle: '={{$parameter["statuses"].join(", ")}}',
		description: 'Send SMS through ${title}, and start workflows when a status comes',
		defaults: { name: '${title} Trigger' },
	};

	constructor() {
		registerForm(this.description);
	}

	/** Of an account that can be told the address by a call: \`registeredWebhook\`. */
	webhookMethods = { default: unregisteredWebhook(${name}) };

	webhook = webhook;
}
`,
	[`nodes/${folder}/${folder}Trigger.node.json`]: `${JSON.stringify(
		{
			node: `n8n-nodes-message-gateways.${name}Trigger`,
			nodeVersion: '1.0',
			codexVersion: '1.0',
			categories: ['Communication'],
			resources: {
				primaryDocumentation: [{ url: `${repository}/docs/${id}.md` }],
				credentialDocumentation: [{ url: `${repository}/docs/${id}.md#credential` }],
			},
		},
		null,
		'\t',
	)}\n`,
	[`nodes/${folder}/resources/message.ts`]: `import { textField } from '../../shared/fields/parts';
import type { Resource } from '../../shared/model/operation';
import { smsOperations } from '../../shared/operations/sms';
import { givenId, idOf, isRecord, listIn, wordsOf } from '../../shared/text/json';
import { jsonPost } from '../../shared/transport/form';
import { failureOf } from '../errors';
import { currency, ${name} } from '../gateway';

const sender = textField('Sender', 'sender', 'from', {
	description: 'An approved name. If empty, that of your account is used.',
});

/** Source: docs/gateways/${id}.md 1 and 2. */
export const message: Resource = {
	value: 'message',
	name: 'Message',
	// TODO: further \`options\`, each a field with its parameter, and a \`price\` if the gateway tells it beforehand.
	operations: smsOperations({
		gateway: ${name},
		sender,
		timeWire: 'at',
		currency,
		// An answer names the recipients, not the texts.
		toldApartByRecipient: true,
		request: (messages) =>
			jsonPost('/send', {
				...Object.fromEntries(messages[0]?.parameters ?? []),
				messages: messages.map(({ recipient, text }) => ({ to: recipient, text })),
			}),
		entriesIn(body) {
			const entries = listIn(body, 'messages').filter(isRecord);
			const named = new Map(
				entries.flatMap((one) => [one.to, one.id].map((key) => [idOf(key), one])),
			);
			return (key) => {
				const entry = named.get(key);
				return entry?.code === undefined ? entry && { entry } : { failure: failureOf(entry, null) };
			};
		},
		sent: ({ id, cost }) => ({ messageId: givenId(id), cost }),
		statusRequest: (ids, more) => jsonPost('/status', { ids, ...Object.fromEntries(more) }),
		state: ({ status, words, cost }) => ({
			code: idOf(status),
			text: wordsOf(words) || null,
			cost,
		}),
	}),
};
`,
	[`nodes/${folder}/resources/account.ts`]: `import { closingFields } from '../../shared/fields/closing';
import { entries } from '../../shared/fields/entries';
import type { Resource } from '../../shared/model/operation';
import { callRouting } from '../../shared/routing/call';
import { amount, recordOf } from '../../shared/text/json';
import { currency, ${name} } from '../gateway';

/** Source: docs/gateways/${id}.md 1. */
export const account: Resource = {
	value: 'account',
	name: 'Account',
	operations: [
		{
			...entries.getBalance,
			routing: callRouting(${name}, {
				method: 'GET',
				url: '/balance',
				// None but the Additional Parameters.
				parameters: () => [],
				shape: (body) => [{ balance: amount(recordOf(body).balance) ?? null, currency }],
			}),
			fields: closingFields(),
		},
	],
};
`,
	[`nodes/${folder}/${folder}.node.ts`]: `import type { INodeType, INodeTypeDescription } from 'n8n-workflow';

import { smsNode } from '../shared/operations/sms';
import { jsonRequests } from '../shared/transport/request';
import { baseUrlExpression, ${name} } from './gateway';
import { account } from './resources/account';
import { message } from './resources/message';

const { description, customOperations, webhook } = smsNode(
	${name},
	jsonRequests(baseUrlExpression),
	'${name}',
	[message, account],
);

export class ${folder} implements INodeType {
	description: INodeTypeDescription = {
		...description,
		displayName: '${title}',
		name: '${name}',
		icon: { light: 'file:../../icons/${id}.svg', dark: 'file:../../icons/${id}.dark.svg' },
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Send SMS through ${title}, and start workflows when a status comes',
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
	[`test/sandbox/${id}/definition.mts`]: `import { createHmac } from 'node:crypto';

import { type Answer, json } from '../framework/answer.mts';
import { parseJson } from '../framework/fields.mts';
import type { GatewayContext, GatewayDefinition } from '../framework/gateway.mts';
import { custom, texts } from '../framework/settings.mts';

interface Settings {
	tokens: string[];
	/** The contract sets it. */
	balance: number;
	rejectedRecipients: string[];
	callbackUrl: string;
	callbackSecret: string;
}

interface Body {
	from?: unknown;
	at?: unknown;
	messages?: Array<{ to?: unknown; text?: unknown }>;
	ids?: unknown[];
}

const isText = (value: unknown): boolean => typeof value === 'string';

const refused = (code: number, words: string): Answer => json({ ok: false, code, words });

function send(
	{ settings, messages, clock }: GatewayContext<Settings>,
	{ from = '', at, messages: rows = [] }: Body,
	requestId: number,
): Answer {
	if (rows.length === 0 || rows.length > 50) return refused(3, 'messages');
	const answered = rows.map(({ to, text }) => {
		const recipient = String(to);
		if (!/^\\d{10,15}$/.test(recipient) || settings.rejectedRecipients.includes(recipient))
			return { to, code: 2, words: 'wrong number' };
		const id = String(1000 + messages.list.length);
		messages.add({
			gateway: '${id}',
			id,
			channel: 'sms',
			recipient,
			sender: String(from),
			text: String(text),
			html: null,
			button: null,
			action: null,
			image: null,
			scheduledAt: at === undefined ? null : new Date(Number(at) * 1000).toISOString(),
			status: '0',
			history: [],
			raw: {},
			receivedAt: clock.iso(),
			requestId,
			details: {},
		});
		return { to, id, cost: 2.5 };
	});
	return json({ ok: true, messages: answered });
}

function status({ messages }: GatewayContext<Settings>, { ids = [] }: Body): Answer {
	if (ids.length === 0 || ids.length > 50) return refused(3, 'ids');
	const answered = ids.map((id) => {
		const found = messages.list.find((message) => message.id === String(id));
		return found ? { id, status: found.status } : { id, code: 4, words: 'no such message' };
	});
	return json({ ok: true, messages: answered });
}

/** ${title} (docs/gateways/${id}.md). TODO: strict, and a mode for every point that the documents leave open. */
export const ${id}: GatewayDefinition<Settings> = {
	id: '${id}',
	displayName: '${title}',
	port: 4699,
	settings: {
		tokens: texts(['${id}-sandbox-token'], 'tokens that are accepted'),
		balance: custom<number>(
			() => 12.5,
			(value) => typeof value === 'number',
			'money of the account (number)',
		),
		rejectedRecipients: texts([], 'recipients that are refused'),
		callbackUrl: custom<string>(() => '', isText, 'address that is called (string)'),
		callbackSecret: custom<string>(() => '${id}-callback', isText, 'what signs callbacks (string)'),
	},
	credentials: ({ tokens }) => ({ token: tokens.join(', ') }),
	statusWords: () => [
		{ status: '1', word: 'delivered', deed: 'deliver' },
		{ status: '2', word: 'not delivered', deed: 'fail' },
	],
	create: (context) => ({
		async handle({ method, path, headers, body: bytes, id }) {
			await Promise.resolve();
			const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
			if (!context.settings.tokens.includes(token)) return refused(1, 'wrong token');
			const body = (parseJson(bytes.toString('utf8')) ?? {}) as Body;
			switch (\`\${method} \${path}\`) {
				case 'GET /balance':
					return json({ ok: true, balance: context.settings.balance });
				case 'POST /send':
					return send(context, body, id);
				case 'POST /status':
					return status(context, body);
				default:
					return refused(3, 'no such method');
			}
		},
		async pushStatus(message, to) {
			message.status = to;
			message.history.push({ status: to, at: context.clock.iso() });
			const { callbackUrl: url, callbackSecret } = context.settings;
			if (url === '') return;
			const body = JSON.stringify({ id: message.id, to: message.recipient, status: Number(to) });
			const signature = createHmac('sha256', callbackSecret).update(body).digest('hex');
			await context.callbacks.send({
				messageIds: [message.id],
				status: to,
				url,
				method: 'POST',
				headers: { 'content-type': 'application/json', 'x-signature': signature },
				body: Buffer.from(body),
			});
		},
		reset() {},
		state: undefined,
	}),
};
`,
	[`test/contract/${id}.table.mts`]: `import { createHmac } from 'node:crypto';
import { MessageGateways${folder}Api } from '../../credentials/MessageGateways${folder}Api.credentials.ts';
import { ${folder} } from '../../nodes/${folder}/${folder}.node.ts';
import { ${name} } from '../../nodes/${folder}/gateway.ts';
import { ${folder}Trigger } from '../../nodes/${folder}/${folder}Trigger.node.ts';
import { type CallbackCall, callbackSecret, type ContractTable } from './table.mts';

const token = '${id}-sandbox-token';

const message = {
	resource: 'message',
	sender: '={{ $json.sender }}',
	recipient: '={{ $json.recipient }}',
	text: '={{ $json.text }}',
	reference: '={{ $json.reference }}',
};

/** A row's own sender. */
const senders = {
	parameters: { sender: '={{ $json.sender }}' },
	values: [
		['MyShop', 'MyShop'],
		['Sale', 'Sale'],
	],
} as const;

const signatureOf = (body: string, secret = callbackSecret): string =>
	createHmac('sha256', secret).update(body).digest('hex');

const post = (body: string, signature?: string): CallbackCall => ({
	method: 'POST',
	headers: {
		'content-type': 'application/json',
		...(signature === undefined ? {} : { 'x-signature': signature }),
	},
	body: Buffer.from(body),
});

const signed = (event: unknown): CallbackCall => {
	const body = typeof event === 'string' ? event : JSON.stringify(event);
	return post(body, signatureOf(body));
};

export const ${name}Table: ContractTable = {
	gateway: ${name},
	node: ${folder},
	trigger: ${folder}Trigger,
	credentialTypes: { messageGateways${folder}Api: MessageGateways${folder}Api },
	credentials: ({ url }) => ({
		messageGateways${folder}Api: { baseUrl: url, token, callbackSecret, concurrent: 3, perSecond: 0 },
	}),
	secrets: [token, callbackSecret],
	sandbox: (sandbox) => sandbox.${id},
	recipient: (row) => String(79001110000 + row),
	impossibleRecipient: 'no phone',
	previews: ['message.send', 'message.sendMany', 'message.getStatus', 'account.getBalance'],
	sending: [
		{
			name: 'message: send',
			parameters: { operation: 'send', ...message },
			listSize: 1,
			senders,
		},
		{
			name: 'message: sendMany',
			parameters: { operation: 'sendMany', listSize: 4, ...message },
			listSize: 4,
			senders,
		},
	],
	promises: {
		nameless: ['{"ok":true}', '{"ok":true,"messages":[]}'],
		// Unix seconds name the instant itself.
		instant: /"at":"1930385160"/,
		inquiries: ['message: send', 'message: sendMany'].map((after) => ({
			name: 'message.getStatus',
			after,
			parameters: { messageId: '={{ $json.messageId }}' },
			statuses: ['1', '2', '0'] as const,
			listSize: 50,
		})),
		opposites: [],
	},
	refuse: (sandbox, recipient) => {
		sandbox.${id}.settings.rejectedRecipients.push(recipient);
	},
	// Source: docs/gateways/${id}.md 1.
	answers: [
		{ says: 'success', httpStatus: 200, text: '{"ok":true,"messages":[]}', kind: null },
		{
			says: 'a wrong token',
			httpStatus: 200,
			text: '{"ok":false,"code":1,"words":"x"}',
			kind: 'unauthorized',
		},
	],
	// Source: docs/gateways/${id}.md 2.
	statuses: { '0': 'queued', '1': 'delivered', '2': 'undelivered' },
	// Source: docs/gateways/${id}.md 3.
	callbacks: {
		genuine: (status, id) => signed({ id, to: '79001110000', status: Number(status) }),
		final: '1',
		intermediate: '0',
		inbound: null,
		forged(call) {
			const body = String(call.body);
			const signature = signatureOf(body);
			return {
				'no signature': post(body),
				'an empty signature': post(body, ''),
				'a wrong signature': post(body, '0'.repeat(64)),
				'a truncated signature': post(body, signature.slice(0, -1)),
				'a signature in other letters': post(body, signature.toUpperCase()),
				'a signature with another secret': post(body, signatureOf(body, 'another secret')),
				'the secret itself as a signature': post(body, encodeURIComponent(callbackSecret)),
				'a signature in the query': { ...post(body), query: \`x-signature=\${signature}\` },
				'another id': post(body.replace(/\\d/, '9'), signature),
				nothing: post(''),
			};
		},
		unknown: () => ({
			'a status that nobody knows': signed({ id: '2003', to: '79001110000', status: 77 }),
			'no status': signed({ id: '2003' }),
			'no id': signed({ status: 1 }),
			'a list': signed([{ id: '2003', status: 1 }]),
		}),
		malformed: () => ({ 'no JSON': signed('id=2003'), nothing: signed('') }),
	},
};
`,
	[`test/contract/samples/${id}.mts`]: `import type { Sandbox } from '../../sandbox/index.mts';
import { sendJson } from '../../sandbox/testing/http.mts';
import type { GatewaySamples, Sample } from './sample.mts';
import { textOf } from './sample.mts';

const message = {
	sender: 'MyShop',
	recipient: '={{ $json.recipient }}',
	text: '={{ $json.text }}',
};

const sends = (parameters: Sample['parameters']): Sample => ({
	effect: 'send',
	messages: 1,
	parameters,
});

/** A message that is asked about. */
async function sent({ ${id} }: Sandbox) {
	const messages = [{ to: '79001110000', text: 'Да' }];
	const authorization = \`Bearer \${${id}.settings.tokens[0]}\`;
	await sendJson('POST', \`\${${id}.url}/send\`, { messages }, { authorization });
	return { messageId: ${id}.messages.at(-1)?.id ?? '' };
}

/** Source: docs/gateways/${id}.md 1 and 2. */
export const ${name}Samples: GatewaySamples = {
	operations: {
		'message.send': sends(message),
		'message.sendMany': sends(message),
		'message.sendAndWait': sends({ ...message, message: '={{ $json.text }}' }),
		'message.getStatus': { effect: 'read', parameters: {}, prepare: sent },
		'account.getBalance': { effect: 'read', parameters: {} },
	},
	refusals: [
		{
			name: 'token',
			says: 'a wrong token',
			body: { ok: false, code: 1, words: 'wrong token' },
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
