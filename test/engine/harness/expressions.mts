/** Which of n8n's expression engines evaluates: `legacy` without a word, `vm` as in production. */
import './log.mts';
import { Expression } from 'n8n-workflow';
import { expressionRuntime, expressionSandboxHooks } from './modules.mts';

/** What n8n's base command passes by default (`@n8n/config`, expression-engine.config). */
const production = {
	engine: 'vm',
	poolSize: 1,
	maxCodeCacheSize: 1024,
	bridgeTimeout: 5000,
	bridgeMemoryLimit: 128,
} as const;

/** Without `--experimental-vm-modules` jest cannot import the runtime; required, it is the same code. */
async function startRequired(): Promise<void> {
	const { ExpressionEvaluator, IsolatedVmBridge } = expressionRuntime();
	const { bridgeTimeout: timeout, bridgeMemoryLimit: memoryLimit, ...config } = production;
	const evaluator = new ExpressionEvaluator({
		createBridge: () => new IsolatedVmBridge({ timeout, memoryLimit }),
		maxCodeCacheSize: config.maxCodeCacheSize,
		poolSize: config.poolSize,
		hooks: expressionSandboxHooks(),
	});
	await evaluator.initialize();
	Object.assign(Expression, { vmEvaluator: evaluator, expressionEngine: config.engine });
}

/** Starts the engine of production. An execution takes an isolate of its own from its pool. */
export async function startVmExpressions(): Promise<void> {
	try {
		await Expression.initExpressionEngine(production);
	} catch (error) {
		if (!/vm.modules|ES Modules in the VM/i.test(String(error))) throw error;
		await startRequired();
	}
}

export async function stopVmExpressions(): Promise<void> {
	await Expression.disposeExpressionEngine();
	Expression.setExpressionEngine('legacy');
}

/** In a `describe` or a file: all its tests evaluate with the engine of production. */
export function useVmExpressions(): void {
	beforeAll(startVmExpressions);
	afterAll(stopVmExpressions);
}
