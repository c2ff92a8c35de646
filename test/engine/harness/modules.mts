/** Modules n8n brings along that the package does not depend on itself, from n8n's own copies. */
import './environment.mts';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Writable } from 'node:stream';
import type { Logger } from 'n8n-workflow';
import { projectRoot } from '../../projectRoot.mts';

function optional<T>(load: () => T): T | undefined {
	try {
		return load();
	} catch {
		return undefined;
	}
}

/** From the checkout and not from this file, whose own `require` the benchmark has not. */
const checkout = createRequire(path.join(projectRoot(), 'package.json'));

/** Of the n8n that the tests run in; `npm run compat` gives them others than the one of the checkout. */
const own = createRequire(
	path.join(process.env.N8N_ENGINE_FOLDER ?? projectRoot(), 'package.json'),
);
const ofCore = createRequire(own.resolve('n8n-core'));
const ofWorkflow = createRequire(own.resolve('n8n-workflow'));
/** Below n8n 2.9 its parts are in n8n-core itself. */
const network = optional(() => ofCore.resolve('@n8n/backend-network'));
const ofNetwork = network === undefined ? ofCore : createRequire(network);
const ofCommon = createRequire(ofCore.resolve('@n8n/backend-common'));

/** The key of the logger in n8n-core's container; n8n-core has a copy of this package to itself. */
export const { Logger: CoreLogger } = ofCore('@n8n/backend-common') as { Logger: new () => Logger };

/** Sets `contentType` and `encoding` of a request. */
export const { parseIncomingMessage } = ofCore(
	network === undefined
		? path.join(
				path.dirname(own.resolve('n8n-core')),
				'execution-engine/node-execution-context/utils/parse-incoming-message.js',
			)
		: '@n8n/backend-network',
) as {
	parseIncomingMessage: (message: unknown) => void;
};

/** The query parser of Express, in the version axios of n8n uses. */
export const { parse: parseQuery } = ofNetwork('qs') as {
	parse: (text: string, options: { allowPrototypes: boolean }) => Record<string, unknown>;
};

interface RequestConfig {
	timeout?: number;
	httpsAgent?: { options?: { rejectUnauthorized?: boolean } };
}

/** The HTTP client of n8n. */
export const axios = ofNetwork('axios') as {
	interceptors: { request: { use(see: (config: RequestConfig) => RequestConfig): void } };
};

export const { Parser: XmlParser } = ofWorkflow('xml2js') as {
	Parser: new (options: Record<string, unknown>) => {
		parseStringPromise(text: string): Promise<unknown>;
	};
};

export const { parse: parseFlatted, stringify: stringifyFlatted } = (optional(() =>
	ofCommon('flatted'),
) ?? checkout('flatted')) as {
	parse: (text: string) => unknown;
	stringify: (value: unknown) => string;
};

export const busboy = checkout('busboy') as (options: {
	headers: Record<string, unknown>;
}) => Writable;

interface Evaluator {
	initialize(): Promise<void>;
}

/** The vm expression engine; loaded when asked for, since it brings a native module. */
export const expressionRuntime = () =>
	ofWorkflow('@n8n/expression-runtime') as {
		ExpressionEvaluator: new (config: Record<string, unknown>) => Evaluator;
		IsolatedVmBridge: new (config: Record<string, unknown>) => unknown;
	};

export const expressionSandboxHooks = () =>
	(own('n8n-workflow/expression-sandboxing') as { expressionSandboxHooks: unknown })
		.expressionSandboxHooks;
