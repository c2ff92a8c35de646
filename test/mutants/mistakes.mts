/** The mistakes that a gateway can be written with, and the tests of the contract that have to notice each. */

/** Tests by the name of their file and a part of their own names. */
export interface Catcher {
	project: 'contract' | 'engine';
	file: string;
	tests: string;
}

const promises = (tests: string): Catcher => ({
	project: 'contract',
	file: 'test/contract/promises.test.mts',
	tests,
});

const contract = (name: string, tests: string): Catcher => ({
	project: 'contract',
	file: `test/contract/${name}.test.mts`,
	tests,
});

export const mistakes = {
	'two texts': {
		says: 'of two texts to one recipient one gets lost',
		by: promises('brings two texts to one recipient'),
	},
	merging: {
		says: 'messages that differ are merged',
		by: promises('merges the identical, and nothing else'),
	},
	'no name': {
		says: 'an answer that does not name the message counts as accepted',
		by: promises('calls it unknown when the answer is'),
	},
	sender: {
		says: 'rows of different senders share one',
		by: promises('sends each row under its own sender'),
	},
	time: {
		says: 'rows of different times share one',
		by: promises('sends each row at its own time'),
	},
	statuses: {
		says: 'all messages of a query get the status of the first',
		by: promises('has its own status'),
	},
	balance: {
		says: 'a balance has no number',
		by: promises('the balance is a number'),
	},
	zone: {
		says: 'Send At is sent as the clock of another zone',
		by: promises('Send At is the instant that was meant'),
	},
	additional: {
		says: 'Additional Parameters do not travel',
		by: promises('Parameters travel'),
	},
	field: {
		says: 'a field of the form does not travel',
		by: contract('fieldsTravel', 'what is filled in travels'),
	},
	'add and remove': {
		says: 'what adds removes, or the reverse',
		by: promises('does that, and not the opposite'),
	},
	effect: {
		says: 'what sends is declared as a read',
		by: contract('inOneExecution', 'a lost answer, then Retry On Fail'),
	},
	estimate: {
		says: 'an estimate sends',
		by: promises('changes nothing at the gateway'),
	},
	price: {
		says: 'asking for the price of a dry run sends',
		by: contract('dryRun', 'shows every request and sends nothing'),
	},
	callback: {
		says: 'a forged callback is taken for a genuine one',
		by: contract('callbacks', 'with 401 and starts nothing'),
	},
	refused: {
		says: 'what a list’s answer refuses counts as accepted',
		by: promises('tells the refused row from the others'),
	},
	reverse: {
		says: 'the verdicts of a list are given in reverse',
		by: promises('tells the refused row from the others'),
	},
} as const satisfies Record<string, { says: string; by: Catcher }>;

export type Mistake = keyof typeof mistakes;

/** A text inside a declaration, and what stands there instead. */
export interface Edit {
	/** Names of declarations, functions or members, the outer ones first, joined by dots. */
	in: string;
	/** It has to stand there once. */
	from: string;
	to: string;
}

/** One mistake, planted in one source. */
export interface Mutant {
	/** Below the project. */
	file: string;
	edits: Edit[];
	/** Other tests than those of the mistake. */
	by?: Catcher;
}

/** Where each mistake is planted in a gateway, or why it cannot be made there. */
export type Plan = Readonly<Record<Mistake, Mutant[] | { absent: string }>>;

/** A mutant with one edit. */
export const one = (file: string, place: string, from: string, to: string): Mutant => ({
	file: `nodes/${file}`,
	edits: [{ in: place, from, to }],
});
