/** From the data of a stored credential to what a node gets. */
import type { getAdditionalKeys } from 'n8n-core';
import { NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	INode,
	INodeProperties,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { NodeTypeRegistry, startNode } from './node-types.mts';
import { pinnedFields } from './oauth2.mts';

/** The node n8n resolves credential expressions for when no execution is on. */
const credentialNode: INode = {
	id: '',
	name: '',
	typeVersion: 1,
	type: 'mock',
	position: [0, 0],
	parameters: {},
};

/** A stored credential as its type shows it: defaults filled in, pinned and hidden fields as declared. */
export function withDefaults(
	properties: INodeProperties[],
	original: ICredentialDataDecryptedObject,
): ICredentialDataDecryptedObject {
	const stored = { ...original };
	for (const name of pinnedFields) {
		if (properties.some((p) => p.name === name && p.type === 'hidden')) delete stored[name];
	}
	const data = NodeHelpers.getNodeParameters(
		properties,
		stored as never,
		true,
		false,
		null,
		null,
	) as ICredentialDataDecryptedObject;
	if (original.oauthTokenData !== undefined) data.oauthTokenData = original.oauthTokenData;
	for (const name of ['allowedHttpRequestDomains', 'allowedDomains']) {
		if (data[name] === undefined && original[name] !== undefined) data[name] = original[name];
	}
	return data;
}

/** Credential expressions outside an execution (hooks, webhooks), in a workflow of their own. */
export async function resolveAlone(
	data: ICredentialDataDecryptedObject,
	mode: WorkflowExecuteMode,
	keys: ReturnType<typeof getAdditionalKeys>,
): Promise<ICredentialDataDecryptedObject> {
	const nodeTypes = new NodeTypeRegistry();
	nodeTypes.add(credentialNode.type, startNode);
	const nodes = [{ ...credentialNode }];
	const workflow = new Workflow({ nodes, connections: {}, active: false, nodeTypes });
	await workflow.expression.acquireIsolate();
	try {
		return workflow.expression.getComplexParameterValue(
			credentialNode,
			data as never,
			mode,
			keys,
			undefined,
			undefined,
			data,
		) as unknown as ICredentialDataDecryptedObject;
	} finally {
		await workflow.expression.releaseIsolate();
	}
}
