/**
 * Loaded before everything else (`node --import`, or what follows by `await import`): n8n-core requires the CommonJS build of n8n-workflow, so what is
 * imported here has to be the same copy, or `instanceof` and the expression engine's state fall apart.
 */
import { registerHooks } from 'node:module';

registerHooks({
	resolve(specifier, context, next) {
		if (specifier !== 'n8n-workflow' && !specifier.startsWith('n8n-workflow/')) {
			return next(specifier, context);
		}
		const conditions = [...context.conditions.filter((name) => name !== 'import'), 'require'];
		return next(specifier, { ...context, conditions });
	},
});
