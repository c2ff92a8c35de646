/** How what the checks of SendPulse make is found by its name, and removed. */
import type { LiveGateway, RawRequest, Remover, World } from '../model.mts';
import { askRaw, must, valueAt } from '../probes.mts';
import { base64, get, send } from './answers.mts';

/** 101 addresses that nobody has. */
export const manyOf = (name: string): string[] =>
	Array.from({ length: 101 }, (_, row) => `${name}-${row}@example.com`);

/** Pages of a list, of a hundred rows each, up to a thousand. */
async function pages(world: World, path: string): Promise<unknown[]> {
	const rows: unknown[] = [];
	for (let offset = 0; offset < 1000; offset += 100) {
		const { json } = await must(world, get(path, { limit: '100', offset: String(offset) }));
		if (!Array.isArray(json)) throw new Error(`${path} answered without a list`);
		rows.push(...(json as unknown[]));
		if (json.length < 100) break;
	}
	return rows;
}

const rowsIn = async (world: World, request: RawRequest, ...at: string[]): Promise<unknown[]> => {
	const { json } = await must(world, request);
	const found = [at, [...at, 'data'], [0, ...at]].map((way) => valueAt(json, ...way));
	const rows = found.find(Array.isArray) as unknown[] | undefined;
	if (!rows) throw new Error(`${request.path} answered without a list`);
	return rows;
};

const ids = (rows: unknown[], field: string, wanted: string): string[] =>
	rows.filter((row) => valueAt(row, field) === wanted).map((row) => String(valueAt(row, 'id')));

/** Removes each of them. */
async function removeAll(world: World, requests: RawRequest[]): Promise<'absent' | void> {
	if (requests.length === 0) return 'absent';
	for (const request of requests) await must(world, request, { status: [200, 204] });
}

/** A thing with an address of its own; one that is gone answers 404. */
const byPath =
	(
		path: (id: string) => string,
		find: (world: World, name: string) => Promise<string[]>,
	): Remover =>
	async (world, { name, id }) => {
		const ours = id === undefined ? await find(world, name) : [id];
		let isAbsent = true;
		for (const one of ours) {
			const { status } = await askRaw(world, send('DELETE', path(one)));
			if (status !== 200 && status !== 204 && status !== 404) {
				throw new Error(`DELETE ${path(one)} answered HTTP ${status}`);
			}
			if (status !== 404) isAbsent = false;
		}
		return isAbsent ? 'absent' : undefined;
	};

const crm = '/crm/v1';

export const removers: LiveGateway['removers'] = {
	/** With everybody in it. */
	book: byPath(
		(id) => `/addressbooks/${id}`,
		async (world, name) =>
			(await pages(world, '/addressbooks'))
				.filter((row) => String(valueAt(row, 'name')).startsWith(name))
				.map((row) => String(valueAt(row, 'id'))),
	),
	/** Tags come and go a while after they were asked to. */
	async tag(world, { name }) {
		const ours = async () => ids(await rowsIn(world, get('/tags'), 'tags'), 'name', name);
		let isThere = false;
		for (let look = 0; look < 6; look++) {
			const found = await ours();
			if (found.length === 0 && isThere) return undefined;
			if (found.length > 0 && !isThere) {
				await removeAll(
					world,
					found.map((id) => send('DELETE', `/tags/${id}`)),
				);
				isThere = true;
			}
			await world.wait(10_000);
		}
		if (isThere) throw new Error('The tag is still there a minute after it was deleted');
		return 'absent';
	},
	async blacklist(world, { name }) {
		const { json } = await must(world, get('/blacklist'));
		if (!Array.isArray(json)) throw new Error('/blacklist answered without a list');
		const emails = base64(name);
		return await removeAll(
			world,
			(json as unknown[]).includes(name) ? [send('DELETE', '/blacklist', { emails })] : [],
		);
	},
	/** A number of ours, known by its description. */
	async smsBlacklist(world, { name }) {
		const rows = await rowsIn(world, get('/sms/black_list'), 'data');
		const phones = rows
			.filter((row) => valueAt(row, 'description') === name)
			.map((row) => String(valueAt(row, 'phone')));
		return await removeAll(
			world,
			phones.length > 0 ? [send('DELETE', '/sms/black_list', { phones })] : [],
		);
	},
	async unsubscribed(world, { name }) {
		const { json } = await must(world, get('/smtp/unsubscribe/search', { email: name }));
		const request = send('DELETE', '/smtp/unsubscribe', { emails: [name] });
		return await removeAll(world, valueAt(json, 'result') === true ? [request] : []);
	},
	/** All of them, if the first one is there, which goes last. */
	async unsubscribedMany(world, { name }) {
		const emails = manyOf(name);
		const first = get('/smtp/unsubscribe/search', { email: emails[0] ?? '' });
		const { json } = await must(world, first);
		const parts = [emails.slice(51), emails.slice(0, 51)];
		return await removeAll(
			world,
			valueAt(json, 'result') === true
				? parts.map((part) => send('DELETE', '/smtp/unsubscribe', { emails: part }))
				: [],
		);
	},
	async webhook(world, { name }) {
		const rows = await rowsIn(world, get('/v2/email-service/webhook'), 'data');
		const ours = rows.filter((row) => String(valueAt(row, 'url')).includes(name));
		return await removeAll(
			world,
			ours.map((row) => send('DELETE', `/v2/email-service/webhook/${String(valueAt(row, 'id'))}`)),
		);
	},
	crmContact: byPath(
		(id) => `${crm}/contacts/${id}`,
		async (world, firstName) => {
			const request = send('POST', `${crm}/contacts/get-list`, { firstName, limit: 100 });
			const { json } = await must(world, request);
			const rows = valueAt(json, 'data', 'list');
			return Array.isArray(rows) ? ids(rows, 'firstName', firstName) : [];
		},
	),
	deal: byPath(
		(id) => `${crm}/deals/${id}`,
		async (world, name) => {
			const { json } = await must(
				world,
				send('POST', `${crm}/deals/get-list`, { name, limit: 100 }),
			);
			const rows = valueAt(json, 'data');
			return Array.isArray(rows) ? ids(rows, 'name', name) : [];
		},
	),
	/** A planned campaign, which has no name: ours is the one for that second. */
	async smsCampaign(world, { name, id }) {
		const day = name.slice(0, 10);
		const later = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
		const list = get('/sms/campaigns/list', { dateFrom: day, dateTo: later });
		const ours =
			id === undefined ? ids(await rowsIn(world, list, 'data'), 'send_date', name) : [id];
		let isThere = false;
		for (const one of ours) {
			// One that was cancelled or deleted before is refused.
			const { status } = await askRaw(world, send('PUT', `/sms/campaigns/cancel/${one}`));
			isThere ||= status === 200;
		}
		return isThere ? undefined : 'absent';
	},
};
