import { type IDataObject, type IPollFunctions, NodeOperationError } from 'n8n-workflow';

import { nodeOf } from '../shared/model/n8n';
import { isRecord } from '../shared/text/json';
import type { Account, Begun, Look, Observation, Watched } from './polling';

/** Something that could not be read. */
export interface Unread {
	/** As in `Watched`. */
	name: string;
	title: string;
	error: Error;
}

/** How many titles an error names. */
const mostNamed = 3;

/** The error of a look that could not read everything. @param unread not empty */
export function problemOf(context: IPollFunctions, unread: readonly Unread[]): NodeOperationError {
	const named = unread.slice(0, mostNamed).map(({ title }) => title);
	const more = unread.length > mostNamed ? ` and ${unread.length - mostNamed} more` : '';
	const { message, description } = unread[0]?.error as Partial<NodeOperationError>;
	return new NodeOperationError(nodeOf(context), `${named.join(', ')}${more}: ${message}`, {
		description: [description, 'All else was read. The next poll tries again.']
			.filter(Boolean)
			.join(' '),
	});
}

/** Where a poll goes on whose time was over. */
interface Place {
	/** Lists that were not read to their end, by their names. */
	begun: Record<string, Begun>;
	/** The first thing that was not looked at; the first of all if missing. */
	next?: string;
}

const isNumber = (value: unknown): value is number => Number.isSafeInteger(value);

const isBegun = (value: unknown): boolean =>
	isRecord(value) &&
	isNumber(value.read) &&
	Array.isArray(value.told) &&
	Array.isArray(value.names);

/** Reads what an earlier poll has left in the workflow's static data; what none would leave counts as nothing. */
export function placeIn({ begun, next }: IDataObject): Place {
	const lists = Object.entries(isRecord(begun) ? begun : {}).filter(([, list]) => isBegun(list));
	return {
		begun: JSON.parse(JSON.stringify(Object.fromEntries(lists))) as Place['begun'],
		...(typeof next === 'string' ? { next } : {}),
	};
}

/** First what was begun, then what was not looked at, then the rest. */
function inTurn(watched: readonly Watched[], { begun, next }: Place): Watched[] {
	const isBegun = ({ name }: Watched) => Object.hasOwn(begun, name);
	const others = watched.filter((one) => !isBegun(one));
	const at = Math.max(
		0,
		others.findIndex(({ name }) => name === next),
	);
	return [...watched.filter(isBegun), ...others.slice(at), ...others.slice(0, at)];
}

/** What a poll has seen, and what it has left to the next one. */
interface Looks {
	observations: Observation[];
	unread: Unread[];
	/** Names of what was not looked at, or not to its end. */
	left: string[];
	place: Place;
}

/**
 * Looks at everything that there is time for, whether or not some of it can be read; at one thing at least.
 *
 * @param from where the last poll ended
 */
export async function lookAt(
	account: Account,
	given: readonly Watched[],
	from: Place,
): Promise<Looks> {
	const watched = [...new Map(given.map((one) => [one.name, one])).values()];
	const order = inTurn(watched, from);
	const looks = new Map<string, PromiseSettledResult<Look>>();
	let at = 0;
	const work = async () => {
		while (at < order.length && (at === 0 || !account.isOver())) {
			const { name, id, observe } = order[at++] as Watched;
			const [look] = await Promise.allSettled([observe(account, id, from.begun[name])]);
			looks.set(name, look);
		}
	};
	// Further ones would only wait for the limit of the credential, and still be under way when the time is over.
	const { concurrent } = account.line.account.limiter;
	await Promise.all(Array.from({ length: Math.min(concurrent, order.length) }, work));

	const observations: Observation[] = [];
	const unread: Unread[] = [];
	const left: string[] = [];
	const begun: Place['begun'] = {};
	for (const { name, title } of watched) {
		const look = looks.get(name);
		if (look?.status === 'rejected') unread.push({ name, title, error: look.reason as Error });
		const rest = look?.status === 'fulfilled' ? look.value.begun : from.begun[name];
		if (rest) begun[name] = rest;
		if (rest || !look) left.push(name);
		if (look?.status === 'fulfilled')
			for (const one of look.value.observations) observations.push(one);
	}
	const next = order[at]?.name;
	return { observations, unread, left, place: { begun, ...(next === undefined ? {} : { next }) } };
}
