/** Small nodes and credentials for the harness's own tests. */
import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestHelper,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

const base = {
	displayName: 'Sample',
	name: 'sample',
	group: ['output'],
	version: 1,
	description: 'Sample node',
	defaults: { name: 'Sample' },
	inputs: [NodeConnectionTypes.Main],
	outputs: [NodeConnectionTypes.Main],
} satisfies Partial<INodeTypeDescription>;

function text(name: string, more: Partial<INodeProperties> = {}): INodeProperties {
	return { displayName: name, name, type: 'string', default: '', ...more };
}

export class KeyApi implements ICredentialType {
	name = 'keyApi';
	displayName = 'Key API';
	properties = [text('url'), text('key')];
	authenticate: IAuthenticate = {
		type: 'generic',
		properties: { headers: { 'x-key': '={{ $credentials.key }}' } },
	};
}

/** Function-style, with a token that expires. */
export class TokenApi implements ICredentialType {
	name = 'tokenApi';
	displayName = 'Token API';
	properties = [
		text('url'),
		text('login'),
		text('token', { type: 'hidden', typeOptions: { expirable: true } }),
	];

	async preAuthentication(this: IHttpRequestHelper, data: ICredentialDataDecryptedObject) {
		const url = `${String(data.url)}/token?login=${String(data.login)}`;
		const { token } = (await this.helpers.httpRequest({ url })) as { token: string };
		return { token };
	}

	authenticate: IAuthenticate = async (data, options) => ({
		...options,
		headers: { ...options.headers, authorization: `Token ${String(data.token)}` },
	});
}

export class GrantOAuth2Api implements ICredentialType {
	name = 'grantOAuth2Api';
	displayName = 'Grant OAuth2 API';
	extends = ['oAuth2Api'];
	properties = [
		text('grantType', { type: 'hidden', default: 'clientCredentials' }),
		text('url'),
		text('accessTokenUrl', { type: 'hidden', default: '={{ $self["url"] }}/oauth' }),
		text('authentication', { type: 'hidden', default: 'body' }),
	];
}

/** Posts `text`; `customOperations` and the routing tell themselves apart by the path. */
export class Sender implements INodeType {
	description: INodeTypeDescription = {
		...base,
		usableAsTool: true,
		credentials: [
			{ name: 'keyApi', displayOptions: { show: { authentication: ['keyApi'] } } },
			{ name: 'tokenApi', displayOptions: { show: { authentication: ['tokenApi'] } } },
			{ name: 'grantOAuth2Api', displayOptions: { show: { authentication: ['grantOAuth2Api'] } } },
		],
		requestDefaults: { baseURL: '={{ $credentials.url }}', url: '/declared', method: 'POST' },
		properties: [
			text('authentication', { default: 'keyApi' }),
			text('resource', { default: 'message' }),
			text('operation', { default: 'send' }),
			text('path', { routing: { request: { url: '={{ $value || "/declared" }}' } } }),
			text('text', {
				default: 'nothing',
				routing: { request: { body: { text: '={{ $value }}' } } },
			}),
		],
	};

	customOperations = {
		message: {
			async bulk(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
				const context = this.getContext('node');
				context.calls = Number(context.calls ?? 0) + 1;
				const texts = this.getInputData().map((_item, i) => this.getNodeParameter('text', i));
				if (texts.includes('fail')) throw new Error('bulk failed');
				return [[{ json: { texts, runIndex: runIndexOf(this), calls: context.calls } }]];
			},
		},
	};
}

const runIndexOf = (context: IExecuteFunctions): number =>
	context.evaluateExpression('{{ $runIndex }}', 0) as number;

/** Answers as the query tells it to. */
export class SampleTrigger implements INodeType {
	description: INodeTypeDescription = {
		...base,
		name: 'sampleTrigger',
		inputs: [],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'GET,POST',
				responseMode: 'onReceived',
				path: 'webhook',
				responseData: '={{ $parameter["answer"] }}',
			},
		],
		properties: [
			text('answer', { default: 'OK' }),
			{ displayName: 'Options', name: 'options', type: 'json', default: {} },
		],
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return this.getWorkflowStaticData('node').id !== undefined;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				if (this.getNodeParameter('answer') === 'refuse') throw new Error('refused');
				const data = this.getWorkflowStaticData('node');
				data.id = `${this.getActivationMode()} ${this.getNodeWebhookUrl('default')}`;
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				const data: IDataObject = this.getWorkflowStaticData('node');
				const existed = data.id !== undefined;
				delete data.id;
				return existed;
			},
		},
	};

	private static leader: Promise<void> | undefined;

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const query = this.getQueryData() as { do?: string };
		const response = this.getResponseObject();
		const request = this.getRequestObject() as unknown as {
			rawBody?: Buffer;
			readRawBody(): Promise<void>;
			encoding?: string;
		};
		if (query.do === 'throw') throw new Error('broken');
		if (query.do === 'skip') return {};
		if (query.do === 'reject') {
			response.status(401).send('no');
			return { noWebhookResponse: true };
		}
		if (query.do === 'lead') {
			SampleTrigger.leader = new Promise((resolve, reject) => {
				response.once('finish', () => resolve());
				response.once('close', () => reject(new Error('not finished')));
			});
		}
		if (query.do === 'follow') {
			const answer = (status: number) => void response.status(status).json({ status });
			SampleTrigger.leader?.then(
				() => answer(200),
				() => answer(503),
			);
			return { noWebhookResponse: true };
		}
		const data = this.getWorkflowStaticData('node');
		data.count = Number(data.count ?? 0) + 1;
		await request.readRawBody();
		const raw = request.rawBody?.toString('latin1');
		const { encoding } = request;
		return {
			workflowData: [[{ json: { raw, query, encoding, body: this.getBodyData() ?? null } }]],
		};
	}
}
