/** What shows when blacklist, tags and unsubscribes of a SendPulse account change. */
import type { Check } from '../model.mts';
import { askRaw, must, stepwise, valueAt } from '../probes.mts';
import { either, filled, list, listOf, object } from '../shapes.mts';
import { confirmed, contradicted } from '../verdicts.mts';
import { manyOf } from './removers.mts';
import { base64, done, get, of, refused, send } from './answers.mts';

/** Source: docs/gateways/sendpulse.md 8. */
const blacklist = stepwise({
	facts: ['sendpulse/blacklist-add', 'sendpulse/blacklist', 'sendpulse/blacklist-delete'],
	level: 'write',
	does: 'Puts an address that nobody has on the blacklist, and takes it off',
	async steps(world, { runs, asks, says }) {
		const email = `${world.name('blocked')}@example.com`;
		const made = world.made('blacklist', email);
		const parameters = { blockedEmail: email };
		await runs(
			'sendpulse/blacklist-add',
			{ resource: 'blacklist', operation: 'add', parameters },
			done,
		);
		const { json } = await asks('sendpulse/blacklist', get('/blacklist'), of(listOf(filled)));
		const isThere = Array.isArray(json) && json.includes(email);
		if (Array.isArray(json) && !isThere) {
			says('sendpulse/blacklist', contradicted('the address that was added', 'not in the list'));
		}
		await asks(
			'sendpulse/blacklist-delete',
			send('DELETE', '/blacklist', { emails: base64(email) }),
			done,
		);
		await made.remove();
	},
});

const receipt = object({
	code: 'request_sended_to_queue',
	success: true,
	failure: false,
	http_code: 200,
	queue_id: filled,
});

/** Source: docs/gateways/sendpulse.md 10. */
const tag = stepwise({
	facts: ['sendpulse/tag-add'],
	level: 'write',
	does: 'Creates a tag and deletes it',
	async steps(world, { asks, says }) {
		const name = world.name('tag', 30);
		world.made('tag', name);
		await asks('sendpulse/tag-add', send('POST', '/tags', { name, color: '#ff0000' }), of(receipt));
		for (let look = 0; look < 6; look++) {
			const { json } = await must(world, get('/tags'), of(object({ tags: list })));
			const tags = valueAt(json, 'tags') as unknown[];
			if (tags.some((one) => valueAt(one, 'name') === name)) return;
			await world.wait(10_000);
		}
		says('sendpulse/tag-add', contradicted('the tag in the list within a minute', 'not there'));
	},
});

/** Most addresses that one unsubscribe takes; nobody says how many. Source: docs/gateways/sendpulse.md 1.4. */
const unsubscribe = stepwise({
	facts: [
		'sendpulse/unsubscribe-add',
		'sendpulse/unsubscribe-search',
		'sendpulse/unsubscribes',
		'sendpulse/unsubscribe-delete',
		'sendpulse/resubscribe-missing',
		'sendpulse/unsubscribe-size',
	],
	level: 'write',
	does: 'Unsubscribes addresses that nobody has from the SMTP service, and takes that back',
	async steps(world, { runs, asks, says }) {
		const email = `${world.name('unsubscribed')}@example.com`;
		const made = world.made('unsubscribed', email);
		await runs(
			'sendpulse/unsubscribe-add',
			{ resource: 'email', operation: 'unsubscribe', parameters: { address: email } },
			done,
		);
		const search = get('/smtp/unsubscribe/search', { email });
		await asks('sendpulse/unsubscribe-search', search, of(object({ result: true })));
		const flag = either(0, 1);
		await asks(
			'sendpulse/unsubscribes',
			get('/smtp/unsubscribe', { limit: '100' }),
			of(
				listOf(
					object({
						email: filled,
						unsubscribe_by_link: flag,
						unsubscribe_by_user: flag,
						spam_complaint: flag,
						date: filled,
					}),
				),
			),
		);
		const back = send('DELETE', '/smtp/unsubscribe', { emails: [email] });
		await asks('sendpulse/unsubscribe-delete', back, done);
		await made.remove();
		await asks(
			'sendpulse/resubscribe-missing',
			send('POST', '/smtp/resubscribe', { email, sender: 'n8nlive-nobody@example.com' }),
			refused([404, 400, 422]),
		);
		const many = manyOf(world.made('unsubscribedMany', world.name('many')).name);
		const emails = many.map((one) => ({ email: one, comment: '' }));
		const { status } = await askRaw(world, send('POST', '/smtp/unsubscribe', { emails }));
		says(
			'sendpulse/unsubscribe-size',
			confirmed(status === 200 ? '101 are taken' : `101: HTTP ${status}`),
		);
	},
});

export const accountChecks: readonly Check[] = [blacklist, tag, unsubscribe];
