/** What shows in a book of our own, from its making to its end. Source: docs/gateways/sendpulse.md 2 to 4. */
import type { Check, Made, World } from '../model.mts';
import { askRaw, must, stepwise, tellAnswer, valueAt } from '../probes.mts';
import type { Ledger } from '../probes.mts';
import {
	anything,
	clockTime,
	either,
	filled,
	list,
	listOf,
	number,
	numeric,
	object,
	text,
} from '../shapes.mts';
import { confirmed, contradicted, holds } from '../verdicts.mts';
import { done, get, inPath, of, refused, send } from './answers.mts';
import { zoneOf } from './clock.mts';

interface Book {
	readonly id: string;
	readonly name: string;
	readonly path: string;
}

/** Creates a book through the node. */
async function newBook(world: World, word: string): Promise<Book & { made: Made }> {
	const name = world.name(word);
	const made = world.made('book', name);
	const { json } = await must(
		world,
		send('POST', '/addressbooks', { bookName: name }),
		of(object({ id: number })),
	);
	const id = String(valueAt(json, 'id'));
	made.is(id);
	return { id, name, path: `/addressbooks/${id}`, made };
}

const addressOf = (name: string, who: string): string => `${name}-${who}@example.com`;

const creation = stepwise({
	facts: [
		'sendpulse/book-create',
		'sendpulse/book-nameless',
		'sendpulse/book-name-used',
		'sendpulse/book-get',
		'sendpulse/dates',
		'sendpulse/book-cost',
		'sendpulse/book-empty',
		'sendpulse/book-variables',
		'sendpulse/book-campaigns',
		'sendpulse/book-rename',
		'sendpulse/book-delete',
	],
	level: 'write',
	does: 'Creates a book, looks at it, renames it and deletes it',
	async steps(world, { runs, asks, says }) {
		const name = world.name('book');
		const made = world.made('book', name);
		const create = { resource: 'addressBook', operation: 'create', parameters: { name } };
		const created = await runs('sendpulse/book-create', create, of(object({ id: number })));
		const id = valueAt(created.json, 'id');
		if (id === undefined) throw new Error('The new book has no id');
		made.is(String(id));
		const path = `/addressbooks/${String(id)}`;
		await asks('sendpulse/book-nameless', send('POST', '/addressbooks'), refused(422, 422, 201));
		const again = send('POST', '/addressbooks', { bookName: name });
		await asks('sendpulse/book-name-used', again, refused(422, 203));
		const shown = await asks('sendpulse/book-get', get(path), {
			json: listOf(
				object({
					id: number,
					name: filled,
					creationdate: clockTime,
					status: number,
					status_explain: text,
				}),
			),
			also: ({ json }) =>
				holds(Array.isArray(json) && json.length === 1, 'an array with one book', 'several'),
		});
		const at = valueAt(shown.json, 0, 'creationdate');
		if (at !== undefined) says('sendpulse/dates', zoneOf(String(at), world.now()));
		await asks('sendpulse/book-empty', get(`${path}/cost`), refused(422, 211));
		const emails = [{ email: addressOf(name, 'one'), variables: { city: 'Минск' } }];
		await must(world, send('POST', `${path}/emails`, { emails }), done);
		await asks(
			'sendpulse/book-cost',
			get(`${path}/cost`),
			of(
				object({
					cur: filled,
					sent_emails_qty: numeric,
					overdraftAllEmailsPrice: numeric,
					addressesDeltaFromBalance: numeric,
					addressesDeltaFromTariff: numeric,
					max_emails_per_task: numeric,
					result: either(true, false),
				}),
			),
		);
		await asks(
			'sendpulse/book-variables',
			get(`${path}/variables`),
			of(listOf(object({ name: filled, type: either('string', 'number', 'date') }))),
		);
		await asks('sendpulse/book-campaigns', get(`${path}/campaigns`), of(list));
		await asks('sendpulse/book-rename', send('PUT', path, { name: `${name}-2` }), done);
		await asks('sendpulse/book-delete', send('DELETE', path), done);
	},
});

/** What is asked of contacts; each address is of our own making. */
async function contactSteps(
	world: World,
	{ runs, asks, says }: Ledger,
	{ id, name, path }: Book,
): Promise<void> {
	const one = addressOf(name, 'one');
	const two = addressOf(name, 'two');
	const plus = addressOf(`${name}+tag`, 'three');
	const add = (emails: unknown[], more: object = {}) =>
		send('POST', `${path}/emails`, { emails, ...more });
	await runs(
		'sendpulse/contacts-add',
		{
			resource: 'contact',
			operation: 'add',
			parameters: { book: { __rl: true, mode: 'id', value: id }, email: one },
		},
		done,
	);
	await must(
		world,
		add([{ email: one, variables: { city: 'Минск' } }, { email: two }, { email: plus }]),
		done,
	);
	const row = {
		email: filled,
		phone: anything,
		status: number,
		status_explain: text,
		variables: anything,
	};
	await asks(
		'sendpulse/book-contacts',
		get(`${path}/emails`, { limit: '100' }),
		of(listOf(object(row))),
	);
	await asks(
		'sendpulse/contacts-total',
		get(`${path}/emails/total`),
		of(object({ total: numeric })),
	);

	const order = async (way: string): Promise<string> => {
		const { json } = await must(world, get(`${path}/emails`, { order: way }), of(list));
		return String(valueAt(json, 0, 'email'));
	};
	says(
		'sendpulse/contacts-order',
		holds((await order('asc')) !== (await order('desc')), 'another order', 'the same order'),
	);

	const shown = await asks(
		'sendpulse/contact-get',
		get(`${path}/emails/${inPath(one)}`),
		of(
			object({
				email: one,
				abook_id: either(id, Number(id)),
				status: number,
				status_explain: text,
				variables: listOf(object({ name: filled, type: filled, value: anything })),
			}),
		),
	);
	const bookId = valueAt(shown.json, 'abook_id');
	if (bookId !== undefined) {
		says('sendpulse/numbers', holds(typeof bookId === 'string', 'abook_id as text', typeof bookId));
	}
	const bare = await askRaw(world, get(`${path}/emails/${inPath(two)}`));
	const variables = valueAt(bare.json, 'variables');
	if (variables !== undefined) {
		says(
			'sendpulse/empty-map',
			holds(
				JSON.stringify(variables) === '[]' || JSON.stringify(variables) === '{}',
				'nothing in [] or {}',
				tellAnswer(bare),
			),
		);
	}
	await asks(
		'sendpulse/path-plus',
		get(`${path}/emails/${inPath(plus)}`),
		of(object({ email: plus })),
	);
	const missing = await askRaw(world, get(`${path}/emails/${inPath(addressOf(name, 'nobody'))}`));
	says(
		'sendpulse/missing-contact',
		holds(
			[400, 404, 422].includes(missing.status),
			'HTTP 404, 400 or 422 with a code',
			tellAnswer(missing),
		),
	);
	if ([400, 404, 422].includes(missing.status))
		says('sendpulse/missing-contact', confirmed(tellAnswer(missing)));

	const change = (email: string) =>
		send('POST', `${path}/emails/variable`, {
			email,
			variables: [{ name: 'city', value: 'Гомель' }],
		});
	await asks('sendpulse/contacts-change', change(one), done);
	await asks(
		'sendpulse/change-missing',
		change(addressOf(name, 'nobody')),
		refused([404, 422], 502),
	);
	await asks(
		'sendpulse/contacts-by-variable',
		get(`${path}/variables/city/${inPath('Гомель')}`),
		of(listOf(object({ email: one, status: number, status_explain: text }))),
	);
	await asks('sendpulse/variable-missing', get(`${path}/variables/n8nlive/x`), refused(404, 299));
	await asks(
		'sendpulse/contact-phone',
		send('PUT', `${path}/phone`, { email: one, phone: '380501112233' }),
		done,
	);

	await asks(
		'sendpulse/dont-update',
		add([{ email: one, variables: { city: 'Брест' } }], { dont_update: true }),
		done,
	);
	const kept = await must(world, get(`${path}/variables/city/${inPath('Гомель')}`), of(list));
	if ((kept.json as unknown[]).length === 0) {
		says('sendpulse/dont-update', contradicted('a contact that stays as it is', 'a new value'));
	}
	await asks(
		'sendpulse/contacts-faulty',
		add([{ email: addressOf(name, 'four') }, { email: 'no address' }]),
		refused(422),
	);
	const faulty = await askRaw(world, get(`${path}/emails/${inPath(addressOf(name, 'four'))}`));
	if (faulty.status === 200) {
		says(
			'sendpulse/contacts-faulty',
			contradicted('none of them is added', 'the others are added'),
		);
	}
	await asks('sendpulse/plain-addresses', add([addressOf(name, 'plain')]), refused(422));
	await asks(
		'sendpulse/contacts-confirm-sender',
		add([{ email: one }], { confirmation: 'force', sender_email: 'n8nlive-nobody@example.com' }),
		refused(422),
	);
	const hundred = Array.from({ length: 100 }, (_, at) => ({ email: addressOf(name, `x${at}`) }));
	await asks('sendpulse/add-size', add(hundred), done);
	const more = await askRaw(world, add([...hundred, { email: addressOf(name, 'x100') }]));
	if (more.status === 200) says('sendpulse/add-size', confirmed('101 are taken as well'));
	else says('sendpulse/add-size', confirmed(`101: HTTP ${more.status}`));

	await asks(
		'sendpulse/contacts-unsubscribe',
		send('POST', `${path}/emails/unsubscribe`, { emails: [two] }),
		done,
	);
	const active = async (value: string): Promise<number> => {
		const { json } = await must(
			world,
			get(`${path}/emails`, { active: value, limit: '100', offset: '0' }),
			of(list),
		);
		return (json as unknown[]).filter((entry) => valueAt(entry, 'email') === two).length;
	};
	says(
		'sendpulse/query-booleans',
		holds((await active('1')) === 0, 'active=1 leaves out who unsubscribed', 'it does not filter'),
	);
	const remove = (emails: string[]) => send('DELETE', `${path}/emails`, { emails });
	await asks('sendpulse/delete-none', remove([]), refused(422, 303, 422));
	await asks(
		'sendpulse/delete-size',
		remove([...hundred.map(({ email }) => email), one]),
		refused(422),
	);
	await asks('sendpulse/contacts-delete', remove([two]), done);
}

const contacts = stepwise({
	facts: [
		'sendpulse/contacts-add',
		'sendpulse/book-contacts',
		'sendpulse/contacts-total',
		'sendpulse/contacts-order',
		'sendpulse/contact-get',
		'sendpulse/numbers',
		'sendpulse/empty-map',
		'sendpulse/path-plus',
		'sendpulse/missing-contact',
		'sendpulse/contacts-change',
		'sendpulse/change-missing',
		'sendpulse/contacts-by-variable',
		'sendpulse/variable-missing',
		'sendpulse/contact-phone',
		'sendpulse/dont-update',
		'sendpulse/contacts-faulty',
		'sendpulse/plain-addresses',
		'sendpulse/contacts-confirm-sender',
		'sendpulse/add-size',
		'sendpulse/contacts-unsubscribe',
		'sendpulse/query-booleans',
		'sendpulse/delete-none',
		'sendpulse/delete-size',
		'sendpulse/contacts-delete',
	],
	level: 'write',
	does: 'Creates a book, adds, changes and removes contacts that nobody has, and deletes it',
	async steps(world, ledger) {
		await contactSteps(world, ledger, await newBook(world, 'contacts'));
	},
});

/** Source: docs/gateways/sendpulse.md 4. */
const everywhere = stepwise({
	facts: [
		'sendpulse/email-get',
		'sendpulse/email-details',
		'sendpulse/emails-post',
		'sendpulse/email-campaigns',
		'sendpulse/emails-campaigns',
		'sendpulse/email-delete',
	],
	level: 'write',
	does: 'Looks for an address that only a book of ours has, and deletes it everywhere',
	async steps(world, { asks }) {
		const { name, path } = await newBook(world, 'everywhere');
		const email = addressOf(name, 'one');
		await must(world, send('POST', `${path}/emails`, { emails: [{ email }] }), done);
		const one = `/emails/${inPath(email)}`;
		const place = { book_id: numeric, status: number, variables: anything };
		await asks(
			'sendpulse/email-get',
			get(one),
			of(listOf(object({ ...place, email, status_explain: text }))),
		);
		await asks(
			'sendpulse/email-details',
			get(`${one}/details`),
			of(listOf(object({ list_name: filled, list_id: numeric, add_date: text, source: anything }))),
		);
		await asks(
			'sendpulse/emails-post',
			send('POST', '/emails', { emails: [email] }),
			of(object({ [email]: listOf(object(place)) })),
		);
		const statistic = { sent: numeric, open: numeric, link: numeric };
		await asks(
			'sendpulse/email-campaigns',
			get(`${one}/campaigns`),
			of(object({ statistic: object(statistic), blacklist: anything, addressbooks: list })),
		);
		// The server spells it so.
		await asks(
			'sendpulse/emails-campaigns',
			send('POST', '/emails/campaigns', { emails: [email] }),
			of(object({ [email]: object({ ...statistic, blacklist: anything, adressbooks: list }) })),
		);
		await asks('sendpulse/email-delete', send('DELETE', one), done);
	},
});

export const bookChecks: readonly Check[] = [creation, contacts, everywhere];
