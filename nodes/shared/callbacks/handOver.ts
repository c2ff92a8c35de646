import { type IWebhookFunctions, type IWebhookResponseData, sleep } from 'n8n-workflow';

import type { DeliveryReport } from '../model/deliveryReport';
import type { Gateway } from '../model/gateway';
import type { Duplicates, Turn } from './duplicates';
import { triggerState } from './triggerState';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** n8n has something else to do for so long only when it has forgotten the call. */
const patienceMs = 300_000;

const writtenLookMs = 250;

/**
 * Tells, once, whether n8n has stored the execution: it answers 200 after that, and an error instead. n8n goes on with
 * a call whose caller has hung up, and ends the answer that nobody reads, so that this is known then too.
 */
function whenAnswered(response: Response, tell: (stored: boolean) => void): void {
	let told = false;
	const once = (stored: boolean) => {
		if (!told) tell(stored);
		told = true;
	};
	const hungUp = async () => {
		for (let waited = 0; !response.writableEnded && waited < patienceMs; waited += writtenLookMs) {
			await sleep(writtenLookMs);
		}
		once(response.writableEnded && response.statusCode === 200);
	};
	if (response.closed || response.destroyed) return void hungUp();
	response.once('finish', () => once(response.statusCode === 200));
	response.once('close', () => void hungUp());
}

/** @returns the body of every 200 to the gateway's callbacks, also as the trigger's `responseData` */
export const acknowledgementOf = ({ callbacks }: Pick<Gateway, 'callbacks'>): string =>
	callbacks.acknowledgement ?? 'OK';

/** Bytes of the calls that travel in one execution: n8n keeps and shows an execution's data as a whole. */
const bytesPerExecution = 1_000_000;

/** Calls gather for so long at most, and only while they keep coming. */
const gatherMs = 1000;

/** A call whose reports another one carries is answered after so long at the latest. */
const followerMs = 10_000;

const lookMs = 100;

/** Answers by hand and starts nothing. */
export function answer(
	context: IWebhookFunctions,
	status: number,
	message: string,
): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}

function items(reports: DeliveryReport[]): IWebhookResponseData {
	return { workflowData: [reports.map((report) => ({ json: { ...report } }))] };
}

type FirstTurn = Extract<Turn, { first: true }>;

/** Which of the reports have not started an execution before, and their turns, to be ended. */
async function claim(memory: Duplicates, reports: DeliveryReport[]) {
	const turns: FirstTurn[] = [];
	// Each key once and in one order, so that calls which carry many reports never wait for each other, or for themselves.
	const claimed = new Set<string>();
	for (const key of [...new Set(reports.map(({ dedupeKey }) => dedupeKey))].sort()) {
		const turn = await memory.enter(key);
		if (!turn.first) continue;
		turns.push(turn);
		claimed.add(key);
	}
	return { fresh: reports.filter(({ dedupeKey }) => claimed.delete(dedupeKey)), turns };
}

/** @returns undefined when it is not known in time */
async function inTime(outcome: Promise<boolean>): Promise<boolean | undefined> {
	let stored: boolean | undefined;
	for (let waited = 0; stored === undefined && waited < followerMs; waited += lookMs) {
		stored = await Promise.race([outcome, sleep(lookMs).then(() => undefined)]);
	}
	return stored;
}

/**
 * Starts one execution with the reports that have not started one before, and with those of other calls that come
 * meanwhile. The call that leads returns all of them to n8n; the others are answered when n8n has answered that one: as
 * it does after it has stored the execution with their reports in it, or with 503 if it could not, so that the gateway
 * repeats them.
 *
 * @param acknowledgement body of a 200, also of one for reports that start nothing
 * @param bytes size of the call
 * @param most how many reports of several calls travel in one execution
 */
export async function handOver(
	context: IWebhookFunctions,
	reports: DeliveryReport[],
	acknowledgement: string,
	bytes: number,
	most: number,
): Promise<IWebhookResponseData> {
	const nothingStarts = { webhookResponse: acknowledgement };
	// A person who tests sends the same call again and expects to see it again.
	if (context.getMode() === 'manual') return reports.length > 0 ? items(reports) : nothingStarts;

	const { duplicates, group } = triggerState(context);
	const { fresh, turns } = await claim(duplicates, reports);
	if (fresh.length === 0) return nothingStarts;

	const limits = { reports: most, bytes: bytesPerExecution, gatherMs };
	const { role, outcome } = group.join(fresh, bytes, limits);
	void outcome.then((stored) => {
		for (const turn of turns) {
			if (stored) turn.handedOver();
			else turn.failed();
		}
	});

	const mine = await role;
	if (mine.leads) {
		whenAnswered(context.getResponseObject(), mine.settle);
		return items(mine.reports);
	}
	if ((await inTime(outcome)) !== true)
		return answer(context, 503, 'The report could not be stored in time. Please repeat the call.');
	// As n8n answers the call that led.
	context.getResponseObject().status(200).send(acknowledgement);
	return { noWebhookResponse: true };
}
