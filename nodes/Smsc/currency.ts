import type { IExecuteFunctions, IExecuteSingleFunctions } from 'n8n-workflow';

import { isRecord } from '../shared/transport/json';
import { openLine } from '../shared/transport/line';
import { request } from '../shared/transport/request';
import { scriptForm } from './call';
import { scriptGateway } from './gateway';

const balance = scriptGateway('balance');

const dayMs = 86_400_000;

/** By the account, which its limiter stands for. Items that start together ask once. */
const known = new WeakMap<object, { currency: Promise<string | null>; until: number }>();

/** SMSC still writes the rouble's old code. Source: notes smsc.md section 4, `"currency":"RUR"`. */
export const isoCurrency = (currency: unknown): string | null => {
	const code = String(currency ?? '').trim();
	if (code === '') return null;
	return code === 'RUR' ? 'RUB' : code;
};

type Caller = IExecuteFunctions | IExecuteSingleFunctions;

async function ask(context: Caller, line: Awaited<ReturnType<typeof openLine>>) {
	const { url, ...options } = scriptForm('balance', [['cur', '1']]);
	const answer = await request(
		context,
		line,
		{ ...options, url: `${balance.baseUrl(line.credentials)}${url}` },
		false,
	);
	return answer.ok && isRecord(answer.value) ? isoCurrency(answer.value.currency) : null;
}

/**
 * Asks for the currency of the account, once a day: answers that tell a cost do not name it. Source: notes smsc.md
 * sections 2.2 and 4, `cur=1`. Not to be called from within a call, whose place in the line it would wait for.
 *
 * @returns null when SMSC does not tell; that is no reason to fail
 */
export async function accountCurrency(context: Caller): Promise<string | null> {
	const line = await openLine(context, balance);
	const kept = known.get(line.limiter);
	if (kept && kept.until > Date.now()) return await kept.currency;
	const entry = { currency: ask(context, line), until: Date.now() + dayMs };
	known.set(line.limiter, entry);
	const currency = await entry.currency;
	if (currency === null && known.get(line.limiter) === entry) known.delete(line.limiter);
	return currency;
}

/** The currency as far as `accountCurrency` has asked for it; asks nobody. */
export async function knownCurrency(context: Caller): Promise<string | null> {
	const line = await openLine(context, balance);
	return (await known.get(line.limiter)?.currency) ?? null;
}
