/** Generated values of persons and accounts, the same ones for the same seed. */
import { createHash } from 'node:crypto';

/** Numbers below 2³² that follow from a seed. */
function numbers(seed: string): () => number {
	let block = createHash('sha256').update(seed).digest();
	let at = 0;
	return () => {
		if (at + 4 > block.length) {
			block = createHash('sha256').update(block).digest();
			at = 0;
		}
		at += 4;
		return block.readUInt32BE(at - 4);
	};
}

export type ValueKind = 'secret' | 'key' | 'phone' | 'email' | 'name' | 'text' | 'money';
export interface Value {
	readonly kind: ValueKind;
	readonly text: string;
	/** What must not be seen of it either: its words, or the end of a number. */
	readonly parts: readonly string[];
}

const firstNames = [
	'Аристарх',
	'Пелагея',
	'Святлана',
	'Микола',
	'Їржина',
	'Bartholomew',
	'Wilhelmina',
	'Müllerová',
];
const lastNames = [
	'Подберёзкин',
	'Ґалаґанчук',
	'Цюрупа',
	'Шчаўрук',
	'Quackenbush',
	'Vandersloot',
	'O’Shaughnessy',
];
const letters = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const signed = `${letters}!"#$%&'()*+,-./:;<=>?@[\\]^_{|}~ ёЖю`;

export function valuesOf(seed: string): Value[] {
	const next = numbers(seed);
	const pick = <T,>(list: readonly T[] | string): T | string =>
		list[next() % list.length] as T | string;
	const some = (alphabet: string, length: number) =>
		Array.from({ length }, () => pick(alphabet)).join('');
	const digits = (length: number) => some('0123456789', length);
	const own = digits(7);
	const phone = `${pick(['79', '77', '37529', '38067'])}${digits(2)}${own}`.slice(0, 12);
	const account = some('abcdefghijkmnopqrstuvwxyz', 9);
	const name = `${pick(firstNames)} ${pick(lastNames)}`;
	const price = `${1 + (next() % 9)}${digits(6)}.${digits(2)}`;
	return [
		{ kind: 'secret', text: `q${some(signed, 14)}z7`, parts: [] },
		{ kind: 'key', text: some(letters, 24), parts: [] },
		{ kind: 'phone', text: phone, parts: [phone.slice(-7)] },
		{ kind: 'email', text: `${account}@${some('abcdefghkmnpqrst', 8)}.ru`, parts: [account] },
		{ kind: 'name', text: name, parts: name.split(' ') },
		{ kind: 'text', text: `Заказ ${digits(6)} готов: ${some('бвгдежзиклмнопрст', 9)}`, parts: [] },
		{ kind: 'money', text: price, parts: [price.split('.')[0] ?? ''] },
	];
}
