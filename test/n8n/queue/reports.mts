import { createRequire } from 'node:module';
import path from 'node:path';
import { hostFolder } from '../paths.mts';
import type { Postgres } from './postgres.mts';

/** A delivery report as an execution got it. */
interface ReceivedReport {
	executionId: string;
	recipient: string;
	dedupeKey: string;
	verified: boolean;
}

type RunData = Record<
	string,
	Array<{ data: { main: Array<Array<{ json: Omit<ReceivedReport, 'executionId'> }>> } }>
>;

const flatted = () =>
	createRequire(path.join(hostFolder(), 'package.json'))('flatted') as {
		parse(text: string): { resultData: { runData: RunData } };
	};

/** What the trigger node of a workflow put out, read from the database, which is much faster than n8n's API. */
export async function receivedReports(
	postgres: Postgres,
	workflowId: string,
	node: string,
): Promise<ReceivedReport[]> {
	const rows = await postgres.query(
		`SELECT id, data FROM execution_entity JOIN execution_data ON "executionId" = id ` +
			`WHERE "workflowId" = '${workflowId}' AND status = 'success' ORDER BY id`,
	);
	const { parse } = flatted();
	return rows.flatMap(([executionId = '', data = '']) => {
		const items = parse(data).resultData.runData[node]?.[0]?.data.main[0] ?? [];
		return items.map(({ json }) => ({
			executionId,
			recipient: json.recipient,
			dedupeKey: json.dedupeKey,
			verified: json.verified,
		}));
	});
}
