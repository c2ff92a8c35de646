import type { Values } from '../core/arguments.mts';
import { isObject } from '../core/arguments.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Value } from '../core/shape.mts';

type Test = (have: string, want: string) => boolean;

const asNumbers = (have: string, want: string): number => Number(have) - Number(want);

/** The conditions of the older document (docs/gateways/sendpulse.md 12). */
const CONDITIONS: Readonly<Record<string, Test>> = {
	equal: (have, want) => have === want,
	notequal: (have, want) => have !== want,
	greaterthan: (have, want) => asNumbers(have, want) > 0,
	lessthan: (have, want) => asNumbers(have, want) < 0,
	startwith: (have, want) => have.startsWith(want),
	endwith: (have, want) => have.endsWith(want),
	likewith: (have, want) => have.includes(want),
	notlikewith: (have, want) => !have.includes(want),
};

/** Whether the variables of a subscriber fit. */
export type Filter = (variables: ReadonlyMap<string, Value>) => boolean;

const condition = (one: unknown): ((have: string) => boolean) => {
	if (!isObject(one) || (typeof one.value !== 'string' && typeof one.value !== 'number')) {
		throw FAILURES.isInvalid('filter');
	}
	const name = String(one.condition);
	const test = Object.hasOwn(CONDITIONS, name) ? CONDITIONS[name] : undefined;
	if (!test) throw FAILURES.isInvalid('filter');
	const want = String(one.value);
	return (have) => test(have, want);
};

/** Reads `{variable_name, operator, conditions}`; the case of letters counts (inference). */
export const readFilter = ({ variable_name: name, operator, conditions }: Values): Filter => {
	const isJoined = operator === 'or' || operator === 'and';
	if (typeof name !== 'string' || name === '' || !isJoined) throw FAILURES.isInvalid('filter');
	if (!Array.isArray(conditions) || conditions.length === 0) throw FAILURES.isInvalid('filter');
	const tests = conditions.map(condition);
	return (variables) => {
		const have = String(variables.get(name) ?? '');
		return operator === 'or' ? tests.some((test) => test(have)) : tests.every((test) => test(have));
	};
};
