/** What shows when a webhook is registered, and what it gets. Source: docs/gateways/sendpulse.md 18. */
import type { Check, Received, World } from '../model.mts';
import { askRaw, listening, must, stepwise, valueAt } from '../probes.mts';
import { filled, listOf, number, numeric, object } from '../shapes.mts';
import { confirmed, contradicted, holds } from '../verdicts.mts';
import { done, get, of, send } from './answers.mts';

const path = '/v2/email-service/webhook';
const row = object({ id: numeric, user_id: numeric, url: filled, action: filled });
const rows = of(object({ success: true, data: listOf(row) }));
const changed = of(object({ data: listOf(true) }));

const registration = stepwise({
	facts: [
		'sendpulse/webhook-add',
		'sendpulse/webhook-get',
		'sendpulse/webhook-twice',
		'sendpulse/webhook-change',
		'sendpulse/webhook-delete',
	],
	level: 'write',
	does: 'Registers a webhook for an address that nobody has, changes it and deletes it',
	async steps(world, { asks, says }) {
		const name = world.name('webhook');
		const url = `https://${name}.example.com/`;
		const made = world.made('webhook', name);
		const add = send('POST', path, { url, actions: ['open', 'spam'] });
		const added = await asks('sendpulse/webhook-add', add, {
			...rows,
			also: ({ json }) => {
				const data = valueAt(json, 'data') as unknown[];
				return holds(data.length === 2, 'a row for each of two actions', `${data.length} rows`);
			},
		});
		const id = valueAt(added.json, 'data', 0, 'id');
		if (id === undefined) throw new Error('The new webhook has no id');
		const one = `${path}/${String(id)}`;
		await asks('sendpulse/webhook-get', get(one), of(object({ data: row })));
		const twice = await askRaw(world, add);
		says(
			'sendpulse/webhook-twice',
			confirmed(twice.status === 200 ? 'taken' : `HTTP ${twice.status}`),
		);
		await asks('sendpulse/webhook-change', send('PUT', one, { url: `${url}2` }), changed);
		await asks('sendpulse/webhook-delete', send('DELETE', one), changed);
		await made.remove();
	},
});

/** Events are sent once a minute. */
const EVENT_MS = 300_000;

const eventsIn = ({ body }: Received): unknown[] => {
	try {
		const json: unknown = JSON.parse(body.toString('utf8'));
		return Array.isArray(json) ? json : [];
	} catch {
		return [];
	}
};

async function eventOf(
	world: World,
	name: string,
	email: string,
): Promise<{ event: unknown; call: Received }> {
	const isOurs = (event: unknown) =>
		valueAt(event, 'event') === name && valueAt(event, 'email') === email;
	const receiver = listening(world);
	const mentions = ({ body }: Received) => body.includes(email) && body.includes(name);
	const call = await receiver.wait(mentions, EVENT_MS);
	if (!call) throw new Error(`No call told of ${name} in five minutes`);
	return { event: eventsIn(call).find(isOurs), call };
}

const events = stepwise({
	facts: ['sendpulse/event-new', 'sendpulse/event-delete'],
	level: 'write',
	does: 'Registers a webhook for the address you gave, adds a contact and removes it, and waits for the calls',
	async steps(world, { says }) {
		const receiver = listening(world);
		const mark = world.name('events');
		const url = new URL(receiver.address);
		url.searchParams.set('live', mark);
		url.searchParams.set('secret', world.access.callbackSecret ?? '');
		const hook = world.made('webhook', mark);
		await must(
			world,
			send('POST', path, { url: url.href, actions: ['new_emails', 'delete'] }),
			rows,
		);
		const book = world.made('book', mark);
		const { json } = await must(
			world,
			send('POST', '/addressbooks', { bookName: mark }),
			of(object({ id: number })),
		);
		const id = String(valueAt(json, 'id'));
		book.is(id);
		const email = `${mark}@example.com`;
		await must(world, send('POST', `/addressbooks/${id}/emails`, { emails: [{ email }] }), done);
		const tell = async (fact: string, name: string, lacks: string) => {
			const { event, call } = await eventOf(world, name, email);
			const isAsTold =
				event !== undefined &&
				valueAt(event, 'book_id') !== undefined &&
				valueAt(event, lacks) === undefined &&
				call.method === 'POST' &&
				call.verified?.status === 200;
			says(
				fact,
				isAsTold
					? confirmed()
					: contradicted(
							`POST of an array of events with book_id and without ${lacks}, which the trigger reads`,
							event === undefined ? 'another form' : 'other fields',
						),
			);
		};
		await tell('sendpulse/event-new', 'new_emails', 'task_id');
		await must(world, send('DELETE', `/addressbooks/${id}/emails`, { emails: [email] }), done);
		await tell('sendpulse/event-delete', 'delete', 'task_id');
		await hook.remove();
	},
});

export const webhookChecks: readonly Check[] = [registration, events];
