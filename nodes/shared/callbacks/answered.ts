import { type IWebhookFunctions, sleep } from 'n8n-workflow';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** n8n has something else to do for so long only when it has forgotten the call. */
const patienceMs = 300_000;

const lookMs = 250;

/**
 * Tells, once, whether n8n has stored the execution: it answers 200 after that, and an error instead. n8n goes on with
 * a call whose caller has hung up, and ends the answer that nobody reads, so that this is known then too.
 */
export function whenAnswered(response: Response, tell: (stored: boolean) => void): void {
	let told = false;
	const once = (stored: boolean) => {
		if (!told) tell(stored);
		told = true;
	};
	const hungUp = async () => {
		for (let waited = 0; !response.writableEnded && waited < patienceMs; waited += lookMs) {
			await sleep(lookMs);
		}
		once(response.writableEnded && response.statusCode === 200);
	};
	if (response.closed || response.destroyed) return void hungUp();
	response.once('finish', () => once(response.statusCode === 200));
	response.once('close', () => void hungUp());
}
