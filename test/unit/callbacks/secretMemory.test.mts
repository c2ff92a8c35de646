import { call, settled, trigger } from '../support/trigger.mts';
import { pass, useVirtualTime } from '../support/virtualTime.mts';

useVirtualTime();

let now = '';
const asked = jest.fn(async () => await Promise.resolve(now));

beforeEach(() => {
	now = 'signed';
	asked.mockReset().mockImplementation(async () => await Promise.resolve(now));
});

let keys = 0;
const oneReport = () => [{ key: String(++keys) }];
const statusOf = async (given: Parameters<typeof call>[0]) => (await call(given)).status;

describe('the callback secret', () => {
	test('is asked for once for many calls, those at the same time among them', async () => {
		const node = trigger({ secret: asked });
		await Promise.all([node(oneReport()), node(oneReport())].map(statusOf));
		await pass(9_000);
		expect(await statusOf(node(oneReport()))).toBe(200);
		expect(asked).toHaveBeenCalledTimes(1);
	});

	test('is asked for again after some seconds', async () => {
		const node = trigger({ secret: asked });
		await statusOf(node(oneReport()));
		await pass(10_001);
		now = 'changed';
		expect(await statusOf(node(oneReport(), { sign: 'signed' }))).toBe(401);
		expect(await statusOf(node(oneReport(), { sign: 'changed' }))).toBe(200);
	});

	test('counts at once when it was changed', async () => {
		const node = trigger({ secret: asked });
		await statusOf(node(oneReport()));
		await pass(1);
		now = 'changed';
		expect(await statusOf(node(oneReport(), { sign: 'changed' }))).toBe(200);
		await pass(1);
		expect(await statusOf(node(oneReport(), { sign: 'signed' }))).toBe(401);
	});

	test('is not kept when it could not be read', async () => {
		const node = trigger({ secret: asked });
		asked.mockImplementationOnce(async () => await Promise.reject(new Error('no database')));
		await expect(node(oneReport()).result).rejects.toThrow('no database');
		expect(await statusOf(node(oneReport()))).toBe(200);
	});

	test('is read anew for each call of a person who tests', async () => {
		const node = trigger({ secret: asked, mode: 'manual' });
		await settled(node(oneReport()).result);
		await pass(1);
		now = 'changed';
		await expect(node(oneReport(), { sign: 'signed' }).result).rejects.toThrow(
			'A callback was refused',
		);
	});

	test('is one of each trigger', async () => {
		const [one, other] = [trigger({ secret: asked }), trigger({ secret: async () => 'other' })];
		expect(await statusOf(one(oneReport()))).toBe(200);
		expect(await statusOf(other(oneReport()))).toBe(401);
		expect(await statusOf(other(oneReport(), { sign: 'other' }))).toBe(200);
	});
});
