import { phpMap, wireId } from './answers.mts';
import { wholeOf } from './check.mts';
import type { Call, Desk, Method } from './desk.mts';
import { BOTH, GET, POST } from './desk.mts';
import { Refusal } from './refusal.mts';
import { CATEGORIES, ERRORS } from './wire.mts';

/** getBalance (docs/gateways/smsby.md 4); five decimals as in its samples. */
const getBalance = ({ account, context }: Desk): unknown => {
	const { balanceType, currency } = context.settings;
	const money = (value: number) =>
		balanceType === 'string' ? value.toFixed(5) : Number(value.toFixed(5));
	return {
		status: 'OK',
		currency,
		result: [
			{
				balance: money(account.balance),
				...(account.hasViberBalance ? { viber_balance: money(account.viberBalance) } : {}),
			},
		],
	};
};

/** getLimit: text in the oldest client (docs/gateways/smsby.md 4). */
const getLimit = ({ account, context }: Desk): unknown => ({
	limit: context.settings.era === 'A' ? String(account.limit) : account.limit,
});

const getAlphanames = ({ context: { settings } }: Desk): unknown =>
	phpMap(settings.alphanames, settings.mapShape);

const getAlphanameId = ({ context: { settings } }: Desk, { params }: Call): unknown => {
	const wanted = params.need('name');
	const found = Object.entries(settings.alphanames).find(([, name]) => name === wanted);
	if (!found) throw new Refusal('notFound', ERRORS.notFound);
	return { id: wireId(found[0], settings) };
};

/**
 * createAlphaname, whose published page is cut off after `postcode` (docs/gateways/smsby.md 4). The answer is a guess;
 * a new name waits for approval and is not usable.
 */
const createAlphaname = ({ context, state }: Desk, call: Call): unknown => {
	const { params } = call;
	const name = params.need('name');
	params.need('yur_name');
	for (const number of ['unp', 'country_id']) {
		params.need(number);
		wholeOf(call, number);
	}
	const id = state.nextId();
	state.alphanameRequests.push({ id, name });
	return { status: 'OK', result: { id: wireId(id, context.settings) } };
};

export const accountMethods: readonly Method[] = [
	{ name: 'getBalance', version: 'v1', verbs: BOTH, parameters: [], run: getBalance },
	{ name: 'getLimit', version: 'v1', verbs: BOTH, parameters: [], run: getLimit },
	{ name: 'getAlphanames', version: 'v1', verbs: BOTH, parameters: [], run: getAlphanames },
	{ name: 'getAlphanameId', version: 'v1', verbs: BOTH, parameters: ['name'], run: getAlphanameId },
	{
		name: 'getAlphanameCategory',
		version: 'v1',
		verbs: GET,
		parameters: [],
		run: () => ({ status: 'OK', result: CATEGORIES }),
	},
	{
		name: 'createAlphaname',
		version: 'v1',
		verbs: POST,
		parameters: ['name', 'yur_name', 'unp', 'country_id', 'postcode', 'category_id'],
		run: createAlphaname,
	},
];
