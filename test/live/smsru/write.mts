/** What shows when the stop list and the addresses for callbacks of SMS.ru change. */
import type { Check, Verdict, World } from '../model.mts';
import { askRaw, must, stepwise, valueAt, verdictOf } from '../probes.mts';
import type { Answered, Expected } from '../probes.mts';
import { listOf, object, text } from '../shapes.mts';
import { confirmed, contradicted, holds } from '../verdicts.mts';
import { codeOf, ok } from './answers.mts';

const list = { path: '/stoplist/get' };

const notes = ({ json }: Answered) =>
	(valueAt(json, 'stoplist') ?? {}) as Readonly<Record<string, unknown>>;

/** A number that is not in the list of the account. Nobody gets anything there. */
async function freeNumber(world: World): Promise<string> {
	const taken = Object.keys(notes(await must(world, list, ok())));
	const numbers = Array.from({ length: 100 }, (_, row) => String(79000000100 + row));
	const free = numbers.find((one) => !taken.includes(one));
	if (free === undefined)
		throw new Error('The stop list has all numbers that this check could take');
	return free;
}

const code = ({ json }: Answered): string => `code ${String(valueAt(json, 'status_code'))}`;

/** A question with two answers that are both known. */
const taken = (answer: Answered, world: World, expected: Expected = ok()): Verdict => {
	const verdict = verdictOf(answer, expected, world);
	if (verdict.kind === 'confirmed') return confirmed('taken');
	const isRefusal = valueAt(answer.json, 'status') === 'ERROR';
	return isRefusal ? confirmed(`refused with ${code(answer)}`) : verdict;
};

/** Source: docs/gateways/smsru.md 6. */
const stopListCheck = stepwise({
	facts: [
		'smsru/stoplist-add',
		'smsru/stoplist-get',
		'smsru/charset',
		'smsru/stoplisted',
		'smsru/stoplist-again',
		'smsru/stoplist-del',
		'smsru/stoplist-del-missing',
		'smsru/stoplist-note',
	],
	level: 'write',
	does: 'Puts a number that nobody has into the stop list, changes its note, and takes it out',
	async steps(world, { asks, runs, says }) {
		const recipient = await freeNumber(world);
		const note = world.name('note');
		const cyrillic = `${note} Ёж «1»`;
		const add = { resource: 'blacklist', operation: 'add' };
		const made = world.made('stoplist', note);
		await runs('smsru/stoplist-add', { ...add, parameters: { recipient, note: cyrillic } }, ok());

		const isThere = object({ [recipient]: text });
		const listed = await asks('smsru/stoplist-get', list, ok({ stoplist: isThere }));
		says(
			'smsru/charset',
			holds(notes(listed)[recipient] === cyrillic, 'the note as it was sent', 'another note'),
		);
		await asks(
			'smsru/stoplisted',
			{ path: '/sms/cost', form: { to: recipient, msg: 'Проверка' } },
			{
				also: (answer) =>
					holds(codeOf(answer) === 209, 'code 209', `code ${codeOf(answer) ?? 'none'}`),
			},
		);

		const again = { stoplist_phone: recipient, stoplist_text: `${note} 2` };
		await must(world, { path: '/stoplist/add', form: again }, ok());
		says(
			'smsru/stoplist-again',
			holds(
				notes(await askRaw(world, list))[recipient] === `${note} 2`,
				'the new note',
				'another note',
			),
		);

		const remove = { resource: 'blacklist', operation: 'remove', parameters: { recipient } };
		await runs('smsru/stoplist-del', remove, ok());
		await made.remove();
		const missing = { path: '/stoplist/del', form: { stoplist_phone: recipient } };
		says('smsru/stoplist-del-missing', taken(await askRaw(world, missing), world));

		const blank = world.made('blank', recipient);
		const empty = { stoplist_phone: recipient, stoplist_text: '' };
		const answer = await askRaw(world, { path: '/stoplist/add', form: empty });
		says('smsru/stoplist-note', taken(answer, world));
		await blank.remove();
	},
});

/** Source: docs/gateways/smsru.md 7. */
const callbackCheck = stepwise({
	facts: ['smsru/callback-list'],
	level: 'write',
	does: 'Enters an address for callbacks, lists the addresses, and takes it out',
	async steps(world, { asks, says }) {
		const name = world.name('callback');
		const url = `https://${name}.example.com/`;
		const expected = ok({ callback: listOf(text) });
		const made = world.made('callback', name);
		await must(world, { path: '/callback/add', form: { url } }, expected);
		const { json } = await asks('smsru/callback-list', { path: '/callback/get' }, expected);
		const urls = valueAt(json, 'callback');
		if (Array.isArray(urls) && !urls.includes(url)) {
			says('smsru/callback-list', contradicted('the address in the list', 'not there'));
		}
		await made.remove();
	},
});

export const writeChecks: readonly Check[] = [stopListCheck, callbackCheck];
