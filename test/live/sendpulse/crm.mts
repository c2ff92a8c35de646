/** What shows when contacts and deals of the CRM come and go. Source: docs/gateways/sendpulse.md 17. */
import type { Check, World } from '../model.mts';
import { askRaw, must, stepwise, valueAt } from '../probes.mts';
import { anything, list, listOf, number, object } from '../shapes.mts';
import { confirmed, contradicted } from '../verdicts.mts';
import { get, of, send } from './answers.mts';

const crm = '/crm/v1';

const responsible = async (world: World): Promise<number> => {
	const { json } = await must(
		world,
		get(`${crm}/users`),
		of(object({ data: listOf(object({ id: number })) })),
	);
	return Number(valueAt(json, 'data', 0, 'id'));
};

const phone = '380000000001';

const contact = stepwise({
	facts: [
		'sendpulse/crm-contact-create',
		'sendpulse/crm-contact-phone',
		'sendpulse/crm-contact-email',
		'sendpulse/crm-contact-tag',
		'sendpulse/crm-contact-get',
		'sendpulse/crm-phone',
		'sendpulse/crm-contacts',
		'sendpulse/crm-contact-external',
		'sendpulse/crm-put',
		'sendpulse/crm-422',
		'sendpulse/crm-contact-delete',
	],
	level: 'write',
	does: 'Creates a contact in the CRM, changes it and deletes it',
	async steps(world, { asks, says }) {
		const responsibleId = await responsible(world);
		const firstName = world.name('contact');
		const made = world.made('crmContact', firstName);
		const values = { responsibleId, firstName, lastName: 'Живой', externalContactId: firstName };
		const created = await asks(
			'sendpulse/crm-contact-create',
			send('POST', `${crm}/contacts/create`, values),
			of(object({ data: object({ id: number, firstName }) })),
		);
		const id = valueAt(created.json, 'data', 'id');
		if (id === undefined) throw new Error('The new contact has no id');
		made.is(String(id));
		const path = `${crm}/contacts/${String(id)}`;
		await asks(
			'sendpulse/crm-contact-phone',
			send('POST', `${path}/phones`, { phone: `+${phone}` }),
			of(object({ data: object({ id: number, phone: anything, isMain: anything }) })),
		);
		const emails = [{ email: `${firstName}@example.com`, isMain: true }];
		await asks(
			'sendpulse/crm-contact-email',
			send('POST', `${path}/emails`, { emails }),
			of(object({ data: list })),
		);
		const tags = await must(world, get(`${crm}/contact-tags`), of(object({ data: list })));
		const tag = valueAt(tags.json, 'data', 0, 'id');
		if (tag !== undefined) {
			await asks(
				'sendpulse/crm-contact-tag',
				send('POST', `${crm}/contact-tags/${String(tag)}/contact/${String(id)}`),
				{ status: 201 },
			);
		}
		const shown = await asks(
			'sendpulse/crm-contact-get',
			get(path),
			of(object({ data: object({ id: number, firstName, lastName: 'Живой' }) })),
		);
		const kept = valueAt(shown.json, 'data', 'phones', 0, 'phone');
		const search = async (wanted: string): Promise<boolean> => {
			const { json } = await must(
				world,
				send('POST', `${crm}/contacts/get-list`, { phone: wanted, limit: 100 }),
			);
			const rows = valueAt(json, 'data', 'list');
			return Array.isArray(rows) && rows.some((row) => valueAt(row, 'id') === id);
		};
		const found = [
			(await search(`+${phone}`)) && 'with a plus',
			(await search(phone)) && 'without one',
			(await search(phone.slice(-7))) && 'by its end',
		].filter(Boolean);
		says(
			'sendpulse/crm-phone',
			found.length > 0
				? confirmed(
						`kept ${String(kept).startsWith('+') ? 'with a plus' : 'as digits'}, found ${found.join(', ')}`,
					)
				: contradicted('a search finds the phone', 'it does not'),
		);
		await asks(
			'sendpulse/crm-contacts',
			send('POST', `${crm}/contacts/get-list`, { firstName, limit: 10 }),
			of(object({ data: object({ list: listOf(object({ id: number })), total: number }) })),
		);
		await asks(
			'sendpulse/crm-contact-external',
			get(`${crm}/contacts/external/${firstName}`),
			of(object({ data: object({ data: object({ id: number }) }) })),
		);
		await must(world, send('PUT', path, { responsibleId, firstName }));
		const after = await must(world, get(path));
		const lastName = valueAt(after.json, 'data', 'lastName');
		says(
			'sendpulse/crm-put',
			confirmed(
				lastName === 'Живой'
					? 'a name that is not sent stays'
					: 'a name that is not sent is emptied',
			),
		);
		await asks('sendpulse/crm-422', send('POST', `${crm}/contacts/get-list`, { limit: 101 }), {
			status: 422,
			json: object({ message: anything, errors: anything }),
		});
		await asks('sendpulse/crm-contact-delete', send('DELETE', path), { status: 204 });
	},
});

const deal = stepwise({
	facts: [
		'sendpulse/deal-create',
		'sendpulse/deal-get',
		'sendpulse/deals',
		'sendpulse/deal-put',
		'sendpulse/deal-move',
		'sendpulse/deal-delete',
	],
	level: 'write',
	does: 'Creates a deal in the CRM, changes, moves and deletes it',
	async steps(world, { asks, says }) {
		const { json } = await must(world, get(`${crm}/pipelines`), of(object({ data: list })));
		const pipelines = valueAt(json, 'data') as unknown[];
		const place = (at: number) => ({
			pipelineId: valueAt(pipelines, at, 'id'),
			stepId: valueAt(pipelines, at, 'steps', 0, 'id'),
		});
		if (place(0).stepId === undefined) throw new Error('The account has no pipeline with a step');
		const name = world.name('deal');
		const made = world.made('deal', name);
		const responsibleId = await responsible(world);
		const values = { ...place(0), name, price: 1, currency: 'USD', responsibleId };
		const shape = of(
			object({ data: object({ id: number, name, pipelineId: number, stepId: number }) }),
		);
		const created = await asks(
			'sendpulse/deal-create',
			send('POST', `${crm}/deals`, values),
			shape,
		);
		const id = valueAt(created.json, 'data', 'id');
		if (id === undefined) throw new Error('The new deal has no id');
		made.is(String(id));
		const path = `${crm}/deals/${String(id)}`;
		await asks('sendpulse/deal-get', get(path), shape);
		await asks(
			'sendpulse/deals',
			send('POST', `${crm}/deals/get-list`, { name, limit: 10 }),
			of(object({ data: listOf(object({ id: number })), meta: object({ total: number }) })),
		);
		await asks(
			'sendpulse/deal-put',
			send('PUT', path, { ...place(0), name, price: 2, status: 1 }),
			shape,
		);
		if (place(1).stepId === undefined)
			throw new Error('The account has only one pipeline with a step');
		await asks('sendpulse/deal-move', send('POST', `${path}/change-pipeline`, place(1)), {
			status: 200,
		});
		const moved = await askRaw(world, get(path));
		if (valueAt(moved.json, 'data', 'pipelineId') !== place(1).pipelineId) {
			says('sendpulse/deal-move', contradicted('the other pipeline', 'it stays'));
		}
		await asks('sendpulse/deal-delete', send('DELETE', path), { status: 204 });
	},
});

export const crmChecks: readonly Check[] = [contact, deal];
