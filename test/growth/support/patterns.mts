/**
 * Regular expressions whose form lets a text be found for which they take more than linear time, by the analysis of
 * eslint-plugin-regexp (https://ota-meshi.github.io/eslint-plugin-regexp/rules/no-super-linear-move.html).
 */
import * as parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import * as regexp from 'eslint-plugin-regexp';
import { projectRoot } from '../../projectRoot.mts';

/** @param report `potential` where a source shows what a pattern is used for, else `certain` */
const eslint = (report: 'potential' | 'certain') =>
	new ESLint({
		cwd: projectRoot(),
		overrideConfigFile: true,
		allowInlineConfig: false,
		overrideConfig: [
			{
				files: ['**/*.ts'],
				languageOptions: { parser },
				plugins: { regexp: regexp as unknown as ESLint.Plugin },
				rules: {
					'regexp/no-super-linear-backtracking': ['error', { report }],
					'regexp/no-super-linear-move': ['error', { report }],
				},
			},
		],
	});

/** @param patterns as they are written in source code. @returns those that are slow, with the reason */
export async function slowPatterns(patterns: readonly string[]): Promise<string[]> {
	const linter = eslint('certain');
	const results = await Promise.all(
		patterns.map(async (pattern) => {
			const [result] = await linter.lintText(`export const pattern = ${pattern};`, {
				filePath: 'pattern.ts',
			});
			return (result?.messages ?? []).map(({ message }) => `${pattern}: ${message}`);
		}),
	);
	return results.flat();
}

/** @returns the places in `nodes` and `credentials` with a slow pattern, with the reason */
export async function slowPatternsOfSources(): Promise<string[]> {
	const results = await eslint('potential').lintFiles(['nodes/**/*.ts', 'credentials/**/*.ts']);
	return results.flatMap(({ filePath, messages }) =>
		messages.map(({ line, message }) => `${filePath}:${line}: ${message}`),
	);
}
