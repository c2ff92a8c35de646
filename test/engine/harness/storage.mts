/** An execution on its way into n8n's database and out again. */
import type { IRunExecutionData } from 'n8n-workflow';
import { parseFlatted, stringifyFlatted } from './modules.mts';

/** As n8n stores the data of an execution. */
export function storedForm(data: IRunExecutionData): string {
	return stringifyFlatted(data);
}

/** The same on its way out. */
export const readStored = (stored: string): IRunExecutionData =>
	parseFlatted(stored) as IRunExecutionData;

/**
 * What "Retry execution" (n8n's execution service) makes of a stored execution: the failure of the
 * last node is taken away, everything else stays, contexts included.
 */
export function reviveForRetry(stored: string): IRunExecutionData {
	const data = parseFlatted(stored) as IRunExecutionData;
	const { resultData, executionData } = data;
	if (!executionData?.nodeExecutionStack.length) {
		throw new Error('The execution succeeded, so it cannot be retried.');
	}
	const { lastNodeExecuted } = resultData;
	if (lastNodeExecuted) {
		delete resultData.error;
		const runs = resultData.runData[lastNodeExecuted];
		if (runs?.at(-1)?.error !== undefined) runs.pop();
	}
	return data;
}
