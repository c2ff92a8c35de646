/** Memory that a node needs while it runs in the engine. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { type Case, nodeClass } from '../cases/case.mts';
import { credentialsOf, inEngine } from './engine.mts';

/** Bytes that are in use, garbage not counted; `external` has the bytes of buffers in it. */
function bytesInUse(): number {
	if (!global.gc) throw new Error('This needs node --expose-gc');
	// Buffers that one collection has found to be garbage count until the next one begins.
	global.gc();
	global.gc();
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}

type Operation = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/** Bytes in use inside the node over those when it began, garbage not counted. */
interface InUse {
	/** The most that a request or the beginning of the output saw. */
	most: number;
	/** When the output was made. */
	end: number;
	output: INodeExecutionData[];
}

/** Runs a case and looks at every so manieth request how much memory is in use. */
export async function memoryOf(
	one: Case,
	items: INodeExecutionData[],
	everyRequest: number,
): Promise<InUse> {
	const nodeType = new (nodeClass(one))();
	const { resource, operation } = one.parameters as { resource: string; operation: string };
	const operations = nodeType.customOperations?.[resource] as Record<string, Operation>;
	const original = operations[operation];
	if (!original) throw new Error(`${one.name} is no custom operation`);
	let most = 0;
	let end = NaN;
	operations[operation] = async function () {
		const call = this.helpers.httpRequestWithAuthentication;
		let requests = 0;
		const base = bytesInUse();
		const helpers = {
			...this.helpers,
			async httpRequestWithAuthentication(
				this: IExecuteFunctions,
				...args: Parameters<typeof call>
			) {
				if (requests++ % everyRequest === 0) most = Math.max(most, bytesInUse() - base);
				return (await call.apply(this, args)) as unknown;
			},
		};
		const getInputData = () => {
			// Asked for when messages are made and, last, when the results are spread over the rows.
			most = Math.max(most, bytesInUse() - base);
			return this.getInputData();
		};
		const context = Object.create(this, {
			helpers: { value: helpers, writable: true },
			getInputData: { value: getInputData, writable: true },
		}) as IExecuteFunctions;
		const rows = await original.call(context);
		end = bytesInUse() - base;
		return rows;
	};
	const credentials = credentialsOf(one);
	try {
		const { output } = await inEngine({ nodeType, parameters: one.parameters, items, credentials });
		return { most, end, output };
	} finally {
		// All instances of the class have the same operations.
		operations[operation] = original;
	}
}
