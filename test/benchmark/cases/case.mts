/** One thing that both this package's node and n8n's own HTTP Request node do. */
import { createRequire } from 'node:module';
import path from 'node:path';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	INodeParameters,
	INodeType,
} from 'n8n-workflow';
import { projectRoot } from '../../projectRoot.mts';

export interface Case {
	name: string;
	/** Node of this package, as `<folder>/<class>`. */
	node: string;
	credential: { type: string; data: ICredentialDataDecryptedObject };
	parameters: INodeParameters;
	/** The gateway wants a pause between calls of one account, so that each run needs an account of its own. */
	accountEach?: true;
	/** The JSON of an input item, as a body of n8n's Code node: `number` is its row. */
	item: string;
	/** The same for one item, as parameters of the HTTP Request node. */
	http: INodeParameters;
	/** Header that the HTTP Request node has from a credential, where a secret belongs in one. */
	httpHeader?: { name: string; value: string };
}

/** The package as it is published; `npm run benchmark` builds it first. */
const load = createRequire(path.join(projectRoot(), 'package.json'));

export const dist = (file: string): Record<string, unknown> =>
	load(`./dist/${file}.js`) as Record<string, unknown>;

const className = (file: string): string => file.split('/').at(-1) ?? file;

export const nodeClass = ({ node }: Pick<Case, 'node'>): new () => INodeType =>
	dist(`nodes/${node}.node`)[className(node)] as new () => INodeType;

export const nodeTypeName = (one: Pick<Case, 'node'>): string =>
	`n8n-nodes-message-gateways.${new (nodeClass(one))().description.name}`;

export function credentialClass({
	credential,
}: Pick<Case, 'credential'>): new () => ICredentialType {
	const name = credential.type.charAt(0).toUpperCase() + credential.type.slice(1);
	return dist(`credentials/${name}.credentials`)[name] as new () => ICredentialType;
}

/** The input, as n8n's Code node makes it. */
export function itemsOf({ item }: Pick<Case, 'item'>, count: number): Array<{ json: IDataObject }> {
	const make = new Function('number', `return (${item});`) as (number: number) => IDataObject;
	return Array.from({ length: count }, (_, number) => ({ json: make(number) }));
}
