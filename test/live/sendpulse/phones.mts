/** What shows when numbers and their blacklist change. Source: docs/gateways/sendpulse.md 13. */
import type { Check, World } from '../model.mts';
import { askRaw, must, stepwise, valueAt } from '../probes.mts';
import { anything, clockTime, listOf, number, numeric, object, text } from '../shapes.mts';
import { confirmed, contradicted } from '../verdicts.mts';
import { done, get, of, send } from './answers.mts';

/** Numbers of nobody; nothing is sent to them. */
const numbers = (count: number): string[] =>
	Array.from({ length: count }, (_, row) => String(380000000000 + row));

async function newBook(world: World): Promise<string> {
	const name = world.name('phones');
	const made = world.made('book', name);
	const { json } = await must(
		world,
		send('POST', '/addressbooks', { bookName: name }),
		of(object({ id: number })),
	);
	const id = String(valueAt(json, 'id'));
	made.is(id);
	return id;
}

const counters = (...names: string[]) =>
	of(object({ counters: object(Object.fromEntries(names.map((name) => [name, numeric]))) }));

const book = stepwise({
	facts: [
		'sendpulse/phones-add',
		'sendpulse/phone-info',
		'sendpulse/phones-variables',
		'sendpulse/phones-update',
		'sendpulse/phone-variables',
		'sendpulse/sms-size',
		'sendpulse/phones-delete',
	],
	level: 'write',
	does: 'Puts numbers that nobody has into a book of ours, changes them and takes them out',
	async steps(world, { runs, asks, says }) {
		const id = await newBook(world);
		const addressBookId = Number(id);
		const [phone = '', second = ''] = numbers(2);
		const add = {
			resource: 'phone',
			operation: 'add',
			parameters: { phoneBook: { __rl: true, mode: 'id', value: id }, bookPhone: phone },
		};
		await runs('sendpulse/phones-add', add, counters('added', 'exceptions', 'exists'));
		await asks(
			'sendpulse/phone-info',
			get(`/sms/numbers/info/${id}/${phone}`),
			of(
				object({
					data: object({ status: numeric, variables: anything, added: anything, email: anything }),
				}),
			),
		);
		const city = { name: 'city', type: 'string', value: 'Минск' };
		await asks(
			'sendpulse/phones-variables',
			send('POST', '/sms/numbers/variables', { addressBookId, phones: { [second]: [[city]] } }),
			counters('added', 'exceptions', 'exists'),
		);
		await asks(
			'sendpulse/phones-update',
			send('PUT', '/sms/numbers', { addressBookId, phones: [phone], variables: [city] }),
			counters('updated'),
		);
		await asks(
			'sendpulse/phone-variables',
			send('POST', `/addressbooks/${id}/phones/variable`, {
				phone,
				variables: [{ name: 'city', value: 'Брест' }],
			}),
			done,
		);
		const { status } = await askRaw(
			world,
			send('POST', '/sms/numbers', { addressBookId, phones: numbers(1001) }),
		);
		says(
			'sendpulse/sms-size',
			confirmed(status === 200 ? '1,001 are taken' : `1,001: HTTP ${status}`),
		);
		await asks(
			'sendpulse/phones-delete',
			send('DELETE', '/sms/numbers', { addressBookId, phones: [phone] }),
			counters('deleted'),
		);
	},
});

const blacklist = stepwise({
	facts: [
		'sendpulse/sms-blacklist-add',
		'sendpulse/sms-blacklist-by-numbers',
		'sendpulse/sms-blacklist-delete',
	],
	level: 'write',
	does: 'Puts a number that nobody has on the blacklist for SMS, and takes it off',
	async steps(world, { asks, says }) {
		const description = world.name('blocked');
		const listed = await must(world, get('/sms/black_list'), of(object({ data: anything })));
		const rows = (valueAt(listed.json, 'data') ?? []) as unknown[];
		const taken = rows.map((row) => String(valueAt(row, 'phone')));
		const phone = numbers(100).find((one) => !taken.includes(one));
		if (phone === undefined)
			throw new Error('The blacklist has all numbers that this check could take');
		const made = world.made('smsBlacklist', description);
		const phones = [phone];
		await asks(
			'sendpulse/sms-blacklist-add',
			send('POST', '/sms/black_list', { phones, description }),
			counters('added', 'exists'),
		);
		const entry = object({ phone: number, description: text, add_date: clockTime });
		const after = await must(world, get('/sms/black_list'), of(object({ data: listOf(entry) })));
		const seen = valueAt(after.json, 'data');
		if (Array.isArray(seen) && !seen.some((row) => String(valueAt(row, 'phone')) === phone)) {
			says('sendpulse/sms-blacklist-add', contradicted('the number in the list', 'not there'));
		}
		await asks(
			'sendpulse/sms-blacklist-by-numbers',
			get('/sms/black_list/by_numbers', { phones: `[${phone}]` }),
			of(object({ data: listOf(entry) })),
		);
		await asks(
			'sendpulse/sms-blacklist-delete',
			send('DELETE', '/sms/black_list', { phones }),
			counters('removed'),
		);
		await made.remove();
	},
});

export const phoneChecks: readonly Check[] = [book, blacklist];
