/**
 * Replaces every value of an exchange that no list names as harmless. A value is read through whatever it is written in (percent
 * signs, JSON, entities, base64, one in another), its words get their stand-ins, and it is written the same way again.
 */
import { charsetOf, decodeBytes, encodeText } from './charset.mts';
import {
	hasEntity,
	throughBase64,
	throughEntities,
	throughJsonEscapes,
	throughPercent,
	type Change,
} from './escapes.mts';
import { Fields, type FieldKind, type Side } from './fields.mts';
import { isJson, throughForm, throughJson, throughMarkup, throughMultipart } from './formats.mts';
import { patternOfSecrets } from './known.mts';
import { StandIns, datePattern, phonePattern, wordPattern } from './standIns.mts';
import { splitName } from './vocabulary.mts';

/** Where a value stands. */
interface Place {
	readonly side: Side;
	/** Of the field that has it; empty for none. */
	readonly name: string;
	/** In a secret nothing is harmless. */
	readonly isSecret?: boolean;
	/** Escapes that it was read through. */
	readonly depth: number;
}

const nowhere: Place = { side: 'answer', name: '', depth: 0 };

/** Escapes in escapes that are followed; deeper ones are replaced as they are written. */
const deepest = 8;

const wholeDate = new RegExp(
	String.raw`^(?:\d{4}-\d\d-\d\d|\d\d\.\d\d\.(?:\d{4}|\d\d))(?:[ T]\d\d:\d\d(?::\d\d)?(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?)?$`,
);
const instant = /^(?:0?1[4-9]\d{8}|1[4-9]\d{11})$/;
const compactDate = /^(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])2\d(?:[01]\d|2[0-3])[0-5]\d$/;

const isTime = (text: string): boolean =>
	wholeDate.test(text) ||
	/^\d\d:\d\d(?::\d\d)?$/.test(text) ||
	instant.test(text) ||
	compactDate.test(text);

/** How an escape begins. */
const escapes = /%[0-9a-f]{2}|&#?\w{1,16};|\\/i;

const wholeWord = new RegExp(`^${wordPattern}$`, 'u');

const picture = String.raw`\p{Extended_Pictographic}`;

/** What is replaced in a plain text, and as what. */
function partsPattern(secrets: readonly string[]): RegExp {
	const known = patternOfSecrets(secrets);
	const parts = [
		...(known ? [`(?<secret>${known})`] : []),
		`(?<date>${datePattern})`,
		`(?<phone>${phonePattern})`,
		`(?<word>${wordPattern})`,
		`(?<picture>${picture})`,
	];
	return new RegExp(parts.join('|'), 'gu');
}

/** The last name in `messages[0][phone]`. */
const nameIn = (written: string): string => written.match(/[A-Za-z_]\w*/g)?.at(-1) ?? '';

interface RedactorOptions {
	readonly gateway: string;
	readonly secrets: readonly string[];
	/** Words, names and phrases that the user has let stay. */
	readonly keep?: readonly string[];
	readonly standIns?: StandIns;
	/** Told of each secret, and of each name and phrase that was replaced because no list has it. */
	readonly heard?: (kind: 'secret' | 'name' | 'phrase', value: string) => void;
}

export class Redactor {
	readonly #fields: Fields;
	readonly #standIns: StandIns;
	readonly #secrets: ReadonlySet<string>;
	readonly #plain: RegExp;
	/** For texts in which not every word is replaced. */
	readonly #anywhere: RegExp;
	readonly #heard: NonNullable<RedactorOptions['heard']>;

	constructor({ gateway, secrets, keep = [], standIns, heard }: RedactorOptions) {
		this.#fields = new Fields(gateway, keep);
		this.#standIns = standIns ?? new StandIns();
		this.#secrets = new Set(secrets);
		// One that is a single word is replaced as any other word.
		this.#plain = partsPattern(secrets.filter((secret) => !wholeWord.test(secret)));
		this.#anywhere = partsPattern(secrets);
		this.#heard = heard ?? (() => undefined);
	}

	/** @param body of a request or an answer. @param type its Content-Type */
	body(body: Buffer, type: string, side: Side): Buffer {
		const boundary = /boundary="?([^";\s]+)/i.exec(type)?.[1];
		if (/^multipart\//i.test(type) && boundary) return this.#multipart(body, boundary, side);
		const place = { side, name: '', depth: 0 };
		return this.#bytes(body, /charset=([^;\s]+)/i.exec(type)?.[1], (text) =>
			/urlencoded/i.test(type) ? this.query(text, side) : this.#body(text, place),
		);
	}

	/** @param query `a=b&c=d`, without its question mark */
	query(query: string, side: Side, isSecret = false): string {
		return throughForm(query, {
			name: (name) => this.#percent(name, (text) => this.#name(text)),
			value: (value, name) =>
				this.#value(value, { side, isSecret, name: nameIn(percentDecoded(name)), depth: 1 }),
		});
	}

	/** The path of a request or of an address. */
	path(path: string, side: Side): string {
		return path
			.split('/')
			.map((segment) =>
				this.#isHarmlessName(segment)
					? segment
					: this.#value(segment, { side, name: '', depth: 1 }),
			)
			.join('/');
	}

	/** The value of a header. */
	header(name: string, value: string, side: Side): string {
		const lower = name.toLowerCase();
		const place = { side, name: lower, depth: 0 };
		if (lower === 'authorization' || lower === 'proxy-authorization') {
			const [scheme = '', ...rest] = value.split(' ');
			if (rest.length === 0) return this.#value(value, { ...place, isSecret: true });
			return `${scheme} ${this.#credentials(scheme, rest.join(' '), place)}`;
		}
		if (/cookie/.test(lower)) return this.#cookie(value, place);
		if (lower === 'content-length' && /^\d+$/.test(value)) return value;
		if (/limit|retry|remaining|reset|age/.test(lower) && /^\d{1,4}$/.test(value)) return value;
		if (
			/^(?:date|expires|last-modified)$/.test(lower) &&
			/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(value)
		) {
			return value;
		}
		const boundary = /^(multipart\/[a-z-]+; ?boundary=)[-\w.]{1,70}$/i.exec(value);
		if (lower === 'content-type' && boundary) return value;
		if (this.#isHarmlessHeader(value)) return value;
		return this.#value(value, place);
	}

	/** A header's name stays, unless somebody put a secret there. */
	headerName(name: string): string {
		return [...this.#secrets].some(
			(secret) => secret.length >= 4 && name.toLowerCase().includes(secret.toLowerCase()),
		)
			? this.#standIns.secret(name)
			: name;
	}

	/**
	 * A text about exchanges, such as a report: its own words stay, and what was replaced in the exchanges is replaced by the same
	 * stand-ins. So is whatever looks like a value.
	 */
	report(text: string): string {
		const decoded = text.replace(/\S+/g, (chunk) =>
			escapes.test(chunk) ? this.#value(chunk, nowhere) : chunk,
		);
		return decoded.replace(this.#anywhere, (...match) => {
			const [found] = match as [string];
			const groups = match.at(-1) as Readonly<Record<string, string | undefined>>;
			if (groups.secret !== undefined) {
				return this.#standIns.whole(found, () => this.#standIns.secret(found));
			}
			if (groups.phone !== undefined) return this.#standIns.phone(found);
			if (groups.date !== undefined)
				return this.#standIns.has(found) ? this.#standIns.date(found) : found;
			if (groups.picture !== undefined) return found;
			const isWord = /^(?:[A-Z]?[a-z]+|[A-Z]+|\d{1,4})$/.test(found);
			if (isWord && (this.#fields.words.has(found.toLowerCase()) || !this.#standIns.has(found)))
				return found;
			return this.#standIns.word(found);
		});
	}

	#isHarmlessHeader(value: string): boolean {
		return (
			value.length <= 200 &&
			/^[\w .,:;=/*+()"-]*$/.test(value) &&
			(value.match(/[A-Za-z]+|\d+/g) ?? []).every(
				(word) => /^\d{1,4}$/.test(word) || this.#fields.words.has(word.toLowerCase()),
			) &&
			!/\d{1,4}(?:[^A-Za-z]+\d+){3}/.test(value)
		);
	}

	/** Of an Authorization header. */
	#credentials(scheme: string, written: string, place: Place): string {
		const change: Change = (text) => this.#value(text, { ...place, isSecret: true });
		if (!/^basic$/i.test(scheme)) return change(written);
		const both: Change = (text) => text.split(':').map(change).join(':');
		return throughBase64(written, both) ?? change(written);
	}

	#cookie(value: string, place: Place): string {
		const kept = new Set(
			'path httponly secure samesite lax strict none max-age expires domain'.split(' '),
		);
		return value
			.split(';')
			.map((pair, at) => {
				const [name = '', ...rest] = pair.split('=');
				const word = name.trim().toLowerCase();
				if (
					at > 0 &&
					kept.has(word) &&
					(rest.length === 0 || kept.has(rest.join('').toLowerCase()) || rest[0] === '/')
				) {
					return pair;
				}
				if (rest.length === 0) return this.#value(pair, { ...place, isSecret: true });
				return `${this.#name(name)}=${this.#value(rest.join('='), { ...place, isSecret: true })}`;
			})
			.join(';');
	}

	#multipart(body: Buffer, boundary: string, side: Side): Buffer {
		const nameOf = (headers: string): string => /\bname="([^"]*)"/.exec(headers)?.[1] ?? '';
		return throughMultipart(body, boundary, {
			headers: (headers) =>
				headers
					.split('\r\n')
					.map((line) => {
						const [name = '', ...rest] = line.split(':');
						if (rest.length === 0) return line;
						const value = rest.join(':');
						if (!/^content-disposition$/i.test(name))
							return `${name}:${this.header(name, value, side)}`;
						return `${name}:${value.replace(/(\w+\*?)="([^"]*)"/g, (_, key: string, inner: string) => `${key}="${this.#quotedInHeader(key, inner, side)}"`)}`;
					})
					.join('\r\n'),
			content: (content, headers) =>
				this.#bytes(content, undefined, (text) =>
					this.#value(text, { side, name: nameIn(nameOf(headers)), depth: 0 }),
				),
		});
	}

	/** A name in a part's header, whose characters are bytes. */
	#quotedInHeader(key: string, text: string, side: Side): string {
		const change: Change = (decoded) =>
			key === 'name' ? this.#name(decoded) : this.#value(decoded, { side, name: key, depth: 0 });
		return this.#bytes(Buffer.from(text, 'latin1'), undefined, change).toString('latin1');
	}

	#bytes(bytes: Buffer, declared: string | undefined, change: Change): Buffer {
		const charset = charsetOf(bytes, declared);
		if (charset === 'bytes') return this.#standIns.bytes(bytes);
		return encodeText(change(decodeBytes(bytes, charset)), charset);
	}

	/** A whole body: also a text in the gateway's own form, such as `OK - 1 SMS, ID - 1234`. */
	#body(text: string, place: Place): string {
		const isTree = isJson(text) || /^[\s\ufeff]*</.test(text) || looksLikeForm(text);
		if (isTree || this.#keeps(text, { ...place, name: 'body' })) return this.#value(text, place);
		return text
			.split('\n')
			.map((line) => this.#line(line, place))
			.join('\n');
	}

	#line(line: string, place: Place): string {
		const refusal = /^(ERROR = \d{1,2} \()([^()]*)(\).*)$/.exec(line);
		if (refusal) {
			const [, before = '', words = '', after = ''] = refusal;
			return before + this.#value(words, { ...place, name: 'error' }) + this.#line(after, place);
		}
		const number = /^(\d+)(,-\d{1,2})$/.exec(line);
		if (number) return this.#value(number[1] ?? '', place) + (number[2] ?? '');
		const parts = /^(.*?)(\(\d{1,3} SMS\))(.*)$/.exec(line);
		if (parts) {
			const [, before = '', unit = '', after = ''] = parts;
			return this.#line(before, place) + unit + this.#line(after, place);
		}
		return line
			.split(', ')
			.map((piece) => {
				const [, before = '', value = ''] = /^([\w ]*(?: = | - ))(.*)$/.exec(piece) ?? [];
				if (!before)
					return /^[A-Z]{2,6}$/.test(piece.trim()) && this.#isHarmlessName(piece)
						? piece
						: this.#value(piece, place);
				const name = before.replace(/ (?:=|-) $/, '');
				const unit = /^\d{1,3} SMS$/.exec(value);
				if (unit && name === 'OK') return piece;
				return this.#name(before) + this.#value(value, { ...place, name });
			})
			.join(', ');
	}

	#kindsOf({ side, name, isSecret }: Place): readonly FieldKind[] {
		return isSecret ? ['secret'] : this.#fields.kindsOf(side, name);
	}

	#keeps(text: string, place: Place): boolean {
		const kinds = this.#kindsOf(place);
		if (kinds.includes('secret')) return false;
		if (kinds.includes('phrase') && this.#fields.isPhrase(text)) return true;
		if (kinds.includes('words') && this.#fields.isVocabulary(text)) return true;
		if (kinds.includes('number') && /^-?\d{1,4}$/.test(text)) return true;
		if (kinds.includes('id') && /^\d{1,3}(?:[|,;]\d{1,3})*$/.test(text)) return true;
		if (kinds.includes('time') && isTime(text)) return true;
		return !kinds.includes('private') && /^[01]$/.test(text);
	}

	/** A value as it is written. */
	#value(text: string, place: Place): string {
		if (text === '' || this.#keeps(text, place)) return text;
		const isSecret = place.isSecret ?? this.#kindsOf(place).includes('secret');
		const inner = { ...place, isSecret, depth: place.depth + 1 };
		const within: Change = (decoded) => this.#value(decoded, inner);
		if (this.#secrets.has(text))
			return this.#standIns.whole(text, () =>
				this.#through(text, { ...inner, isSecret: true }, within),
			);
		if (this.#kindsOf(place).includes('phrase')) this.#heard('phrase', text);
		return this.#through(text, inner, within);
	}

	#through(text: string, place: Place, within: Change): string {
		if (place.depth > deepest) return this.#words(text, place);
		if (isJson(text)) return this.#json(text, place);
		if (/^https?:\/\//i.test(text)) return this.#address(text, place);
		if (looksLikeForm(text)) return this.query(text, place.side, place.isSecret);
		if (/%[0-9a-f]{2}/i.test(text)) return this.#percent(text, within);
		if (/<[a-z!?/]/i.test(text)) return this.#markup(text, place);
		if (hasEntity(text)) return throughEntities(text, within);
		if (/\\(?:u[0-9a-f]{4}|["\\/bfnrt])/i.test(text)) return throughJsonEscapes(text, within);
		return throughBase64(text, within) ?? this.#words(text, place);
	}

	#percent(text: string, change: Change): string {
		return throughPercent(text, change, (bytes) => this.#standIns.bytes(bytes));
	}

	#json(text: string, place: Place): string {
		return throughJson(text, place.name, {
			key: (key) => this.#name(key),
			text: (value, name) =>
				this.#value(value, { ...place, name, isSecret: place.isSecret || undefined }),
			number: (number, name) =>
				this.#number(number, { ...place, name, isSecret: place.isSecret || undefined }),
		});
	}

	#markup(text: string, place: Place): string {
		const parts = {
			name: (name: string) => this.#name(name),
			// What is left of it has no tag any more.
			text: (value: string, name: string) =>
				this.#trimmed(value, (inner) =>
					this.#value(inner, { ...place, name, isSecret: place.isSecret || undefined }),
				),
		};
		return throughMarkup(text, place.name, parts);
	}

	#trimmed(text: string, change: Change): string {
		const inner = text.trim();
		const at = text.indexOf(inner);
		return inner === '' ? text : text.slice(0, at) + change(inner) + text.slice(at + inner.length);
	}

	#address(text: string, place: Place): string {
		const [, scheme = '', host = '', path = '', query, fragment] =
			/^(https?:\/\/)([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#([^]*))?$/i.exec(text) ?? [];
		return [
			scheme,
			this.#words(host, place),
			this.path(path, place.side),
			query === undefined ? '' : `?${this.query(query, place.side, place.isSecret)}`,
			fragment === undefined ? '' : `#${this.#value(fragment, place)}`,
		].join('');
	}

	#number(number: string, place: Place): string {
		if (this.#keeps(number, place)) return number;
		const [, whole = '', exponent = ''] = /^([^eE]*)(.*)$/.exec(number) ?? [];
		return whole.replace(/\d+/g, (digits) => this.#standIns.word(digits)) + exponent;
	}

	/** Plain text: nothing in it is escaped any more. */
	#words(text: string, place: Place): string {
		if (place.isSecret) {
			if (text.length >= 4 && !this.#fields.isVocabulary(text)) this.#heard('secret', text);
			return this.#standIns.secret(text);
		}
		return text.replace(this.#plain, (...match) => {
			const [found] = match as [string];
			const groups = match.at(-1) as Readonly<Record<string, string | undefined>>;
			if (groups.secret !== undefined)
				return this.#standIns.whole(found, () => this.#standIns.secret(found));
			if (groups.date !== undefined) return this.#standIns.date(found);
			if (groups.phone !== undefined) return this.#standIns.phone(found);
			if (groups.picture !== undefined) return found.length === 2 ? '\u{1f642}' : found;
			return this.#standIns.word(found);
		});
	}

	#isHarmlessName(name: string): boolean {
		if (this.#fields.words.has(name.toLowerCase()) && !this.#secrets.has(name)) return true;
		return (
			!this.#secrets.has(name) &&
			isName(name) &&
			splitName(name).every(
				(part) =>
					!/[\p{L}\p{N}]/u.test(part) ||
					/^\W*\d{1,2}\W*$/.test(part) ||
					this.#fields.words.has(part.toLowerCase()),
			)
		);
	}

	/** The name of a field: its words stay where they are those of an interface. */
	#name(name: string): string {
		if (this.#isHarmlessName(name)) return name;
		this.#heard('name', name);
		if (this.#secrets.has(name))
			return this.#standIns.whole(name, () => this.#standIns.secret(name));
		if (escapes.test(name)) return this.#value(name, nowhere);
		if (/@|\d{5}|[^\0-\x7f]/.test(name)) {
			// `to[79161234567]`: the words around what is somebody's stay.
			return name
				.split(/([[\]])/)
				.map((part) => (this.#isHarmlessName(part) ? part : this.#words(part, nowhere)))
				.join('');
		}
		return splitName(name)
			.map((part) =>
				/^[A-Za-z]{3,}$/.test(part) && this.#isHarmlessName(part)
					? part
					: this.#words(part, nowhere),
			)
			.join('');
	}
}

/** A name of a field, a method or a file; more figures than a version has are somebody's. */
const isName = (text: string): boolean =>
	/^[\w .:;/{}[\]!?,|<>*()-]*$/.test(text) && text.replace(/\D/g, '').length <= 4;

const looksLikeForm = (text: string): boolean =>
	/^[\w.%[\]-]{1,100}=[^&]*(?:&[\w.%[\]-]{1,100}=[^&]*)+$/.test(text);

function percentDecoded(text: string): string {
	let decoded = '';
	const hear = (plain: string) => {
		decoded += plain;
		return plain;
	};
	throughPercent(text, hear, (bytes) => bytes);
	return decoded;
}
