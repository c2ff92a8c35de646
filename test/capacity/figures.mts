/**
 * What the capacity model in docs/queue-mode.md rests on. Change a figure here and run `npm run capacity`, which writes the
 * tables anew; a test holds the document to them.
 */

/** Limits of an account as the credentials preset them, of the four gateways; a test compares them with the nodes. */
export interface GatewayFigures {
	name: string;
	/** Requests in flight at a time. */
	concurrent: number;
	/** Requests started in a second; 0 where only their number at a time is limited. */
	perSecond: number;
	/** Messages that one request can carry; 1 where each needs its own. */
	listSize: number;
}

export const gateways: readonly GatewayFigures[] = [
	{ name: 'Kupon.mobi', concurrent: 5, perSecond: 10, listSize: 100 },
	{ name: 'SMSC', concurrent: 10, perSecond: 0, listSize: 500 },
	{ name: 'SMS.by', concurrent: 5, perSecond: 10, listSize: 500 },
	// Its e-mails go one by one: the text of each is its own.
	{ name: 'SendPulse (e-mail)', concurrent: 5, perSecond: 8, listSize: 1 },
];

/** Seconds until a gateway answers. An assumption: none of them promises a time. */
export const answerSeconds = 0.5;

/** Rows of a list that one worker gets through in a second of one processor core: 0.7 s for 5,000 in test/n8n/queue.test.mts. */
export const rowsPerSecond = 7_000;

/** How a callback is handled. */
export interface CallbackFigures {
	name: string;
	/** Calls that one webhook process answers in a second. */
	webhookPerSecond: number;
	/** Executions that one worker runs in a second, each of a trigger and one more node. */
	workerPerSecond: number;
	/** Reports that share an execution when many come at a time. */
	reportsPerExecution: number;
}

export const callbacks: readonly CallbackFigures[] = [
	// One process that did both, 20 calls a second at least.
	{ name: '`vm` (preset)', webhookPerSecond: 20, workerPerSecond: 20, reportsPerExecution: 1 },
	// test/n8n/queue.test.mts: 5,000 reports in 626 executions, 26.6 s and 12.4 s of processor time.
	{ name: '`legacy`', webhookPerSecond: 188, workerPerSecond: 50, reportsPerExecution: 8 },
];

/** No process is planned to be busier than this, so that a burst is worked off. */
export const utilisation = 0.6;
