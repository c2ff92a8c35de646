/** Generated calls, each with the answer that it has to get. */
import fc from 'fast-check';
import type { WireCall } from './mutations.mts';
import { mutations, unreadableBodies } from './mutations.mts';
import { written } from './draft.mts';
import { noise, secret } from './noise.mts';
import type { Noise } from './noise.mts';
import type { Change, Shape, Target } from './shape.mts';

export type Expected =
	/** 200, and its report in one execution. */
	| 'started'
	/** 400 or 401, and nothing. */
	| 'refused'
	/** 200, whether or not it has come before. */
	| 'unknown'
	/** Whatever fits what the call proves. */
	| 'consistent'
	| 400
	| 401
	| 413;

/** An attack before it is fired; `call` makes it for a serial number that no other has. */
export interface Shot {
	what: string;
	secret: string;
	expected: Expected;
	call(serial: number): WireCall;
	/** As of the genuine call that this one was made from. */
	identity(serial: number): string;
}

type Kind = {
	what: string;
	expected: Expected;
	make(draft: ReturnType<Shape['genuine']>, secret: string, noise: Noise): WireCall;
};

const changes = (list: Record<string, Change> | undefined, expected: Expected): Kind[] =>
	Object.entries(list ?? {}).map(([what, change]) => ({
		what,
		expected,
		make: (draft, secretText, values) => written(change(draft, secretText, values)),
	}));

const costly = new Set(Object.keys(unreadableBodies).slice(0, 2));

function kindsOf(shape: Shape): { usual: Kind[]; costly: Kind[]; genuine: Kind[] } {
	const mutated = Object.entries(mutations).map(
		([what, mutate]): Kind => ({
			what,
			expected: 'consistent',
			make: (draft, _secret, values) => mutate(written(draft), values),
		}),
	);
	const unread = Object.entries(unreadableBodies).map(
		([what, { status, change }]): Kind => ({
			what,
			expected: status as Expected,
			make: (draft, _secret, values) => change(written(draft), values),
		}),
	);
	const untouched: Kind = {
		what: 'as it is',
		expected: 'started',
		make: (draft) => written(draft),
	};
	return {
		usual: [
			...changes(shape.forgeries, 401),
			...changes(shape.misplaced, 'refused'),
			...changes(shape.unknown, 'unknown'),
			...changes(shape.unreadable, 400),
			...mutated,
			...unread.filter(({ what }) => !costly.has(what)),
		],
		costly: unread.filter(({ what }) => costly.has(what)),
		genuine: [untouched, ...changes(shape.rewritings, 'started')],
	};
}

function arbitraryOf(shapes: Array<{ shape: Shape; kinds: Kind[] }>): fc.Arbitrary<Shot> {
	const pairs = shapes.flatMap(({ shape, kinds }) => kinds.map((kind) => ({ shape, kind })));
	return fc
		.record({ pair: fc.constantFrom(...pairs), secret, noise })
		.map(({ pair: { shape, kind }, secret: text, noise: values }) => ({
			what: `${shape.name}: ${kind.what}`,
			secret: text,
			expected: kind.expected,
			call: (serial: number) => kind.make(shape.genuine(serial, text, values), text, values),
			identity: (serial: number) => shape.identity(serial),
			toString: () => `${shape.name}: ${kind.what} ${JSON.stringify({ text, values })}`,
		}));
}

/** Everything that can be fired at a target, and the names of all of it. */
export function shotsAt({ shapes }: Target): {
	attacks: fc.Arbitrary<Shot>;
	genuine: fc.Arbitrary<Shot>;
	names: string[];
} {
	const kinds = shapes.map((shape) => ({ shape, ...kindsOf(shape) }));
	const usual = arbitraryOf(kinds.map((one) => ({ shape: one.shape, kinds: one.usual })));
	const heavy = arbitraryOf(kinds.map((one) => ({ shape: one.shape, kinds: one.costly })));
	return {
		attacks: fc.oneof({ arbitrary: usual, weight: 249 }, { arbitrary: heavy, weight: 1 }),
		genuine: arbitraryOf(kinds.map((one) => ({ shape: one.shape, kinds: one.genuine }))),
		names: kinds.flatMap((one) =>
			[...one.usual, ...one.genuine].map(({ what }) => `${one.shape.name}: ${what}`),
		),
	};
}
