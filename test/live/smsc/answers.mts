/** What answers of SMSC have in common, and the numbers that the checks ask about. */
import { randomInt } from 'node:crypto';
import type { RawRequest, World } from '../model.mts';
import { askRaw, must, valueAt, verdictOf } from '../probes.mts';
import type { Answered, Expected } from '../probes.mts';
import { form, listOf, number, numberText, object, text } from '../shapes.mts';
import type { Like } from '../shapes.mts';
import { holds, open } from '../verdicts.mts';

/** Parameters of a script, by POST. */
export const script = (name: string, parameters: Record<string, string> = {}): RawRequest => ({
	path: `/sys/${name}.php`,
	form: parameters,
});

/** Source: docs/gateways/smsc.md 1.6. */
export const codeOf = ({
	json,
	text: said,
}: Pick<Answered, 'json' | 'text'>): number | undefined => {
	const code = valueAt(json, 'error_code') ?? /^ERROR = (\d+)/.exec(said)?.[1];
	return code === undefined ? undefined : Number(code);
};

export const tellCode = (answer: Pick<Answered, 'json' | 'text'>): string => {
	const code = codeOf(answer);
	return code === undefined ? 'no refusal' : `error ${code}`;
};

export const refusedWith = (code: number): Expected => ({
	also: (answer) => holds(codeOf(answer) === code, `error ${code}`, tellCode(answer)),
});

/** A list of rows; "nothing found" is error 3. Source: docs/gateways/smsc.md 1.7. */
export const listed = (row: Like, more?: Expected['also']): Expected => ({
	also(answer, world) {
		if (codeOf(answer) === 3) return open('The account has none of them');
		return verdictOf(answer, { json: listOf(row), ...(more ? { also: more } : {}) }, world);
	},
});

/** Source: docs/gateways/smsc.md 5. */
export const created = object({ id: number });
export const done: Expected = {
	also: ({ text: said, json }) =>
		holds(
			valueAt(json, 'result') === 'OK' || said.trim() === 'OK',
			'{"result": "OK"}',
			tellCode({ text: said, json }),
		),
};

/** Source: docs/gateways/smsc.md 3.1. */
export const moment = form('DD.MM.YYYY hh:mm:ss', /^\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d$/);

export const contactRow = object({
	phone: text,
	name: text,
	first_name: text,
	last_name: text,
	middle_name: text,
	birthday: text,
	id: text,
	comments: text,
	tags: text,
	phone_other: text,
});

export const priced = object({ cost: numberText, cnt: number });

/** A number of an operator that has many, where the user has named none. Only its price and operator are asked for. */
export const anyPhone = ({ recipients }: World): string =>
	recipients.phones[0]?.replace(/\D/g, '') ?? '79161234567';

/** A question for a price, which sends nothing. Source: docs/gateways/smsc.md 2.1, `cost`. */
export const price = (phones: string, mes: string, more: Record<string, string> = {}): RawRequest =>
	script('send', { phones, mes, cost: '1', ...more });

/** Parts, or messages, of a price. @throws if it is refused */
export async function countOf(world: World, request: RawRequest): Promise<number> {
	const { json } = await must(world, request, { json: priced });
	return Number(valueAt(json, 'cnt'));
}

/** Rows of a list; none if nothing is found. @throws for anything else */
export async function rowsOf(
	world: World,
	request: RawRequest,
): Promise<Array<Record<string, unknown>>> {
	const answer = await askRaw(world, request);
	if (codeOf(answer) === 3) return [];
	if (!Array.isArray(answer.json)) {
		throw new Error(`${request.path} gave no list, but ${tellCode(answer)}`);
	}
	return answer.json as Array<Record<string, unknown>>;
}

/** Numbers of a range that no operator gives to anybody, and that are no contacts of the account. */
export async function freePhones(world: World, count: number): Promise<string[]> {
	const first = 79_000_000_000 + randomInt(1, 9000);
	const phones = Array.from({ length: count }, (_, at) => String(first + at));
	for (const phone of phones) {
		const found = await rowsOf(world, script('phones', { get: '1', phone }));
		if (found.length > 0) throw new Error('A number of the check is a contact of the account');
	}
	return phones;
}
