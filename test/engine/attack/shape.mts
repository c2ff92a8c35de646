/** One way in which a gateway calls a trigger, and what can be forged about it. */
import type { ContractTable } from '../../contract/table.mts';
import type { Draft } from './draft.mts';
import type { Noise } from './noise.mts';

/** Changes a genuine call of a credential with this secret. */
export type Change = (genuine: Draft, secret: string, noise: Noise) => Draft;

export interface Shape {
	name: string;
	/** Its calls carry further reports, which no other call repeats. */
	several?: boolean;
	/** A call that has to start one execution. @param serial tells it from every other */
	genuine(serial: number, secret: string, noise: Noise): Draft;
	/** A text that the report of this call has, and no other. */
	identity(serial: number): string;
	/** The same call in another writing, which has to count as well. */
	rewritings: Record<string, Change>;
	/** Calls that do not prove their sender: 401, and nothing starts. */
	forgeries: Record<string, Change>;
	/** Calls that fit a proof of something else: 400 or 401, and nothing starts. */
	misplaced?: Record<string, Change>;
	/** Calls of the gateway with an event that nobody knows: 200. */
	unknown?: Record<string, Change>;
	/** Calls of the gateway that carry nothing to read: 400, and nothing starts. */
	unreadable: Record<string, Change>;
}

export interface Target {
	table: ContractTable;
	/** A signature covers the fields. */
	verified: boolean;
	shapes: Shape[];
	/**
	 * Whether a call proves its sender, by other means than the product's: an answer to a mutated call is judged by it.
	 *
	 * @returns null when only the report can tell
	 */
	isProven(
		call: { url?: string; rawBody: Buffer; headers?: object },
		secret: string,
	): boolean | null;
	/** For signatures: whether the gateway has ever signed what this report says. */
	hasSigned?(report: Record<string, unknown>, secret: string): boolean;
}
