/** What attackers and broken programs fill in. */
import fc from 'fast-check';

/** Random values for one call; an attack takes what it needs. */
export interface Noise {
	/** A hostile word, or any text at all. */
	text: string;
	bytes: Buffer;
	/** A place in something, from 0 (its start) to 1. */
	at: number;
	number: number;
}

/** Names that every object has, numbers that no number holds, marks of other languages. */
const words = [
	'__proto__',
	'constructor',
	'prototype',
	'toString',
	'hasOwnProperty',
	'null',
	'undefined',
	'NaN',
	'Infinity',
	'-0',
	'1e309',
	'9'.repeat(30),
	'-1',
	'true',
	'[object Object]',
	'[]',
	'{status}',
	'%',
	'%zz',
	'%00',
	'\0',
	'\r\n',
	' ',
	'\u00a0',
	'\ufeff',
	'\ud800',
	'𝒮ecret',
	'ё',
	'е\u0308',
	'../../etc/passwd',
	'<script>alert(1)</script>',
	"1' OR '1'='1",
	'${7*7}',
	'={{ $env }}',
	'.*',
	':',
	'a:b:c',
];

/** Any code points, lone surrogates included. fast-check's own texts take seconds to set up. */
const anyText = fc
	.array(fc.oneof(fc.nat(0x7f), fc.nat(0xffff), fc.nat(0x10ffff)), { maxLength: 24 })
	.map((points) => String.fromCodePoint(...points));

export const noise: fc.Arbitrary<Noise> = fc.record({
	text: fc.oneof(fc.constantFrom(...words), anyText),
	bytes: fc.uint8Array({ maxLength: 24 }).map((bytes) => Buffer.from(bytes)),
	at: fc.double({ min: 0, max: 1, noNaN: true }),
	number: fc.nat(1_000_000_000),
});

/** Secrets of credentials; each is a different way to be compared wrongly. */
const secrets = [
	'Очень/secret+key=1',
	'aaaaaaaaaaaa',
	'кафе\u0301 № 7 & co',
	'%41%42%43 percent',
	'0123456789abcdef0123456789abcdef',
] as const;

export const secret: fc.Arbitrary<string> = fc.constantFrom(...secrets);

/** An element of a list, by a number that is random. */
export const among = <T,>(list: readonly T[], { number }: Noise): T =>
	list[number % list.length] as T;

/** A position in something of this length, the last one excluded. */
export const place = (length: number, { at }: Noise): number =>
	Math.min(length - 1, Math.floor(at * length));
