import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { everyReport, type ReadFilter, type ReportFilter } from '../fields/trigger';
import { triggerReader } from '../input/parameterReader';
import type { DecodedCallback, DeliveryReport } from '../model/deliveryReport';
import type { Authentication, Gateway } from '../model/gateway';
import { readBody, noReport, type Refusal, refuse, refuseOnScreen, warnUnfiltered } from './refuse';
import { type CallbackRequest, decodeCallback, unknownEvent } from './decode';
import { inputFailure } from '../model/inputProblem';
import { type Redact, redactor } from '../text/redact';
import { acknowledgementOf, handOver } from './handOver';
import { secretFieldOf, urlToken } from './secret';
import { triggerState } from './triggerState';

function wanted(report: DeliveryReport, filter: ReportFilter): boolean {
	const decided = filter.decide?.(report);
	if (decided !== undefined) return decided;
	return report.status === 'inbound' ? filter.inbound : filter.statuses.includes(report.status);
}

/**
 * The filter as it is now. It could be read when the workflow was published, so what an expression gives has changed since; a report
 * that starts the workflow without need does less harm than one that is lost.
 */
function filterNow(context: IWebhookFunctions, read: ReadFilter, redact: Redact): ReportFilter {
	try {
		return read(triggerReader(context));
	} catch (error) {
		const { text, hint } = inputFailure(error, redact);
		warnUnfiltered(context, `${text}. ${hint}`);
		return everyReport;
	}
}

/** @param secrets those of the credential that were tried */
const notProven = (reason: string | undefined, secrets: Set<string>, label: string): Refusal => ({
	status: 401,
	message: 'The callback secret or signature is missing or wrong',
	reason: [...secrets].some((secret) => secret !== '')
		? (reason ?? 'the callback secret or signature is missing or wrong')
		: `the credential has no ${label}`,
});

const notAsItSays: Refusal = {
	status: 400,
	message: 'The body does not match its content type',
	reason: 'its body does not match its content type',
};

/**
 * Handles one HTTP call of a gateway: authentication by the URL where it can decide, raw bytes, charset, authentication, reports,
 * filter, duplicates, items.
 *
 * A refused call leaves a warning in n8n's log, and in test mode an error on the screen. Answers 200 for what was accepted, filtered out or repeated, 401 when the sender is not proven (no execution),
 * 413 when the body is larger than what the gateway sends, and 400 when there is nothing to read; an event of a kind that nobody knows is a report with status `unknown`. A report counts as handled only when n8n's own 200 has gone out, which it does
 * after it stored the execution; so if that fails, the gateway's next try is not dropped as a repetition.
 *
 * @param readFilter what cannot be read leaves no report out
 * @param charset of a gateway that has a rule for it
 */
export async function receive(
	context: IWebhookFunctions,
	gateway: Gateway,
	readFilter: ReadFilter,
	charset?: (request: CallbackRequest) => string,
): Promise<IWebhookResponseData> {
	const arrived = performance.now();
	const secrets = triggerState(context).secret;
	// A person who tests may have changed the credential a moment ago.
	const isTest = context.getMode() === 'manual';
	const refused = (refusal: Refusal) => (isTest ? refuseOnScreen : refuse)(context, refusal);
	const first = await secrets.read(context, gateway, isTest ? arrived : undefined);
	const { callbacks } = gateway;
	const taken = new Set([first.secret]);
	const judge = async (callback: DecodedCallback): Promise<Authentication> => {
		const sender = callbacks.authenticate(callback, first.secret);
		if (sender.accepted || first.since >= arrived) return sender;
		const { secret } = await secrets.read(context, gateway, arrived);
		taken.add(secret);
		return callbacks.authenticate(callback, secret);
	};
	const { method, url, originalUrl, headers } = context.getRequestObject();
	const callOf = (body: Buffer): CallbackRequest => {
		return { method, url: originalUrl ?? url, headers, body };
	};

	// A stranger may send as much as n8n takes, so what is not needed to know one is not read. A secret is the same in one charset
	// only; what its owner says beside it may be in another.
	const empty = callOf(Buffer.alloc(0));
	const head = decodeCallback(empty, charset?.(empty) ?? 'utf-8');
	const early = callbacks.isProvenByUrl(head) ? await judge(head) : undefined;
	if (early?.accepted === false)
		return refused(notProven(early.reason, taken, secretFieldOf(gateway).label));
	const body = await readBody(context, callbacks.largestBody);
	if (!Buffer.isBuffer(body)) return refused(body);
	const call = callOf(body);
	// A signature vouches for the text that it was checked with, and for no other reading of the same bytes.
	const callback = decodeCallback(call, charset?.(call) ?? (early ? undefined : 'utf-8'));
	const sender = early ?? (await judge(callback));
	if (!sender.accepted)
		return refused(notProven(sender.reason, taken, secretFieldOf(gateway).label));

	if (callback.malformed && !callbacks.takesAnyBody) return refused(notAsItSays);
	const { parse, ownParameters = [] } = callbacks;
	const known = parse(callback);
	const redact = redactor([...taken].flatMap((secret) => [secret, urlToken(secret)]));
	const reports = (known.length > 0 ? known : unknownEvent(callback, ownParameters)).map(
		(report): DeliveryReport => ({
			// An event may repeat the URL that it was sent to.
			...redact(report),
			gateway: gateway.id,
			verified: sender.verified,
		}),
	);
	if (reports.length === 0) return refused(noReport);

	const filter = filterNow(context, readFilter, redact);
	return await handOver(
		context,
		reports.filter((report) => wanted(report, filter)),
		acknowledgementOf(gateway),
		body.length + url.length,
		filter.reportsPerExecution ?? 1,
	);
}
