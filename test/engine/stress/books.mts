/** Compares what a node says about its rows with what the gateway has done: two sets of books. */
import type { INodeExecutionData } from 'n8n-workflow';
import type { SandboxGateway } from '../../contract/table.mts';

type Outcome = 'accepted' | 'refused' | 'notSent' | 'unknown';

export interface Books {
	outcomes: Record<Outcome, number>;
	/** Messages that the gateway has taken. */
	taken: number;
	/** Unknown rows that the gateway has taken after all. */
	unknownTaken: number;
	/** Recipients with more than one message. */
	duplicates: number;
	/** What does not agree, row by row. */
	contradictions: string[];
}

const outcomeOf = ({ json }: INodeExecutionData): Outcome | undefined =>
	json.error === undefined
		? 'accepted'
		: ((json.details as { outcome?: Outcome } | undefined)?.outcome ?? undefined);

/**
 * @param rows the recipients of the input, each once
 * @param outputs all outputs of the node
 */
export function compareBooks(
	rows: string[],
	outputs: INodeExecutionData[][],
	gateway: SandboxGateway,
): Books {
	const ledger = new Map<string, string[]>();
	for (const { recipient, id } of gateway.messages) {
		ledger.set(recipient, [...(ledger.get(recipient) ?? []), id]);
	}
	const contradictions: string[] = [];
	const outcomes: Books['outcomes'] = { accepted: 0, refused: 0, notSent: 0, unknown: 0 };
	let unknownTaken = 0;
	const seen = new Set<number>();
	for (const item of outputs.flat()) {
		const { item: row = -1 } = item.pairedItem as { item?: number };
		const recipient = rows[row] ?? '';
		const taken = ledger.get(recipient) ?? [];
		const outcome = outcomeOf(item);
		const disagree = (what: string) => contradictions.push(`row ${row} (${recipient}): ${what}`);
		if (seen.has(row)) disagree('is there twice');
		seen.add(row);
		if (outcome === undefined || !(outcome in outcomes)) {
			disagree(`has the outcome ${String(outcome)}`);
			continue;
		}
		outcomes[outcome]++;
		if (outcome === 'accepted') {
			if (taken.length !== 1) disagree(`accepted, and taken ${taken.length} times`);
			const { messageId } = item.json;
			// SMSC has one id for a list; the sandbox tells its messages apart by the phone behind it.
			const own = [String(messageId), `${String(messageId)}:${recipient}`];
			if (messageId !== null && !taken.some((id) => own.includes(id)))
				disagree(`has the id ${String(messageId)}, not ${taken.join()}`);
		} else if (outcome === 'unknown') unknownTaken += taken.length > 0 ? 1 : 0;
		else if (taken.length > 0) disagree(`${outcome}, and taken all the same`);
	}
	if (seen.size !== rows.length) contradictions.push(`${rows.length - seen.size} rows are missing`);
	const known = new Set(rows);
	for (const recipient of ledger.keys())
		if (!known.has(recipient)) contradictions.push(`${recipient} is no row`);
	return {
		outcomes,
		taken: gateway.messages.length,
		unknownTaken,
		duplicates: [...ledger.values()].filter(({ length }) => length > 1).length,
		contradictions,
	};
}
