import type { IExecuteFunctions, IExecuteSingleFunctions } from 'n8n-workflow';

import type { Message, Route } from '../shared/delivery/route';
import { isRecord, recordOf, textOrEmpty } from '../shared/text/json';
import { openLine } from '../shared/transport/line';
import { request } from '../shared/transport/request';
import { scriptForm } from './call';
import { answerOf, smsc } from './gateway';
import { nodeOf } from '../shared/model/n8n';

const balance = answerOf('balance');

const dayMs = 86_400_000;

/** By the account. Items that start together ask once. */
const known = new WeakMap<object, { currency: Promise<string | null>; until: number }>();

/** SMSC still writes the rouble's old code. Source: docs/gateways/smsc.md 4, `"currency":"RUR"`. */
export const isoCurrency = (currency: unknown): string | null => {
	const code = textOrEmpty(currency).trim();
	if (code === '') return null;
	return code === 'RUR' ? 'RUB' : code;
};

type Caller = IExecuteFunctions | IExecuteSingleFunctions;

async function ask(context: Caller, line: Awaited<ReturnType<typeof openLine>>) {
	const question = scriptForm('balance', [['cur', '1']]);
	const answer = await request(context, line, question, 'read', balance);
	return answer.ok && isRecord(answer.value) ? isoCurrency(answer.value.currency) : null;
}

/**
 * Asks for the currency of the account, once a day: answers that tell a cost do not name it. Source:
 * docs/gateways/smsc.md 2.2 and 4, `cur=1`. Not to be called from within a call, whose place in the line it would wait for.
 *
 * @returns null when SMSC does not tell; that is no reason to fail
 */
export async function accountCurrency(context: Caller): Promise<string | null> {
	const line = await openLine(context, smsc);
	const kept = known.get(line.account);
	if (kept && kept.until > performance.now()) return await kept.currency;
	const entry = { currency: ask(context, line), until: performance.now() + dayMs };
	known.set(line.account, entry);
	const currency = await entry.currency;
	if (currency === null && known.get(line.account) === entry) known.delete(line.account);
	return currency;
}

/** The currency as far as `accountCurrency` has asked for it; asks nobody. */
export async function knownCurrency(context: Caller): Promise<string | null> {
	const line = await openLine(context, smsc);
	return (await known.get(line.account)?.currency) ?? null;
}

/**
 * A route whose rows tell costs in the currency of the account, which is asked for where they do.
 *
 * @param route makes the route for a currency, null where it is not known
 */
export const inCurrency = <M extends Message>(
	route: (currency: string | null) => Route<M>,
	tellsCosts: (context: IExecuteFunctions) => boolean,
): Route<M> => ({
	...route(null),
	before: async (context) => route(tellsCosts(context) ? await accountCurrency(context) : null),
});

/** A parameter as it is stored: an expression, whose value differs from row to row, is a text that begins with `=`. */
export const stored = (context: IExecuteFunctions, name: string): unknown =>
	nodeOf(context).parameters[name];

/** Whether a parameter, as it is stored, can have another value in a row than the one that stands for nothing. */
export const canBe = (stored: unknown, otherThan: unknown): boolean =>
	stored !== undefined && stored !== otherThan;

/** An option as it is stored. */
export const storedOption = (context: IExecuteFunctions, name: string): unknown =>
	recordOf(stored(context, 'options'))[name];
