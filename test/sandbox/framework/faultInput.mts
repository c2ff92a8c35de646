import type { Fault, FaultKind } from './faults.mts';

type Check = readonly [isRight: (value: unknown) => boolean, expected: string];

const isObject = (value: unknown): boolean =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const text: Check = [(value) => typeof value === 'string', 'a string'];
const count: Check = [(value) => Number.isInteger(value) && Number(value) >= 0, 'an integer >= 0'];
const status: Check = [
	(value) => Number.isInteger(value) && Number(value) >= 200 && Number(value) <= 599,
	'an HTTP status',
];
const when: Check = [(value) => value === 'before' || value === 'after', '"before" or "after"'];
const headers: Check = [
	(value) =>
		isObject(value) && Object.values(value as object).every((one) => typeof one === 'string'),
	'an object of strings',
];
const body: Check = [
	(value) => typeof value === 'string' || (typeof value === 'object' && value !== null),
	'a string or JSON',
];
const textOrCount: Check = [(value) => text[0](value) || count[0](value), 'a string or an integer'];

type Members = Readonly<Record<string, Check>>;

const scope: Members = { path: text, method: text, contains: text, times: count, forMs: count };

const members: Readonly<Record<FaultKind, Members>> = {
	refuse: {},
	hang: { when },
	reset: { when },
	status: { status, body, headers, retryAfter: textOrCount, when },
	wrongStatus: { status },
	empty: { when },
	truncated: { bytes: count },
	garbage: { when },
	wrongContentType: { contentType: text },
	wrongCharset: { charset: text, label: text },
	redirect: { location: text, status, when },
	huge: { bytes: count, when },
	slow: { delayMs: count, when },
};

const required: Readonly<Partial<Record<FaultKind, readonly string[]>>> = {
	status: ['status'],
	wrongStatus: ['status'],
	redirect: ['location'],
	slow: ['delayMs'],
};

const isKind = (value: unknown): value is FaultKind =>
	typeof value === 'string' && Object.hasOwn(members, value);

/** Reads a fault that came as JSON; a text says what is wrong with it. */
export const readFault = (input: unknown): Fault | string => {
	if (!isObject(input)) return 'A fault is a JSON object with "kind"';
	const { kind, ...rest } = input as Record<string, unknown>;
	if (!isKind(kind)) return `"kind" is one of ${Object.keys(members).join(', ')}`;
	const allowed = kind === 'refuse' ? { forMs: count } : { ...scope, ...members[kind] };
	for (const [name, value] of Object.entries(rest)) {
		const check = Object.hasOwn(allowed, name) ? allowed[name as keyof typeof allowed] : undefined;
		if (!check) return `The fault "${kind}" has no "${name}"`;
		if (!check[0](value)) return `"${name}" must be ${check[1]}`;
	}
	const missing = required[kind]?.find((name) => rest[name] === undefined);
	if (missing !== undefined) return `The fault "${kind}" needs "${missing}"`;
	return { kind, ...rest } as Fault;
};
