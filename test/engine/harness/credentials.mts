/** The stored credentials of a run, behind the same interface as n8n's credentials helper. */
import './log.mts';
import { getAdditionalKeys } from 'n8n-core';
import { deepCopy, ICredentialsHelper, isExpression, UserError } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialsExpressionResolveValues,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentials,
	INodeCredentialsDetails,
	INodeProperties,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { resolveAlone, withDefaults } from './credential-data.mts';
import { getCredentialOwnRequestAllowedDomains } from './standIns.mts';
import { authenticateWith, CredentialTypes } from './credential-types.mts';
import type { CredentialSource } from './credential-types.mts';

export type { CredentialSource };
export type CredentialData = Record<string, ICredentialDataDecryptedObject>;

/** One write of the engine to a stored credential (a refreshed token). */
export interface SavedCredential {
	id: string;
	type: string;
	data: ICredentialDataDecryptedObject;
}

let nextId = 1;

/**
 * Credentials by type. A store made anew has fresh ids, so limiters and caches keyed by the id
 * start clean; pass one store to several runs to have them share a credential.
 */
export class CredentialStore extends ICredentialsHelper {
	/** What the engine wrote, in order. */
	readonly saved: SavedCredential[] = [];
	/** How often the engine read (decrypted) a credential. */
	reads = 0;
	readonly ids: Record<string, string>;
	private readonly types: CredentialTypes;
	private readonly data = new Map<string, ICredentialDataDecryptedObject>();
	/** What webhooks were given, while nothing changes; undefined if each call resolves anew, as in n8n. */
	private resolved: Map<string, ICredentialDataDecryptedObject> | undefined;

	constructor(
		data: CredentialData = {},
		types: Record<string, CredentialSource> = {},
		ids: Record<string, string> = {},
	) {
		super();
		this.types = new CredentialTypes(types);
		this.ids = Object.fromEntries(
			Object.keys(data).map((type) => [type, ids[type] ?? `credential-${nextId++}`]),
		);
		for (const [type, stored] of Object.entries(data)) this.data.set(type, deepCopy(stored));
	}

	/** The `credentials` of a node that uses all of this store. */
	nodeCredentials(): INodeCredentials {
		return Object.fromEntries(
			Object.entries(this.ids).map(([type, id]) => [type, { id, name: `My ${type}` }]),
		);
	}

	/** From now on resolves each credential once for all webhooks: for tests with many calls of one. */
	keepResolved(): void {
		this.resolved ??= new Map();
	}

	/** What is stored now, tokens included. */
	stored(type: string): ICredentialDataDecryptedObject {
		const stored = this.data.get(type);
		if (!stored) throw new UserError(`Credential with type "${type}" does not exist.`);
		return stored;
	}

	getParentTypes(name: string): string[] {
		return this.types.parentsOf(name);
	}

	getCredentialsProperties(name: string): INodeProperties[] {
		return this.types.propertiesOf(name);
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions,
		workflow: Workflow,
		node: INode,
	): Promise<IHttpRequestOptions> {
		return await authenticateWith(
			this.types.get(typeName),
			credentials,
			requestOptions,
			workflow,
			node,
		);
	}

	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.types.get(typeName);
		const expirable = type.properties.find(
			(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
		);
		if (!expirable || typeof type.preAuthentication !== 'function') return undefined;
		if (credentials[expirable.name] !== '' && !credentialsExpired) return undefined;
		const output = await this.runPreAuthentication(helpers, credentials, typeName);
		if (output?.[expirable.name] === undefined || !node.credentials) return undefined;
		const stored = this.stored(typeName);
		const kept = Object.entries(output).filter(
			([key]) => key === expirable.name || !isExpression(stored[key]),
		);
		await this.updateCredentials(node.credentials[typeName]!, typeName, {
			...stored,
			...Object.fromEntries(kept),
		});
		return Object.assign(credentials, output);
	}

	async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const type = this.types.get(typeName);
		const allowedDomains = getCredentialOwnRequestAllowedDomains(credentials);
		const restricted: IHttpRequestHelper = {
			helpers: {
				httpRequest: async (options: IHttpRequestOptions) =>
					await helpers.helpers.httpRequest(
						allowedDomains === undefined ? options : { ...options, allowedDomains },
					),
			},
		};
		return (await type.preAuthentication?.call(restricted, credentials)) as
			| ICredentialDataDecryptedObject
			| undefined;
	}

	async getCredentials(details: INodeCredentialsDetails, type: string): Promise<ICredentials> {
		this.assertId(details, type);
		return { getData: async () => deepCopy(this.stored(type)) } as unknown as ICredentials;
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		details: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		values?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		this.assertId(details, type);
		this.reads += 1;
		const kept = raw === true || values ? undefined : this.resolved?.get(type);
		if (kept) return { ...kept };
		const original = deepCopy(this.stored(type));
		if (raw === true) return original;
		const properties = this.getCredentialsProperties(type);
		const data = withDefaults(properties, original);
		const keys = getAdditionalKeys(additionalData, mode, null, { isCredential: true });
		if (values) {
			return values.workflow.expression.getParameterValue(
				data as never,
				values.runExecutionData,
				values.runIndex,
				values.itemIndex,
				values.node.name,
				values.connectionInputData,
				mode,
				keys,
				executeData,
				false,
				data,
			) as unknown as ICredentialDataDecryptedObject;
		}
		const resolved = await resolveAlone(data, mode, keys);
		this.resolved?.set(type, resolved);
		return { ...resolved };
	}

	async updateCredentials(
		details: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.assertId(details, type);
		this.data.set(type, deepCopy(data));
		this.resolved?.delete(type);
		this.saved.push({ id: this.ids[type]!, type, data: deepCopy(data) });
	}

	async updateCredentialsOauthTokenData(
		details: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		const { oauthTokenData = {} } = data;
		await this.updateCredentials(details, type, { ...this.stored(type), oauthTokenData });
	}

	private assertId(details: INodeCredentialsDetails, type: string): void {
		if (details?.id !== this.ids[type]) {
			throw new UserError(`Credential with ID "${details?.id}" does not exist for type "${type}".`);
		}
	}
}
