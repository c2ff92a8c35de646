/**
 * Every request of the SendPulse nodes, held against the API descriptions that SendPulse itself publishes: path, method, names and types of
 * what it carries. What the descriptions get wrong is listed with its evidence, and has to leave the list when it is no longer so.
 */
import { openBench } from '../bench.mts';
import { sendPulseTable } from '../sendpulse.table.mts';
import { extractOf, published } from './extract.mts';
import { type Made, requestsOf } from './requests.mts';

/** Requests that no published file describes, and where they come from. */
const undescribed: Record<string, string> = {
	'POST /oauth/access_token': 'the files name it as the address of their security scheme only',
	'POST /events/name/{}': 'events go to a host of their own: docs/gateways/sendpulse.md 16',
	'GET /domains/{}': 'the operator’s older document: docs/gateways/sendpulse.md 11.4',
};

const example = 'the file’s own example has it';
const listSend =
	'the file requires “message” and describes “messages”, which its own examples have';
const schemaless = 'the schema names only “emails”; the file’s examples of refusals name the rest';
const parameter = (name: string) =>
	`body.template.components[].parameters[] additionalProperties ${name}`;

/** Places where a published file is wrong: method, place and what the file says there, and the evidence. */
const mistakes: Record<string, string> = {
	'POST /addressbooks/{id}/emails: body oneOf': `addresses alone fit both alternatives, of which exactly one has to fit; ${schemaless}`,
	'POST /smtp/unsubscribe: body type array':
		'every client sends an object: docs/gateways/sendpulse.md 21.5',
	'DELETE /smtp/unsubscribe: body type array':
		'every client sends an object: docs/gateways/sendpulse.md 21.5',
	'GET /sms/campaigns/cost: query.phones type array':
		'a list in a query is one text in the operator’s older document: docs/gateways/sendpulse.md 13',
	'POST /telegram/contacts/send: body.message additionalProperties action': example,
	'POST /telegram/contacts/send: body.message.type enum': `voice: ${example}`,
	'POST /telegram/contacts/send: body.message.reply_markup.inline_keyboard[][] additionalProperties url':
		example,
	'POST /telegram/contacts/send: body.message.reply_markup.inline_keyboard[][] additionalProperties data':
		example,
	'POST /telegram/campaigns/send: body additionalProperties filter': `beside the messages: ${example}, where the schema has it in each message`,
	'POST /whatsapp/contacts/send: body.message additionalProperties document': `${example}; the schema has “file”`,
	'POST /whatsapp/contacts/send: body.message.interactive.body type string': `an object with “text”: ${example}`,
	[`POST /whatsapp/contacts/sendTemplate: ${parameter('text')}`]: example,
	[`POST /whatsapp/contacts/sendTemplate: ${parameter('document')}`]: example,
	[`POST /whatsapp/contacts/sendTemplateByPhone: ${parameter('text')}`]: example,
	'POST /messenger/contacts/send: body.message.data.attachment.payload.elements[].buttons[] additionalProperties data':
		example,
	'POST /messenger/campaigns/send: body.messages[] additionalProperties content_type': example,
	'POST /messenger/campaigns/send: body.messages[].type enum': `RESPONSE: ${example}`,
	'POST /messenger/campaigns/send: body.messages[].data additionalProperties text': example,
	'POST /instagram/contacts/send: body required message': listSend,
	'POST /live-chat/contacts/send: body required message': listSend,
	'POST /viber/chatbots/contacts/send: body required message': listSend,
	'POST /tiktok/contacts/send: body required message': listSend,
};

const unnamed = ({ request: { method, path } }: Made): string =>
	`${method} ${path}`.replace(/(?<=\/(?:name|domains)\/).+$/, '{}');

describe('what SendPulse publishes', () => {
	const check = published(extractOf('sendpulse'));
	const faults = new Map<string, string>();
	const strangers = new Set<string>();
	let made: Made[];

	beforeAll(async () => {
		const bench = await openBench(sendPulseTable, 0);
		made = await requestsOf(bench).finally(async () => await bench.close());
		for (const one of made) {
			const { name, faults: found } = check(one.request);
			if (name === null) strangers.add(unnamed(one));
			for (const fault of found) {
				faults.set(`${String(name)}: ${fault}`, `${one.by}: ${one.request.body.toString('utf8')}`);
			}
		}
	});

	test('describes each request', () => {
		expect([...strangers].sort()).toEqual(Object.keys(undescribed).sort());
	});

	test('is what each request is like, where it is not wrong itself', () => {
		const unknown = [...faults].filter(([fault]) => !Object.hasOwn(mistakes, fault));
		expect(Object.fromEntries(unknown)).toEqual({});
	});

	test('is still wrong where it is said to be', () => {
		expect(Object.keys(mistakes).filter((mistake) => !faults.has(mistake))).toEqual([]);
	});

	test.each([
		[
			'a name that nothing describes',
			{ contact_id: 'a', tags: ['b'], colour: 'red' },
			'body additionalProperties colour',
		],
		['a value of another type', { contact_id: 'a', tags: 'b' }, 'body.tags type array'],
		['a value that is missing', { tags: ['b'] }, 'body required contact_id'],
	])('would tell of %s', (_what, body, fault) => {
		const request = { method: 'POST', path: '/telegram/contacts/setTag', query: '' };
		expect(check({ ...request, body: Buffer.from(JSON.stringify(body)) }).faults).toEqual([fault]);
	});
});
