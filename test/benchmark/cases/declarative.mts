/** Declarative nodes to compare with: one with nothing but the request, and SendPulse's own as far as it sends mail. */
import type { INodeProperties, INodeType } from 'n8n-workflow';

const credentials = [{ name: 'messageGatewaysSendPulseApi', required: true }];

const baseURL = '={{$credentials.baseUrl.trim().replace(/\\/+$/, "")}}';

const text = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...more,
});

const nodeOf = (name: string, properties: INodeProperties[]): INodeType => ({
	description: {
		displayName: name,
		name,
		group: ['output'],
		version: 1,
		description: name,
		defaults: { name },
		inputs: ['main'],
		outputs: ['main'],
		credentials,
		requestDefaults: {
			baseURL,
			headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
		},
		properties,
	},
});

/** GET of one book by the id in a field. */
export const emptyGet = (): INodeType =>
	nodeOf('emptyGet', [
		text('id', { routing: { request: { method: 'GET', url: '=/addressbooks/{{ $value }}' } } }),
	]);

/** POST of a book with the name in a field. */
export const emptyCreate = (): INodeType =>
	nodeOf('emptyCreate', [
		text('name', {
			routing: {
				request: { method: 'POST', url: '/addressbooks' },
				send: { type: 'body', property: 'bookName' },
			},
		}),
	]);

const parameter = (code: string): string => `={{ ${code} }}`;

const shownFor = (kinds: string[]) => ({ show: { emailBodyType: kinds } });

const pairs = (name: string): INodeProperties => ({
	displayName: name,
	name,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	default: {},
	options: [{ displayName: 'List', name: 'list', values: [text('name'), text('value')] }],
});

/**
 * What SendPulse's own node (n8n-nodes-sendpulse, operation Send of its SMTP node) has n8n do for each item: ten
 * expressions inside one request body, of which most refer to fields that are not used, and a recipient list with an
 * expression of its own. Rebuilt from its description; none of its code is here.
 */
export const officialSend = (): INodeType =>
	nodeOf('officialSend', [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			default: 'send',
			options: [
				{
					name: 'Send',
					value: 'send',
					action: 'Send',
					routing: {
						request: {
							method: 'POST',
							url: '=/smtp/emails',
							body: {
								email: {
									subject: parameter('$parameter.subject'),
									from: {
										name: parameter('$parameter.fromName'),
										email: parameter('$parameter.fromEmail'),
									},
									html: parameter('Buffer.from($parameter.htmlBody).toString("base64")'),
									text: parameter('$parameter.textBody'),
									template: {
										id: parameter('$parameter.templateId'),
										variables: parameter(
											'Object.fromEntries($parameter.templateVariables.list?.map((v) => [v.name, v.value]) || [])',
										),
									},
									auto_plain_text: parameter('$parameter.additionalFields.autoPlainText'),
									attachments: parameter(
										'Object.fromEntries($parameter.additionalFields.attachments?.list?.map((a) => [a.name, a.value]) || [])',
									),
									attachments_binary: parameter(
										'Object.fromEntries($parameter.additionalFields.attachmentsBinary?.list?.map((a) => [a.name, a.value]) || [])',
									),
								},
							},
						},
					},
				},
			],
		},
		text('subject'),
		text('fromName'),
		text('fromEmail'),
		{
			...pairs('toRecipients'),
			options: [
				{ displayName: 'Recipients', name: 'recipients', values: [text('name'), text('email')] },
			],
			routing: {
				send: { type: 'body', property: 'email.to', value: '={{ $value.recipients }}' },
			},
		},
		{
			displayName: 'Email Body Type',
			name: 'emailBodyType',
			type: 'options',
			default: 'html',
			options: ['both', 'html', 'text', 'template'].map((value) => ({ name: value, value })),
		},
		text('htmlBody', { displayOptions: shownFor(['both', 'html']) }),
		text('textBody', { displayOptions: shownFor(['both', 'text']) }),
		text('templateId', { displayOptions: shownFor(['template']) }),
		{ ...pairs('templateVariables'), displayOptions: shownFor(['template']) },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			default: {},
			options: [
				{ displayName: 'Auto Plain Text', name: 'autoPlainText', type: 'boolean', default: false },
				pairs('attachments'),
				pairs('attachmentsBinary'),
			],
		},
	]);
