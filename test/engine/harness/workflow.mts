/** The workflow a run happens in, and the data n8n hands to the engine beside it. */
import './log.mts';
import { ExecutionLifecycleHooks } from 'n8n-core';
import { Workflow } from 'n8n-workflow';
import type {
	IConnections,
	IDataObject,
	INode,
	INodeParameters,
	INodeType,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { CredentialStore } from './credentials.mts';
import type { CredentialData, CredentialSource } from './credentials.mts';
import { latestVersion, NodeTypeRegistry, startNode } from './node-types.mts';
import type { NodeSource } from './node-types.mts';

/** What every helper of the harness takes. */
export interface NodeOptions {
	/** The class (a fresh instance per run, as after a restart) or an instance. */
	nodeType: NodeSource;
	/** As the user saved them: expressions are strings beginning with `=`; defaults are filled in. */
	parameters?: INodeParameters;
	/** Data by credential type, or a store to share credentials and their ids between runs. */
	credentials?: CredentialData | CredentialStore;
	/** The classes or instances of those types. */
	credentialTypes?: Record<string, CredentialSource>;
	/** Ids by credential type; fresh ones without it. */
	credentialIds?: Record<string, string>;
	/** Settings of the node: onError, retryOnFail, maxTries, alwaysOutputData, executeOnce, webhookId… */
	node?: Partial<INode>;
	settings?: IWorkflowSettings;
	/** IANA name for `settings.timezone`. */
	timezone?: string;
	staticData?: IDataObject;
	mode?: WorkflowExecuteMode;
	executionId?: string;
	workflowId?: string;
}

/** A further node of the workflow. */
export interface ExtraNode {
	name: string;
	nodeType: NodeSource;
	parameters?: INodeParameters;
	node?: Partial<INode>;
}

/** Name of the node under test, and of the one before it. */
export const NODE = 'Node';
export const START = 'Start';
const PACKAGE = 'n8n-nodes-message-gateways';

export interface BuiltWorkflow {
	workflow: Workflow;
	node: INode;
	nodeType: INodeType;
	credentials: CredentialStore;
	additionalData: IWorkflowExecuteAdditionalData;
	mode: WorkflowExecuteMode;
}

let nextExecutionId = 1;

export function toStore(options: NodeOptions): CredentialStore {
	const { credentials, credentialTypes, credentialIds } = options;
	if (credentials instanceof CredentialStore) return credentials;
	return new CredentialStore(credentials, credentialTypes, credentialIds);
}

function makeNode(
	types: NodeTypeRegistry,
	name: string,
	source: NodeSource,
	parameters: INodeParameters | undefined,
	more: Partial<INode>,
): INode {
	const loaded = typeof source === 'function' ? new source() : source;
	const type = more.type ?? `${PACKAGE}.${loaded.description.name}`;
	types.add(type, loaded);
	return {
		id: `id-of-${name}`,
		name,
		position: [0, 0],
		parameters: structuredClone(parameters ?? {}),
		typeVersion: latestVersion(loaded),
		...more,
		type,
	};
}

/** What `getBase` of n8n's workflow-execute-additional-data gives, as far as nodes can see it. */
function makeAdditionalData(
	credentials: CredentialStore,
	executionId: string | undefined,
	mode: WorkflowExecuteMode,
	workflowId = 'workflow',
): IWorkflowExecuteAdditionalData {
	const hooks = new ExecutionLifecycleHooks(mode, executionId ?? '', {
		id: workflowId,
		name: 'Workflow',
		nodes: [],
		connections: {},
		active: false,
		isArchived: false,
		createdAt: new Date(0),
		updatedAt: new Date(0),
		activeVersionId: null,
	});
	const url = 'https://n8n.test';
	return {
		hooks,
		credentialsHelper: credentials,
		executionId,
		workflowId,
		currentNodeExecutionIndex: 1,
		variables: {},
		restApiUrl: `${url}/rest`,
		instanceBaseUrl: `${url}/`,
		webhookBaseUrl: `${url}/webhook`,
		webhookTestBaseUrl: `${url}/webhook-test`,
		webhookWaitingBaseUrl: `${url}/webhook-waiting`,
		formBaseUrl: `${url}/form`,
		formTestBaseUrl: `${url}/form-test`,
		formWaitingBaseUrl: `${url}/form-waiting`,
		mcpBaseUrl: `${url}/mcp`,
		mcpTestBaseUrl: `${url}/mcp-test`,
		setExecutionStatus() {},
		logAiEvent() {},
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** A workflow of Start → Node, with what a run of it needs. */
export function buildWorkflow(
	options: NodeOptions & { extraNodes?: ExtraNode[]; connections?: IConnections; active?: boolean },
): BuiltWorkflow {
	const types = new NodeTypeRegistry();
	const credentials = toStore(options);
	const { mode = 'trigger', executionId = String(nextExecutionId++), workflowId } = options;
	const node = makeNode(types, NODE, options.nodeType, options.parameters, {
		credentials: credentials.nodeCredentials(),
		...options.node,
	});
	const nodeType = types.getByNameAndVersion(node.type, node.typeVersion);
	const isTrigger = nodeType.description.inputs.length === 0 && !options.connections?.[START];
	const start = makeNode(types, START, startNode, {}, { type: 'harness.start' });
	const extra = (options.extraNodes ?? []).map((more) =>
		makeNode(types, more.name, more.nodeType, more.parameters, more.node ?? {}),
	);
	const workflow = new Workflow({
		id: workflowId ?? 'workflow',
		name: 'Workflow',
		nodes: [...(isTrigger ? [] : [start]), node, ...extra],
		connections: {
			...(isTrigger ? {} : { [START]: { main: [[{ node: node.name, type: 'main', index: 0 }]] } }),
			...options.connections,
		},
		active: options.active ?? false,
		nodeTypes: types,
		staticData: options.staticData,
		settings: {
			executionOrder: 'v1',
			...options.settings,
			...(options.timezone ? { timezone: options.timezone } : {}),
		},
	});
	return {
		workflow,
		node,
		nodeType,
		credentials,
		additionalData: makeAdditionalData(credentials, executionId, mode, workflowId),
		mode,
	};
}
