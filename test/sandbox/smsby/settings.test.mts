import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import { call, sendJson } from '../testing/http.mts';
import { flatten, readTree } from './phpTree.mts';
import { onlyMessage, quick, TOKEN } from './testing.mts';
import { fromWall, toWall } from './zone.mts';

describe('settings', () => {
	let sandbox: Sandbox<'smsby'>;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['smsby'], clock: { speed: 0 } });
	});
	afterEach(async () => await sandbox.smsby.reset());
	afterAll(async () => await sandbox.close());

	const patch = async (values: object) =>
		(await sendJson('PATCH', `${sandbox.controlUrl}/settings/smsby`, values)).status;

	it('are explained on the control port, with the token', async () => {
		const { json } = await call(`${sandbox.controlUrl}/gateways`);
		expect(json).toMatchObject([{ id: 'smsby', credentials: { token: TOKEN } }]);
	});

	it.each([
		{ era: 'A', errorStatus: 'html500', requestsPerMinute: 5, moderationLooks: null },
		{ alphanames: {}, vibernames: { '7': 'x' }, balance: 0.5, zone: 'Asia/Tokyo' },
		{ outcome: ['SENT', { status: 'READ', afterMs: 5 }], outcomes: { '1': [] } },
		{ callbackRetryMs: [1, 2], refusals: { '1': 'no' } },
	])('take %j', async (values) => {
		expect(await patch(values)).toBe(200);
		expect(sandbox.smsby.settings).toMatchObject(values);
	});

	it.each([
		{ era: 'D' },
		{ errorStatus: 401 },
		{ zone: 'Minsk' },
		{ balance: -1 },
		{ balance: '5' },
		{ alphanames: { MyName: '1' } },
		{ alphanames: ['x'] },
		{ outcome: [1] },
		{ outcome: 'SENT' },
		{ outcomes: { '1': [{ status: 'SENT' }] } },
		{ callbackRetryMs: [0] },
		{ currency: '' },
		{ nothing: 1 },
	])('do not take %j', async (values) => {
		expect(await patch(values)).toBe(400);
	});

	it('let a status be pushed over the control port', async () => {
		await quick(sandbox.smsby);
		const { id } = onlyMessage(sandbox.smsby);
		const url = `${sandbox.controlUrl}/messages/smsby/${id}/status`;
		const answer = await sendJson('POST', url, { status: 'UNDELIVERED' });
		expect(answer.json).toMatchObject({ id, status: 'UNDELIVERED' });
	});
});

describe('PHP arrays', () => {
	it('are read from names', () => {
		const tree = readTree([
			['a', '1'],
			['a', '2'],
			['list[]', 'x'],
			['list[]', 'y'],
			['rows[1][0]', 'second'],
			['rows[0][name]', 'first'],
			['gap[2]', 'z'],
			['__proto__[x]', 'own'],
			['odd]', '1'],
		]);
		expect(Object.entries(tree)).toEqual([
			['a', '2'],
			['list', ['x', 'y']],
			['rows', [{ name: 'first' }, ['second']]],
			['gap', { '2': 'z' }],
			['__proto__', { x: 'own' }],
			['odd]', '1'],
		]);
	});

	it('are written as names', () => {
		const value = { a: 1, b: null, c: [true, { d: 'x' }], e: false };
		expect(flatten(value)).toEqual([
			['a', '1'],
			['c[0]', '1'],
			['c[1][d]', 'x'],
			['e', '0'],
		]);
	});
});

describe('wall clock times', () => {
	it.each([
		['Europe/Minsk', '2031-01-01T00:00:00', '2030-12-31T21:00:00.000Z'],
		['America/New_York', '2031-03-09T03:30:00', '2031-03-09T07:30:00.000Z'],
		['America/New_York', '2031-03-09T01:30:00', '2031-03-09T06:30:00.000Z'],
		['Asia/Kolkata', '2031-06-01T05:29:59', '2031-05-31T23:59:59.000Z'],
	])('of %s: %s', (zone, wall, iso) => {
		const instant = fromWall(wall, 'YYYY-MM-DDTHH:mm:ss', zone);
		expect(new Date(instant ?? 0).toISOString()).toBe(iso);
		expect(toWall((instant ?? 0) + 999, zone)).toBe(wall.replace('T', ' '));
	});
});
