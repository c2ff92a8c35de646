import { setTimeout as sleep } from 'node:timers/promises';

import type { Answer } from '../framework/answer.mts';
import { htmlPage } from '../framework/answer.mts';
import type { Exchange } from '../framework/exchange.mts';
import type { Account } from './account.mts';
import { authorise } from './auth.mts';
import { scripts } from './scripts/index.mts';
import { Parameters, readParameters } from './wire/parameters.mts';
import { badParameters, Refusal } from './wire/refusal.mts';
import { render } from './wire/render.mts';
import type { Reply } from './wire/reply.mts';
import { failure } from './wire/reply.mts';

const SCRIPT_PATH = /^\/sys\/([a-z_]+)\.php$/;
const REST_PATH = '/rest/send/';

/** Answers one request: any script by GET or POST, JSON at /rest/send/ by POST (docs/gateways/smsc.md 1.2). */
export const serve = async (exchange: Exchange, account: Account): Promise<Answer> => {
	const isRest = exchange.path === REST_PATH;
	const name = isRest ? 'send' : (SCRIPT_PATH.exec(exchange.path)?.[1] ?? '');
	if (!Object.hasOwn(scripts, name)) return htmlPage(404, 'Not Found');
	const methods = isRest ? ['POST'] : ['GET', 'POST'];
	if (!methods.includes(exchange.method)) return htmlPage(405, 'Not Allowed');

	const parameters = await readParameters(exchange, isRest);
	const reply = await refusing(async () => {
		if (!(parameters instanceof Parameters)) throw badParameters();
		authorise(parameters, account.settings);
		return await account.limits.together(name, async () => {
			if (account.settings.latencyMs > 0) await sleep(account.settings.latencyMs);
			const script = scripts[name];
			if (!script) throw badParameters();
			return await script(parameters, account, exchange.id);
		});
	});
	return render(reply, parameters.format, parameters.charset, account.settings);
};

/** What is thrown as a refusal is an answer; anything else is a mistake of the sandbox. */
const refusing = async (work: () => Promise<Reply>): Promise<Reply> => {
	try {
		return await work();
	} catch (error) {
		if (error instanceof Refusal) return failure(error);
		throw error;
	}
};
