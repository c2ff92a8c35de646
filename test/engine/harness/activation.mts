/** Activation and deactivation of a trigger node, hook by hook as n8n calls them. */
import { HookContext } from 'n8n-core';
import { NodeHelpers } from 'n8n-workflow';
import type { WorkflowActivateMode, WorkflowExecuteMode } from 'n8n-workflow';
import { withLog } from './log.mts';
import type { LogEntry } from './log.mts';
import { TriggerHost, webhookRows } from './trigger-host.mts';
import type { TriggerOptions, WebhookRow } from './trigger-host.mts';
import type { BuiltWorkflow } from './workflow.mts';

type HookName = 'checkExists' | 'create' | 'delete';

/** One call of a hook. */
interface HookCall {
	hook: HookName;
	httpMethod: string;
	returned: unknown;
}

interface ActivationResult {
	/** In order; `checkExists` runs once per HTTP method, and `create` if it said no. */
	calls: HookCall[];
	/** What a hook threw: the activation failed. */
	error: unknown;
	/** The URL the hooks were given. */
	url: string | undefined;
	log: LogEntry[];
}

class Hooks {
	readonly calls: HookCall[] = [];

	constructor(built: BuiltWorkflow, mode: WorkflowExecuteMode, activation: WorkflowActivateMode) {
		this.built = built;
		this.mode = mode;
		this.activation = activation;
	}

	private readonly built: BuiltWorkflow;
	private readonly mode: WorkflowExecuteMode;
	private readonly activation: WorkflowActivateMode;

	async run(hook: HookName, row: WebhookRow): Promise<unknown> {
		const { workflow, node, nodeType, additionalData } = this.built;
		const method = nodeType.webhookMethods?.[row.webhookDescription.name]?.[hook];
		if (!method) return undefined;
		const { mode, activation } = this;
		const context = new HookContext(workflow, node, additionalData, mode, activation, row);
		const returned: unknown = await method.call(context);
		this.calls.push({ hook, httpMethod: row.httpMethod, returned });
		return returned;
	}
}

function url({ workflow, node, additionalData }: BuiltWorkflow, rows: WebhookRow[]) {
	const [row] = rows;
	if (!row) return undefined;
	const base = row.isTest ? additionalData.webhookTestBaseUrl : additionalData.webhookBaseUrl;
	// The description's path may be an expression; the row has what came of it.
	const path = row.path.slice(row.path.indexOf('/') + 1);
	return NodeHelpers.getNodeWebhookUrl(
		base,
		workflow.id,
		node,
		path,
		row.webhookDescription.isFullPath === true,
	);
}

async function withHooks(
	built: BuiltWorkflow,
	hooks: Hooks,
	isTest: boolean,
	action: (rows: WebhookRow[]) => Promise<void>,
): Promise<ActivationResult> {
	const { workflow } = built;
	let rows: WebhookRow[] = [];
	const { value: error, log } = await withLog(async () => {
		await workflow.expression.acquireIsolate();
		try {
			rows = webhookRows(built, isTest);
			await action(rows);
			return undefined;
		} catch (thrown) {
			return thrown;
		} finally {
			await workflow.expression.releaseIsolate();
		}
	});
	return { calls: hooks.calls, error, url: url(built, rows), log };
}

const asHost = (trigger: TriggerHost | TriggerOptions) =>
	trigger instanceof TriggerHost ? trigger : new TriggerHost(trigger);

/** Registers the webhooks: 'activate', 'init' (n8n starts) or 'update', or 'manual' (the test URL). */
export async function activate(
	trigger: TriggerHost | TriggerOptions,
	activation: WorkflowActivateMode = 'activate',
): Promise<ActivationResult & { host: TriggerHost }> {
	const host = asHost(trigger);
	const isTest = activation === 'manual';
	const built = host.open(isTest ? 'manual' : 'trigger');
	const hooks = new Hooks(built, built.mode, activation);
	const undo = new Hooks(built, 'internal', 'update');
	const result = await withHooks(built, hooks, isTest, async (rows) => {
		for (const row of rows) {
			try {
				if (!(await hooks.run('checkExists', row))) await hooks.run('create', row);
			} catch (error) {
				// n8n takes back what it had stored for this row; a failure of that is only logged.
				await undo.run('delete', row).catch(() => {});
				hooks.calls.push(...undo.calls);
				throw error;
			}
		}
	});
	if (isTest) host.testStaticData = built.workflow.staticData;
	else host.save(built);
	return { ...result, host };
}

/** Removes the webhooks again: `delete` once per HTTP method, always in activation mode 'update'. */
export async function deactivate(
	trigger: TriggerHost | TriggerOptions,
	activation?: 'manual',
): Promise<ActivationResult & { host: TriggerHost }> {
	const host = asHost(trigger);
	const isTest = activation === 'manual';
	const built = host.open('internal', isTest);
	if (isTest) built.workflow.staticData = host.testStaticData;
	const hooks = new Hooks(built, 'internal', 'update');
	const result = await withHooks(built, hooks, isTest, async (rows) => {
		for (const row of rows) await hooks.run('delete', row);
	});
	if (!isTest) host.save(built);
	return { ...result, host };
}
