/** The credential types of a run, as n8n's loader prepares them. */
import { isExpression, NodeHelpers, UserError } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INode,
	INodeProperties,
	Workflow,
} from 'n8n-workflow';
import { oAuth2Api } from './oauth2.mts';
import { injectDomainRestrictionFields } from './standIns.mts';

export type CredentialSource = ICredentialType | (new () => ICredentialType);

export class CredentialTypes {
	private readonly types = new Map<string, ICredentialType>([['oAuth2Api', oAuth2Api]]);

	constructor(sources: Record<string, CredentialSource>) {
		for (const [name, source] of Object.entries(sources)) {
			const type = typeof source === 'function' ? new source() : source;
			// Methods may live on the prototype, so the type is inherited from and not copied.
			const prepared = Object.create(type) as ICredentialType;
			prepared.properties = injectDomainRestrictionFields(type);
			this.types.set(name, prepared);
		}
	}

	get(name: string): ICredentialType {
		const type = this.types.get(name);
		if (!type) throw new UserError(`The harness knows no credential type "${name}"`);
		return type;
	}

	parentsOf(name: string): string[] {
		const parents = this.types.get(name)?.extends ?? [];
		return [...parents, ...parents.flatMap((parent) => this.parentsOf(parent))];
	}

	/** Its own properties over those it inherits. */
	propertiesOf(name: string): INodeProperties[] {
		const { extends: parents, properties } = this.get(name);
		if (!parents) return properties;
		const all: INodeProperties[] = [];
		for (const parent of parents) {
			NodeHelpers.mergeNodeProperties(all, this.propertiesOf(parent));
		}
		NodeHelpers.mergeNodeProperties(all, properties);
		return all;
	}
}

/** Function-style as it is; of the generic style, keys and values may be expressions. */
export async function authenticateWith(
	type: ICredentialType,
	credentials: ICredentialDataDecryptedObject,
	requestOptions: IHttpRequestOptions,
	workflow: Workflow,
	node: INode,
): Promise<IHttpRequestOptions> {
	const { authenticate } = type;
	if (!authenticate) return requestOptions;
	if (typeof authenticate === 'function') {
		return await authenticate.call(type, credentials, requestOptions);
	}
	const resolve = (value: unknown) => {
		if (!isExpression(value)) return value;
		const evaluated = workflow.expression.getSimpleParameterValue(
			node,
			value as string,
			'internal',
			{ $credentials: credentials },
			undefined,
			'',
		);
		return evaluated ? String(evaluated) : '';
	};
	const options = requestOptions as unknown as Record<string, Record<string, unknown>>;
	options.headers ??= {};
	for (const [part, entries] of Object.entries(authenticate.properties)) {
		const target = (options[part] ??= {});
		for (const [key, value] of Object.entries(entries as object)) {
			target[String(resolve(key))] = resolve(value);
		}
	}
	return requestOptions;
}
