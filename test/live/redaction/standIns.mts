/**
 * Stand-ins: neutral words of the same shape. A letter gives a letter of its alphabet and case, a digit a digit, so that a text
 * keeps its length in every charset and every escape. The same word gives the same stand-in in one recording, and no other word does.
 */
import { createHmac, randomBytes } from 'node:crypto';

/** Consonants only: no stand-in is a word or a name by chance. */
const latin = 'bcdfghjklmnpqrstvwxz';
const cyrillic = 'бвгджзклмнпрстфхцчшщ';
const digits = '0123456789';

/** Letters and digits, but for the signs that Unicode counts among the letters. */
export const wordPattern = String.raw`(?:(?![ªµº])[\p{L}\p{N}\p{M}])+`;

/** Days and times of day as gateways write them. */
export const datePattern = String.raw`(?<![\d.-])(?:\d{4}-\d\d-\d\d|\d\d[.]\d\d[.](?:\d{4}|\d\d))(?:[ T]\d\d:\d\d(?::\d\d)?)?(?![\d-])`;

/** A phone number, with what people put between its digits. */
export const phonePattern = String.raw`(?<![\p{L}\p{N}])\d(?:[ ().-]{0,2}\d){9,11}(?![\p{L}\p{N}])`;

const foreign = [
	// By the bytes of UTF-8: two for Latin-1 and Greek, three, four.
	[0x100, [...'àâçèéêîôûü']],
	[0x800, [...'βγδζθκλμνξπρστφχψ']],
	[0x10000, [...'甲乙丙丁戊己庚辛壬癸']],
	[Infinity, [...'𝐛𝐜𝐝𝐟𝐠𝐡𝐣𝐤𝐥𝐦']],
] as const;

const inUpperCase = (letters: string) => [...letters.toUpperCase()];
const classes: ReadonlyArray<readonly [RegExp, readonly string[]]> = [
	[/[0-9]/, [...digits]],
	[/[a-z]/, [...latin]],
	[/[A-Z]/, inUpperCase(latin)],
	[/(?=\p{Lu})[\u0400-\u04ff]/u, inUpperCase(cyrillic)],
	[/[\u0400-\u04ff]/, [...cyrillic]],
];

function alphabetOf(character: string, isHex: boolean): readonly string[] {
	if (isHex && /[a-f]/.test(character)) return [...'abcdef'];
	if (isHex && /[A-F]/.test(character)) return [...'ABCDEF'];
	const found = classes.find(([pattern]) => pattern.test(character));
	if (found) return found[1];
	const code = character.codePointAt(0) ?? 0;
	return foreign.find(([below]) => code < below)?.[1] ?? [];
}

/** Signs of a secret, each with one that every escape writes as long. */
const signs: Readonly<Record<string, string>> = {
	'"': '/',
	'\\': '/',
	'<': '>',
	'>': '<',
	'&': '<',
	'/': '/',
	'-': '.',
};

const mostTries = 64;

/** The stand-ins of one recording. Nobody can find the words again: the key is made by chance, and thrown away. */
export class StandIns {
	readonly #key: Buffer;
	readonly #made = new Map<string, string>();
	readonly #taken = new Set<string>();
	readonly #whole = new Map<string, string>();
	#phones = 0;

	constructor(key: Buffer = randomBytes(32)) {
		this.#key = key;
	}

	/** @param word letters and digits. @returns as many of the same kinds */
	word(word: string): string {
		if (/^\d{10,12}$/.test(word)) return this.phone(word);
		// `G123`: a kind, and an id that stands elsewhere without it.
		if (/^[A-Z]\d+$/.test(word)) return `${word[0]}${this.word(word.slice(1))}`;
		return this.#once(`word ${word}`, word, (bytes) => this.#scrambled(word, bytes));
	}

	/** Whether a word or a day has a stand-in already. */
	has(word: string): boolean {
		return ['word', 'date'].some((kind) => this.#made.has(`${kind} ${word}`));
	}

	/** @param value a secret. @returns one of the same shape, also where it has nothing but signs */
	secret(value: string): string {
		const words = new RegExp(`${wordPattern}|[!-/:-@[-\`{-~]`, 'gu');
		return value.replace(words, (part) => {
			if (/^[!-/:-@[-`{-~]$/.test(part)) return signs[part] ?? '-';
			return this.#once(`word ${part}`, part, (bytes) => this.#scrambled(part, bytes));
		});
	}

	/**
	 * Country and operator stay, the subscriber's own number becomes a running one. `8916…` and `7916…` are the same.
	 *
	 * @param phone ten to twelve digits, with or without signs between them
	 */
	phone(phone: string): string {
		const all = phone.replace(/\D/g, '');
		const own = this.#once(`phone ${all.slice(-9)}`, all.slice(-7), () =>
			String(++this.#phones).padStart(7, '0').slice(-7),
		);
		let at = 0;
		const made = all.slice(0, -7) + own;
		return phone.replace(/\d/g, () => made[at++] ?? '0');
	}

	/** @param date a day, also with a time of day, in figures. @returns another one of the same form */
	date(date: string): string {
		return this.#once(`date ${date}`, date, (bytes) => {
			const [day, time = ''] = date.split(/(?=[ T])/);
			let at = 0;
			const two = (below: number, from = 0) =>
				String(from + ((bytes(at++) * 256 + bytes(at++)) % below)).padStart(2, '0');
			// Neither is above 12: whichever of them is the month.
			const other = (day ?? '')
				.replace(/\d{4}/, (year) => `${year.slice(0, 2)}aa`)
				.replace(/\d\d(?!a)/g, () => two(12, 1))
				.replace('aa', () => two(100));
			return (
				other +
				time
					.replace(/^([ T])\d\d/, (_, sign: string) => `${sign}${two(24)}`)
					.replace(/:\d\d/g, () => `:${two(60)}`)
			);
		});
	}

	/** What a secret as a whole was written as before, whatever stands around it now. */
	whole(secret: string, make: () => string): string {
		const made = this.#whole.get(secret) ?? make();
		this.#whole.set(secret, made);
		return made;
	}

	/** Bytes that are no text: others, as many of them. */
	bytes(bytes: Buffer): Buffer {
		const at = this.#stream(`bytes ${createHmac('sha256', this.#key).update(bytes).digest('hex')}`);
		// The first one says that they are no text.
		return Buffer.from(bytes.map((_, index) => (index === 0 ? 0 : at(index))));
	}

	#scrambled(word: string, bytes: (at: number) => number): string {
		const isHex = word.length >= 8 && /^(?:[0-9a-f]+|[0-9A-F]+)$/.test(word);
		let at = 0;
		const isNumber = /^[1-9]\d+$/.test(word);
		return Array.from(word, (character) => {
			const byte = bytes(at++);
			if (/\p{M}/u.test(character)) return character;
			// A number does not begin with a zero unless it did.
			if (at === 1 && isNumber) return digits[1 + (byte % 9)];
			if (at === 1 && character === '0' && word.length > 1) return '0';
			const letters = alphabetOf(character, isHex);
			return letters[byte % letters.length];
		}).join('');
	}

	/** What was made for a value, or is made now: not the value itself, and nothing that another value has. */
	#once(name: string, value: string, make: (bytes: (at: number) => number) => string): string {
		const known = this.#made.get(name);
		if (known !== undefined) return known;
		let made = '';
		for (let tries = 0; tries < mostTries; tries++) {
			made = make(this.#stream(`${tries} ${name}`));
			if (made !== value && !this.#taken.has(made)) break;
		}
		this.#taken.add(made);
		this.#made.set(name, made);
		return made;
	}

	#stream(name: string): (at: number) => number {
		const seed = createHmac('sha256', this.#key).update(name).digest();
		let block = seed;
		let number = 0;
		return (at) => {
			const wanted = Math.floor(at / 32);
			if (wanted !== number) {
				number = wanted;
				block = createHmac('sha256', seed).update(String(wanted)).digest();
			}
			return block[at % 32] ?? 0;
		};
	}
}
