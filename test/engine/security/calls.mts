/** Every way in which the package calls a gateway with a credential, for each credential type. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { MessageGatewaysKuponApi } from '../../../credentials/MessageGatewaysKuponApi.credentials.ts';
import { MessageGatewaysSendPulseApi } from '../../../credentials/MessageGatewaysSendPulseApi.credentials.ts';
import { MessageGatewaysSendPulseOAuth2Api } from '../../../credentials/MessageGatewaysSendPulseOAuth2Api.credentials.ts';
import { MessageGatewaysSmsByApi } from '../../../credentials/MessageGatewaysSmsByApi.credentials.ts';
import { MessageGatewaysSmsRuApi } from '../../../credentials/MessageGatewaysSmsRuApi.credentials.ts';
import { MessageGatewaysSmscApi } from '../../../credentials/MessageGatewaysSmscApi.credentials.ts';
import { kuponTable } from '../../contract/kupon.table.mts';
import { sendPulseTable } from '../../contract/sendpulse.table.mts';
import { smsByTable } from '../../contract/smsby.table.mts';
import { smsRuTable } from '../../contract/smsru.table.mts';
import { smscTable } from '../../contract/smsc.table.mts';
import type { ContractTable } from '../../contract/table.mts';
import { inputRows, withTrigger } from '../../contract/table.mts';
import { activate, CredentialStore, runNode, testCredential } from '../harness/index.mts';
import type { NodeOptions } from '../harness/index.mts';

/** Like no other text, and full of characters that each encoding writes in its own way. */
const secret = (name: string): string => `${name}-Ключ "${name}"/+=& %41`;

export interface CredentialCase {
	name: string;
	table: ContractTable;
	secrets: string[];
	/** The stored credential for a gateway at this address. */
	data(url: string): IDataObject;
	type: new () =>
		| MessageGatewaysKuponApi
		| MessageGatewaysSmscApi
		| MessageGatewaysSmsByApi
		| MessageGatewaysSmsRuApi
		| MessageGatewaysSendPulseApi
		| MessageGatewaysSendPulseOAuth2Api;
	/** A read that makes one call an item, where the gateway has one. */
	read: INodeParameters | null;
	/** Parameters that choose this type. */
	chosen: INodeParameters;
}

const callbackSecret = secret('callback');

/** The secrets that travel with calls: all but the Callback Secret. */
export const travelling = ({ secrets }: CredentialCase): string[] =>
	secrets.filter((one) => one !== callbackSecret);

const common = { callbackSecret, concurrent: 3, perSecond: 0 };

export const credentialCases: CredentialCase[] = [
	{
		name: 'messageGatewaysKuponApi',
		table: kuponTable,
		type: MessageGatewaysKuponApi,
		secrets: [secret('token'), callbackSecret],
		data: (baseUrl) => ({ baseUrl, token: secret('token'), ...common }),
		read: null,
		chosen: {},
	},
	{
		name: 'messageGatewaysSmscApi',
		table: smscTable,
		type: MessageGatewaysSmscApi,
		secrets: [secret('password'), callbackSecret],
		data: (baseUrl) => ({
			host: 'own',
			baseUrl,
			authentication: 'password',
			login: 'ann',
			password: secret('password'),
			...common,
		}),
		read: { resource: 'account', operation: 'getBalance' },
		chosen: {},
	},
	{
		name: 'messageGatewaysSmscApi',
		table: smscTable,
		type: MessageGatewaysSmscApi,
		secrets: [secret('apiKey'), callbackSecret],
		data: (baseUrl) => ({
			host: 'own',
			baseUrl,
			authentication: 'apiKey',
			apiKey: secret('apiKey'),
			...common,
		}),
		read: { resource: 'account', operation: 'getBalance' },
		chosen: {},
	},
	{
		name: 'messageGatewaysSmsByApi',
		table: smsByTable,
		type: MessageGatewaysSmsByApi,
		secrets: [secret('token'), callbackSecret],
		data: (baseUrl) => ({ host: 'own', baseUrl, token: secret('token'), ...common }),
		read: { resource: 'account', operation: 'getBalance' },
		chosen: {},
	},
	{
		name: 'messageGatewaysSmsRuApi',
		table: smsRuTable,
		type: MessageGatewaysSmsRuApi,
		secrets: [secret('apiKey')],
		data: (baseUrl) => ({ baseUrl, apiKey: secret('apiKey'), concurrent: 3, perSecond: 0 }),
		read: { resource: 'account', operation: 'getBalance' },
		chosen: {},
	},
	{
		name: 'messageGatewaysSendPulseApi',
		table: sendPulseTable,
		type: MessageGatewaysSendPulseApi,
		// A header holds no letters beyond Latin-1.
		secrets: ['sp_apikey_0123456789-ABC/+=', callbackSecret],
		data: (baseUrl) => ({ baseUrl, apiKey: 'sp_apikey_0123456789-ABC/+=', ...common }),
		read: { resource: 'balance', operation: 'get', authentication: 'apiKey' },
		chosen: { authentication: 'apiKey' },
	},
	{
		name: 'messageGatewaysSendPulseOAuth2Api',
		table: sendPulseTable,
		type: MessageGatewaysSendPulseOAuth2Api,
		secrets: [secret('client'), 'stored-token-0123456789', callbackSecret],
		data: (baseUrl) => ({
			baseUrl,
			clientId: 'client-id',
			clientSecret: secret('client'),
			oauthTokenData: { access_token: 'stored-token-0123456789', token_type: 'Bearer' },
			...common,
		}),
		read: { resource: 'balance', operation: 'get', authentication: 'oAuth2' },
		chosen: { authentication: 'oAuth2' },
	},
];

/** Those whose triggers register themselves. */
const registering: ContractTable[] = [sendPulseTable, smsRuTable];

interface Use {
	what: string;
	/** @returns everything that a person or a log can see of it */
	run(url: string): Promise<object>;
}

/** What the package does with a credential of this type. */
export function usesOf(one: CredentialCase, more: IDataObject = {}): Use[] {
	const { table, name, type, chosen, read } = one;
	const options = (url: string): Pick<NodeOptions, 'credentials'> => ({
		credentials: new CredentialStore(
			{ [name]: { ...one.data(url), ...more } as never },
			{ [name]: type },
		),
	});
	const execute = async (url: string, parameters: INodeParameters, onError: object) => {
		const {
			credentials: _stored,
			saved: _saved,
			...seen
		} = await runNode({
			...options(url),
			nodeType: table.node,
			parameters: { ...parameters, ...chosen },
			items: inputRows(table, 2),
			node: onError,
		});
		return { ...seen, thrown: seen.thrown.map((error) => (error as Error).message) };
	};
	const operations = [
		...table.sending.map((operation) => [operation.name, operation.parameters] as const),
		...(read ? ([['a read, one call an item', read]] as const) : []),
	];
	return [
		...operations.flatMap(([what, parameters]): Use[] => [
			{
				what: `${what}, with error output`,
				run: async (url) => await execute(url, parameters, { onError: 'continueErrorOutput' }),
			},
			{ what: `${what}, stopping`, run: async (url) => await execute(url, parameters, {}) },
		]),
		{
			what: 'the test of the credential',
			run: async (url) => await testCredential(type, one.data(url)),
		},
		...(registering.includes(table)
			? [
					{
						what: 'the registration of the trigger',
						run: async (url: string) => {
							const { error, log } = await activate({
								...options(url),
								nodeType: withTrigger(table).trigger,
								parameters: chosen,
							});
							return { error: error instanceof Error ? [error.message, error.stack] : error, log };
						},
					},
				]
			: []),
	];
}
