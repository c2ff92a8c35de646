import type { IDataObject } from 'n8n-workflow';
import { methodsOf, operation, phone, queryOf, rows, send, sendMany, useBench } from './setup.mts';
import { poller } from './poll.mts';

const bench = useBench({ clock: { speed: 0 } });

const all = { statuses: ['queued', 'sent', 'delivered', 'undelivered', 'notFound', 'unknown'] };
const advance = async (ms: number) => await bench.sandbox.clock.advance(ms);
const sentIds = async (count: number) =>
	(await bench.rows(send(), { items: rows(count) })).map(({ messageId }) => String(messageId));
const looks = (method: string) => methodsOf(bench.gateway).filter((name) => name === method).length;
/** A campaign with one text for so many recipients, processed. */
const campaignOf = async (count: number) => {
	bench.gateway.settings.balance = 10_000;
	const options = { campaignName: `n${bench.gateway.state.campaigns.length}` };
	const [row] = await bench.rows(sendMany({ options }), { items: rows(count, () => 'Скидка') });
	await advance(1000);
	return { id: bench.gateway.state.campaigns.at(-1)!.id, uuid: String(row?.groupId) };
};

describe('messages', () => {
	test('are reported when their status changes, and only then', async () => {
		const ids = await sentIds(2);
		const { poll } = poller(bench.gateway, { messageIds: ids.join(', '), ...all });

		expect(await poll()).toBeNull();
		expect(await poll()).toBeNull();
		await advance(1000);
		expect(await poll()).toMatchObject(ids.map((messageId) => ({ messageId, status: 'sent' })));
		expect(await poll()).toBeNull();
		await advance(1000);
		const reports = await poll();
		expect(reports).toMatchObject(
			ids.map((messageId) => ({
				gateway: 'smsby',
				messageId,
				status: 'delivered',
				final: true,
				success: true,
				verified: true,
				occurredAt: expect.stringMatching(/Z$/) as string,
			})),
		);
		expect(new Set(reports?.map(({ dedupeKey }) => dedupeKey)).size).toBe(2);
		expect(await poll()).toBeNull();
	});

	test('are not asked for again when they are decided', async () => {
		const ids = await sentIds(3);
		await bench.gateway.pushStatus(ids[0]!, 'UNDELIVERED');
		const { poll } = poller(bench.gateway, { messageIds: ids.join() });
		for (let time = 0; time < 3; time++) await poll();

		expect(looks('checkSMS')).toBe(3 + 2 + 2);
	});

	test('are reported at the first look when it is wanted', async () => {
		const [id = ''] = await sentIds(1);
		await bench.gateway.pushStatus(id, 'UNDELIVERED');
		const { poll } = poller(bench.gateway, { messageIds: id, reportPresent: true });

		expect(await poll()).toMatchObject([{ messageId: id, status: 'undelivered', success: false }]);
		expect(await poll()).toBeNull();
	});

	test('whose ID is wrong do not stop the others', async () => {
		const [id = ''] = await sentIds(1);
		const { poll } = poller(bench.gateway, { messageIds: `1,${id}`, reportPresent: true, ...all });

		expect(await poll()).toMatchObject([
			{ messageId: '1', status: 'notFound', final: true },
			{ messageId: id, status: 'queued' },
		]);
		await advance(5000);
		expect(await poll()).toMatchObject([{ messageId: id, status: 'delivered' }]);
	});

	test('are shown as they are when a person tests, and nothing is noted', async () => {
		const [id = ''] = await sentIds(1);
		const trigger = poller(bench.gateway, { messageIds: id, ...all });

		expect(await trigger.poll('manual')).toMatchObject([{ messageId: id, status: 'queued' }]);
		expect(trigger.kept).toEqual({});
		await trigger.poll();
		const { kept } = trigger;
		const noted = JSON.stringify(kept);
		await advance(10_000);
		expect(await trigger.poll('manual')).toMatchObject([{ messageId: id, status: 'delivered' }]);
		expect(await trigger.poll('manual')).toHaveLength(1);
		expect(JSON.stringify(kept)).toBe(noted);
	});

	test('that are no longer watched are forgotten, however few campaigns there are', async () => {
		const [first = '', second = ''] = await sentIds(2);
		await campaignOf(1);
		const watching = { latestCampaigns: 5, ...all };
		const before = poller(bench.gateway, { ...watching, messageIds: first });
		await before.poll();
		const after = poller(bench.gateway, { ...watching, messageIds: second }, before.kept);
		await after.poll();

		const noted = Object.values(after.kept).flatMap((node) =>
			Object.keys((node as { seen: object }).seen),
		);
		expect(noted.filter((key) => key.startsWith('m:'))).toEqual([`m:${second}`]);
		expect(noted).toHaveLength(2);
	});

	test('get no status from an answer about another message', async () => {
		const [id = ''] = await sentIds(1);
		const { poll } = poller(bench.gateway, { messageIds: id, reportPresent: true, ...all });
		await bench.gateway.faults.add({
			...{ kind: 'status', status: 200, times: 1, path: '/api/v1/checkSMS' },
			body: { sms_id: 999, status: 'Undelivered' },
		});

		await expect(poll()).rejects.toThrow('The answer says nothing about this message');
		expect(await poll()).toMatchObject([{ messageId: id, status: 'queued' }]);
	});

	test('start nothing with a status that was not chosen, then or later', async () => {
		const [id = ''] = await sentIds(1);
		const parameters = { messageIds: id, reportPresent: true, statuses: ['delivered'] };
		const { poll } = poller(bench.gateway, parameters);

		expect(await poll()).toBeNull();
		await advance(10_000);
		expect(await poll()).toMatchObject([{ messageId: id, status: 'delivered' }]);
		expect(await poll()).toBeNull();
	});
});

describe('campaigns', () => {
	test.each([1, 100, 101])('with %i recipients are read whole', async (count) => {
		const { id } = await campaignOf(count);
		const { poll } = poller(bench.gateway, { campaignIds: id });
		await poll();
		await advance(10_000);
		const reports = await poll();

		expect(reports?.map(({ recipient }) => recipient)).toEqual(
			Array.from({ length: count }, (_, index) => phone(index)),
		);
		expect(reports?.[0]).toMatchObject({ groupId: id, messageId: null, status: 'delivered' });
		expect(await poll()).toBeNull();
		const pages = Math.floor(count / 100) + 1;
		expect(looks('getSmsDeliveryList')).toBe(3 * pages);
	});

	test('are read once where SMS.by gives the same page whatever it is asked for', async () => {
		const { id } = await campaignOf(3);
		const { poll } = poller(bench.gateway, { campaignIds: id, ...all });
		const page = Array.from({ length: 100 }, (_, row) => ({
			sms_id: row + 1,
			phone: Number(phone(row)),
			status: 'delivered',
		}));
		await bench.gateway.faults.add({
			kind: 'status',
			status: 200,
			body: { result: page },
			times: 5,
			path: '/api/v1/getSmsDeliveryList',
		});

		await poll();
		expect(looks('getSmsDeliveryList')).toBe(2);
	});

	test.each([1, 3])(
		'are read once where %i pages come in a circle, whatever has changed in them meanwhile',
		async (count) => {
			const { id } = await campaignOf(3);
			const { poll } = poller(bench.gateway, { campaignIds: id, ...all, reportPresent: true });
			let asked = 0;
			const result = () => {
				const page = (asked - 1) % count;
				return Array.from({ length: 100 }, (_, row) => ({
					phone: Number(phone(page * 100 + row)),
					status: asked > count ? 'delivered' : 'sent',
				}));
			};
			await bench.gateway.faults.add({
				kind: 'status',
				status: 200,
				body: { toJSON: () => ({ result: result() }) },
				match: ({ path }) => path === '/api/v1/getSmsDeliveryList' && ++asked < 20,
			});

			expect(await poll()).toHaveLength(count * 100);
			expect(asked).toBe(count + 1);
		},
	);

	test('are read to their end behind a page with what is no recipient', async () => {
		const { id } = await campaignOf(3);
		const { poll } = poller(bench.gateway, { campaignIds: id, ...all, reportPresent: true });
		const rows = Array.from({ length: 105 }, (_, row) => ({ phone: Number(phone(row)) }));
		const result = [null, ...rows];
		for (const [from, to] of [
			[0, 100],
			[100, 200],
		])
			await bench.gateway.faults.add({
				kind: 'status',
				status: 200,
				body: { result: result.slice(from, to) },
				contains: `limit_offset=${from}&`,
			});

		expect(await poll()).toHaveLength(105);
	});

	test('that are the latest are told by ids of any length, and asked for by the same', async () => {
		const ids = ['9007199254740993', '1234567890123456789', '17'];
		const { poll } = poller(bench.gateway, { latestCampaigns: 2 });
		const text = `{"result":[${ids.map((id) => `{"message_id":${id}}`).join()}]}`;
		await bench.gateway.faults.add({
			kind: 'status',
			status: 200,
			body: text,
			path: '/api/v1/getMessagesList',
		});
		await poll();

		const asked = bench.gateway.requests
			.filter(({ path }) => path === '/api/v1/getSmsDeliveryList')
			.map((request) => queryOf(request).message_id);
		expect(asked.sort()).toEqual(['1234567890123456789', '9007199254740993']);
	});

	test('report the recipients that changed, not the others', async () => {
		const { id } = await campaignOf(3);
		const { poll } = poller(bench.gateway, { campaignIds: id, ...all });
		await advance(1000);
		await poll();
		await bench.gateway.pushStatus(bench.gateway.messages[1]!.id, 'UNDELIVERED');

		expect(await poll()).toMatchObject([{ recipient: phone(1), status: 'undelivered' }]);
	});

	test('tell two messages to one number apart', async () => {
		const { id } = await campaignOf(1);
		const { poll } = poller(bench.gateway, { campaignIds: id, ...all });
		const statuses = ['sent', 'delivered'];
		const result = () => statuses.map((status) => ({ phone: Number(phone(0)), status }));
		await bench.gateway.faults.add({
			...{ kind: 'status', status: 200, path: '/api/v1/getSmsDeliveryList' },
			body: { toJSON: () => ({ result: result() }) },
		});

		await poll();
		statuses[0] = 'undelivered';
		expect(await poll()).toMatchObject([{ recipient: phone(0), status: 'undelivered' }]);
		expect(await poll()).toBeNull();
	});

	test('report a word that is not documented, once', async () => {
		const { id } = await campaignOf(1);
		const { poll } = poller(bench.gateway, { campaignIds: id });
		await poll();
		await bench.gateway.pushStatus(bench.gateway.messages[0]!.id, 'rerouted');

		expect(await poll()).toMatchObject([{ status: 'unknown', code: 'rerouted' }]);
		expect(await poll()).toBeNull();
		await bench.gateway.pushStatus(bench.gateway.messages[0]!.id, 'held');
		expect(await poll()).toMatchObject([{ status: 'unknown', code: 'held' }]);
	});

	test('keep no phone number in the workflow', async () => {
		const { id } = await campaignOf(2);
		const trigger = poller(bench.gateway, { campaignIds: id });
		await trigger.poll();

		const stored = JSON.stringify(trigger.kept);
		expect(stored).toContain('queued');
		expect(stored).not.toContain(phone(0));
	});

	test('that are the latest are found, new ones too', async () => {
		await campaignOf(1);
		const { poll } = poller(bench.gateway, { latestCampaigns: 1, ...all });
		expect(await poll()).toBeNull();
		const { id } = await campaignOf(2);

		expect(await poll()).toMatchObject(
			[0, 1].map((index) => ({ groupId: id, recipient: phone(index), status: 'queued' })),
		);
		expect(queryOf(bench.gateway.requests.at(-1)).message_id).toBe(id);
	});

	test('that do not exist are reported as such', async () => {
		const { poll } = poller(bench.gateway, { campaignIds: '1', reportPresent: true });

		expect(await poll()).toMatchObject([{ groupId: '1', status: 'notFound' }]);
	});
});

test('bulk requests are watched by their uuid', async () => {
	const { uuid } = await campaignOf(2);
	const { poll } = poller(bench.gateway, { groupIds: uuid });
	expect(await poll()).toBeNull();
	await advance(10_000);

	expect(await poll()).toMatchObject(
		[0, 1].map((index) => ({
			groupId: uuid,
			messageId: bench.gateway.messages[index]?.id,
			recipient: phone(index),
			status: 'delivered',
		})),
	);
});

test('a look that fails reports nothing and forgets nothing', async () => {
	const ids = await sentIds(2);
	const { poll } = poller(bench.gateway, { messageIds: ids.join() });
	await poll();
	await advance(5000);
	await bench.gateway.faults.add({ kind: 'status', status: 403, times: 2 });
	await expect(poll()).rejects.toThrow('SMS.by');

	expect(await poll()).toHaveLength(2);
});

test.each([
	[{}, 'There is nothing to watch'],
	[{ messageIds: 'abc' }, 'Message IDs: “abc” is not an ID'],
	[{ campaignIds: '1 x2' }, 'Campaign IDs: “x2” is not an ID'],
])('says clearly what is wrong with %j', async (parameters, problem) => {
	await expect(poller(bench.gateway, parameters).poll()).rejects.toThrow(problem);
	expect(methodsOf(bench.gateway)).toEqual([]);
});

describe('what cannot be read holds nothing else back', () => {
	const instead = async (path: string, contains?: string) =>
		await bench.gateway.faults.add({
			...{ kind: 'status', status: 200, body: '{}', times: 1, path: `/api/v1/${path}` },
			...(contains === undefined ? {} : { contains }),
		});
	/** What is watched, the call about it, and what names it in the call. */
	const kinds = {
		campaign: async () => {
			const { id } = await campaignOf(1);
			return [{ campaignIds: id }, 'getSmsDeliveryList', id, `Campaign ${id}`] as const;
		},
		message: async () => {
			const [id = ''] = await sentIds(1);
			return [{ messageIds: id }, 'checkSMS', id, `Message ${id}`] as const;
		},
		'bulk request': async () => {
			const { uuid } = await campaignOf(1);
			return [{ groupIds: uuid }, 'statusBulkSms', uuid, `Bulk request ${uuid}`] as const;
		},
	};
	const theOthers = async () => [await campaignOf(1), ...(await sentIds(1))] as const;

	test.each(Object.entries(kinds))('a %s, which is read again', async (_what, make) => {
		const [watched, method, id, title] = await make();
		const [campaign, message] = await theOthers();
		const trigger = poller(bench.gateway, {
			...{ campaigns: [campaign.id], messageIds: message, ...all },
			...watched,
			...('messageIds' in watched ? { messageIds: `${message},${watched.messageIds}` } : {}),
		});
		await trigger.poll();
		await advance(5000);
		await instead(method, id);

		expect(await trigger.poll()).toMatchObject([{ status: 'delivered' }, { status: 'delivered' }]);
		expect(trigger.problems.map((error) => error.message)).toEqual([
			expect.stringMatching(`^${title}: SMS.by gave no usable answer: The answer`),
		]);
		expect(await trigger.poll()).toHaveLength(1);
		expect([trigger.problems, await trigger.poll()]).toEqual([[], null]);
	});

	test.each(Object.entries(kinds))(
		'a %s of the first look, whose statuses are noted by the second',
		async (_what, make) => {
			const [watched, method, id] = await make();
			const [campaign] = await theOthers();
			const trigger = poller(bench.gateway, { campaigns: [campaign.id], ...watched, ...all });
			await instead(method, id);

			expect([await trigger.poll(), trigger.problems.length]).toEqual([null, 1]);
			expect([await trigger.poll(), trigger.problems.length]).toEqual([null, 0]);
			await advance(5000);
			expect(await trigger.poll()).toHaveLength(2);
		},
	);

	test('in a test run either, and it stops the run where there is nothing to show', async () => {
		const [first, second] = [await campaignOf(1), await campaignOf(1)];
		const { poll } = poller(bench.gateway, { campaignIds: `${first.id},${second.id}`, ...all });
		await instead('getSmsDeliveryList', first.id);

		expect(await poll('manual')).toMatchObject([{ groupId: second.id }]);
		await bench.gateway.faults.add({ kind: 'status', status: 200, body: '{}' });
		await expect(poll('manual')).rejects.toThrow('gave no usable answer');
	});

	test('the list of the latest campaigns, of which none is reported anew then', async () => {
		const [first] = [await campaignOf(1), await campaignOf(2)];
		const trigger = poller(bench.gateway, { campaignIds: first.id, latestCampaigns: 1, ...all });
		await trigger.poll();
		await advance(5000);
		await instead('getMessagesList');

		expect(await trigger.poll()).toMatchObject([{ groupId: first.id }]);
		expect(trigger.problems.map((error) => error.message)).toEqual([
			expect.stringContaining('Latest Campaigns: SMS.by gave no usable answer'),
		]);
		expect(await trigger.poll()).toHaveLength(2);
		await bench.gateway.faults.add({
			...{ kind: 'status', status: 200, body: '{"result":[]}', times: 1 },
			path: '/api/v1/getMessagesList',
		});
		expect([await trigger.poll(), await trigger.poll()]).toEqual([null, null]);
	});

	test('the list of the latest campaigns, while one of them has still to be noted', async () => {
		const [first, second] = [await campaignOf(1), await campaignOf(1)];
		const trigger = poller(bench.gateway, { campaignIds: first.id, latestCampaigns: 1, ...all });
		await instead('getSmsDeliveryList', second.id);
		expect([await trigger.poll(), trigger.problems.length]).toEqual([null, 1]);
		await instead('getMessagesList');

		expect([await trigger.poll(), trigger.problems.length]).toEqual([null, 1]);
		expect([await trigger.poll(), trigger.problems.length]).toEqual([null, 0]);
		await advance(5000);
		expect(await trigger.poll()).toHaveLength(2);
	});

	test('an entry of a whole page, behind which there are others', async () => {
		const { id } = await campaignOf(1);
		const { poll } = poller(bench.gateway, { campaignIds: id, reportPresent: true, ...all });
		const entry = (at: number) => ({ phone: Number(phone(at)), status: 'sent' });
		const pages = [[null, {}, ...Array.from({ length: 98 }, (_, at) => entry(at))], [entry(98)]];
		await bench.gateway.faults.add({
			...{ kind: 'status', status: 200, path: '/api/v1/getSmsDeliveryList' },
			body: { toJSON: () => ({ result: pages.shift() ?? [] }) },
		});

		expect((await poll())?.map(({ recipient }) => recipient)).toEqual(
			Array.from({ length: 99 }, (_, at) => phone(at)),
		);
	});
});

describe('an answer that says nothing', () => {
	const instead = async (method: string, body: string, more = {}) =>
		await bench.gateway.faults.add({
			...{ kind: 'status', status: 200, path: `/api/v1/${method}`, body, times: 1, ...more },
		});

	test.each(['null', '{}', '[]', '{"result":null}', '{"error":"nothing found"}'])(
		'%s ends a list behind a whole page',
		async (body) => {
			const { id } = await campaignOf(100);
			const { poll } = poller(bench.gateway, { campaignIds: id, reportPresent: true, ...all });
			await instead('getSmsDeliveryList', body, { contains: 'limit_offset=100&' });

			expect(await poll()).toHaveLength(100);
		},
	);

	test.each(['{"status":"OK"}', '{"result":false}', '{"result":[null,{}]}', '{"result":"x"}'])(
		'%s is no end of a list behind a whole page',
		async (body) => {
			const { id } = await campaignOf(101);
			const trigger = poller(bench.gateway, { campaignIds: id, reportPresent: true, ...all });
			await instead('getSmsDeliveryList', body, { contains: 'limit_offset=100&' });

			await expect(trigger.poll()).rejects.toThrow(
				`Page 2 of the list, behind 100 rows, cannot be read. It is: ${body}`,
			);
			expect(await trigger.poll()).toHaveLength(101);
		},
	);

	test.each(['getSmsDeliveryList', 'getMessagesList'])(
		'in the place of the first page of %s fails the look, which is made again',
		async (method) => {
			await campaignOf(2);
			const { poll } = poller(bench.gateway, { latestCampaigns: 1, ...all });
			await instead(method, '{}');

			await expect(poll()).rejects.toThrow('The answer does not have what was asked for');
			// The statuses that are there are noted, not reported.
			expect(await poll()).toBeNull();
		},
	);

	test('but that the token is wrong makes no message one that is not there', async () => {
		const [id = ''] = await sentIds(1);
		const { poll } = poller(bench.gateway, { messageIds: id, reportPresent: true, ...all });
		await instead('checkSMS', '{"error":"token not found"}', { status: 404 });

		await expect(poll()).rejects.toMatchObject({
			message: expect.stringContaining('token not found') as string,
			description: expect.stringContaining('Check the token in the credential') as string,
		});
		expect(await poll()).toMatchObject([{ messageId: id, status: 'queued' }]);
	});

	test('such as a web page with HTTP 404 does not make a message one that is not there', async () => {
		const [id = ''] = await sentIds(1);
		const { poll } = poller(bench.gateway, { messageIds: id, reportPresent: true, ...all });
		await instead('checkSMS', '<html><body>Not Found</body></html>', { status: 404 });

		await expect(poll()).rejects.toThrow('SMS.by refused this: Not Found');
		expect(await poll()).toMatchObject([{ messageId: id, status: 'queued' }]);
	});
});

describe('the latest campaigns', () => {
	const lists = ['getMessagesList', 'getSmsDeliveryList'];
	/** Campaigns in an order of their own, each with one recipient, of whom the statuses are these. */
	const trigger = async (latestCampaigns: number, listed: unknown[]) => {
		const account = { listed, status: 'sent' };
		const campaign = (of: unknown) => (typeof of === 'number' ? { message_id: of } : of);
		const recipient = (query: string) => ({
			phone: 375_290_000_000 + Number(new URLSearchParams(query).get('message_id')),
			status: account.status,
		});
		let asked = { path: '', query: '' };
		await bench.gateway.faults.add({
			kind: 'status',
			status: 200,
			match: (one) => {
				asked = one;
				return lists.some((name) => one.path.endsWith(name));
			},
			body: {
				toJSON: () => ({
					result: asked.path.endsWith('getMessagesList')
						? account.listed.map(campaign)
						: [recipient(asked.query)],
				}),
			},
		});
		const polls = poller(bench.gateway, { latestCampaigns, ...all });
		const groups = async () => (await polls.poll())?.map(({ groupId }) => groupId) ?? [];
		return { account, polls, groups };
	};
	const unread = [null, {}, { message: '?' }, { message_id: 'x', message: '?' }];

	test.each(unread)('do not give way to an older one where %j is in a place', async (odd) => {
		const { account, polls, groups } = await trigger(2, [5, 4, 3, 2]);
		expect(await groups()).toEqual([]);
		account.listed = [odd, 4, 3, 2];
		expect(await groups()).toEqual([]);
		expect(polls.problems).toMatchObject([
			{
				message:
					'Latest Campaigns: SMS.by gave no usable answer: 1 of the 2 newest campaigns in the list has no ID that can be read',
				description: expect.stringContaining('The next poll tries again') as string,
			},
		]);
		account.status = 'delivered';
		expect(await groups()).toEqual(['4']);
		account.listed = [5, 4, 3, 2];
		expect([await groups(), polls.problems]).toEqual([['5'], []]);
		account.listed = [6, null, 4, 3];
		expect(await groups()).toEqual(['6']);
	});

	test.each([
		['oldest first', [2, 3, 4, null]],
		['in no order', [3, null, 4, 2]],
		['alone', [null]],
	])('do not either where the list is %s', async (_order, listed) => {
		const { account, groups } = await trigger(2, [2, 3, 4, 5]);
		await groups();
		account.listed = listed;
		expect(await groups().catch(() => [])).toEqual([]);
		account.listed = [2, 3, 4, 5];
		expect(await groups()).toEqual([]);
	});

	test.each([
		['oldest first', [1, null, 2, 3]],
		['in no order', [2, null, 3, 1]],
	])('are told in a list %s with an entry without an ID', async (_order, listed) => {
		const { account, polls, groups } = await trigger(2, listed);
		expect(await groups()).toEqual([]);
		const isTold = _order === 'in no order';
		expect(polls.problems.map(({ message }) => message)).toEqual(
			isTold ? [expect.stringContaining('1 entry of the list of campaigns')] : [],
		);
		expect([await groups(), polls.problems]).toEqual([[], []]);
		account.status = 'delivered';
		expect([await groups(), polls.problems]).toEqual([['3', '2'], []]);
		account.listed = isTold ? [2, null, 5, 3, 1] : [1, null, 2, 3, 5];
		expect([await groups(), polls.problems]).toEqual([['5'], []]);
		account.listed = isTold ? [2, 4, 5, 3, 1] : [1, 0, 2, 3, 5];
		expect(await groups()).toEqual([]);
		expect(polls.problems.map(({ message }) => message)).toEqual(
			isTold ? [expect.stringContaining('Of the campaigns 4 the list may have had no ID')] : [],
		);
		account.status = 'undelivered';
		expect([await groups(), polls.problems]).toEqual([['5', isTold ? '4' : '3'], []]);
	});

	test.each(unread)('are not begun with where %j may be one of them', async (odd) => {
		const { account, polls, groups } = await trigger(2, [odd, 4, 3]);
		await expect(polls.poll()).rejects.toMatchObject({
			message: expect.stringContaining('1 of the 2 newest campaigns') as string,
			description: expect.stringContaining('Campaign IDs') as string,
		});
		account.listed = [5, 4, 3];
		expect(await groups()).toEqual([]);
	});

	test('are told without what cannot be read among the older ones', async () => {
		const { account, polls, groups } = await trigger(2, [5, 4, null, 3, 2]);
		expect([await groups(), polls.problems]).toEqual([[], []]);
		account.status = 'delivered';
		expect([await groups(), polls.problems]).toEqual([['5', '4'], []]);
	});

	test('that come up as a newer one is deleted are noted, and report what changes then', async () => {
		const { account, groups } = await trigger(2, [5, 4, 3, 2]);
		await groups();
		account.listed = [4, 3, 2];
		expect(await groups()).toEqual([]);
		account.status = 'delivered';
		expect(await groups()).toEqual(['4', '3']);
		account.listed = [6, 4, 3, 2];
		expect(await groups()).toEqual(['6']);
	});

	test('that come up late among those that were there are new', async () => {
		const { account, groups } = await trigger(3, [12, 10, 9, 8]);
		await groups();
		account.listed = [12, 11, 10, 9];
		expect(await groups()).toEqual(['11']);
	});

	test('are noted where more of them are to be watched', async () => {
		const { account, polls, groups } = await trigger(1, [5, 4, 3]);
		await groups();
		const more = poller(bench.gateway, { latestCampaigns: 3, ...all }, polls.kept);
		expect(await more.poll()).toBeNull();
		account.status = 'delivered';
		expect(await more.poll()).toHaveLength(3);
	});

	test('are noted where a trigger that has watched others begins to watch them', async () => {
		const { account, polls } = await trigger(2, [5, 4, 3]);
		await polls.poll();
		const others = poller(bench.gateway, { campaignIds: '5', ...all }, polls.kept);
		await others.poll();
		const watching = { campaignIds: '5', latestCampaigns: 3, ...all };
		const more = poller(bench.gateway, watching, others.kept);
		for (const listed of [[null], [7, null, 5, 4], [7, 6, 5, 4]]) {
			account.listed = listed;
			expect(await more.poll()).toBeNull();
		}
		account.status = 'delivered';
		expect((await more.poll())?.map(({ groupId }) => groupId)).toEqual(['5', '7', '6']);
	});

	test('that cannot be read are kept in mind once, however many polls try', async () => {
		const [messageIds = ''] = await sentIds(1);
		await bench.gateway.faults.add({
			kind: 'status',
			status: 200,
			match: ({ path }) => path.endsWith('getSmsDeliveryList'),
			body: { result: '?' },
		});
		await trigger(2, [null, 5, 4]);
		const before = poller(bench.gateway, { messageIds, ...all });
		await before.poll();
		const polls = poller(bench.gateway, { messageIds, latestCampaigns: 2, ...all }, before.kept);
		for (let time = 0; time < 4; time++) await polls.poll();

		const [kept] = Object.values(polls.kept) as IDataObject[];
		expect(polls.problems).toHaveLength(1);
		expect(kept?.unnoted).toHaveLength(1);
	});

	test('that came after an update of this package are new ones, and those before them are not', async () => {
		const { account, polls, groups } = await trigger(2, [5, 4, 3]);
		await groups();
		for (const kept of Object.values(polls.kept) as IDataObject[]) delete kept.latest;
		account.listed = [6, 5, 4];
		const updated = poller(bench.gateway, { latestCampaigns: 3, ...all }, polls.kept);
		expect((await updated.poll())?.map(({ groupId }) => groupId)).toEqual(['6']);
	});
});

test('two campaigns of the same phone are told apart', async () => {
	const [first, second] = [await campaignOf(1), await campaignOf(1)];
	const ids = [first?.id, second?.id];
	const { poll } = poller(bench.gateway, { campaignIds: ids.join(), reportPresent: true, ...all });

	expect((await poll())?.map(({ groupId }) => groupId)).toEqual(ids);
});

describe('ids come from data', () => {
	const dataOf: Record<string, (ids: string[]) => unknown> = {
		'typed with commas': (ids) => ids.join(', '),
		'a JSON array': (ids) => JSON.stringify(ids),
		'an expression that gives a list': (ids) => `={{ ${JSON.stringify(ids)} }}`,
		'an expression that gives rows': (ids) =>
			`={{ ${JSON.stringify(ids.map((messageId, id) => ({ id, messageId: Number(messageId) })))} }}`,
		'items as n8n shows them': (ids) =>
			JSON.stringify(ids.map((messageId) => ({ gateway: 'smsby', messageId, status: 'queued' }))),
		'a pasted sheet': (ids) => `id\tMessage ID\n${ids.map((id, at) => `${at}\t${id}`).join('\n')}`,
	};

	test.each(Object.entries(dataOf))('%s', async (_what, make) => {
		const ids = await sentIds(3);
		const parameters = { messageIds: make(ids) as string, reportPresent: true, ...all };

		expect(await poller(bench.gateway, parameters).poll()).toMatchObject(
			ids.map((messageId) => ({ messageId, status: 'queued' })),
		);
	});

	test('of campaigns and bulk requests too, and one campaign is asked for once', async () => {
		const { id, uuid } = await campaignOf(1);
		const { poll } = poller(bench.gateway, {
			campaigns: [id],
			campaignIds: `[{"campaignId":"${id}"}]`,
			groupIds: `={{ [{ groupId: '${uuid}' }] }}`,
			reportPresent: true,
			...all,
		});

		expect((await poll())?.map(({ groupId }) => groupId)).toEqual([id, uuid]);
		expect(looks('getSmsDeliveryList')).toBe(1);
	});

	test('campaigns alone can be chosen', async () => {
		const { id } = await campaignOf(2);
		const { poll } = poller(bench.gateway, { campaigns: [id], reportPresent: true, ...all });

		expect((await poll())?.map(({ groupId }) => groupId)).toEqual([id, id]);
	});

	test.each([
		[{ messageIds: '[{"id":7}]' }, 'Message IDs contains a row without the field “messageId”'],
		[{ campaignIds: '[1,' }, 'Campaign IDs begins like JSON but is not valid'],
	])('what is none is told: %j', async (parameters, problem) => {
		await expect(poller(bench.gateway, parameters).poll()).rejects.toThrow(problem);
	});
});

test('a bulk request of Viber messages is watched by its uuid', async () => {
	bench.gateway.settings.balance = 10_000;
	const parameters = operation('viber', 'sendMany', {
		recipient: '={{ $json.phone }}',
		text: '={{ $json.text }}',
		vibername: '444',
	});
	const [row] = await bench.rows(parameters, { items: rows(2) });
	const { poll } = poller(bench.gateway, { groupIds: String(row?.groupId), ...all });
	await poll();
	await advance(10_000);

	expect((await poll())?.map(({ recipient }) => recipient)).toEqual([phone(0), phone(1)]);
});
