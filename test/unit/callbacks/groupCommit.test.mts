import { GroupCommit, type Place, type Role } from '../../../nodes/shared/callbacks/groupCommit.ts';
import { pass, useVirtualTime } from '../support/virtualTime.mts';

useVirtualTime();

const limits = { reports: 100, bytes: 1000, gatherMs: 1000 };

type Leading = Extract<Role<string>, { leads: true }>;

/** Calls of one trigger; each is watched for what becomes of it. */
function calls(own: Partial<typeof limits> = {}) {
	const group = new GroupCommit<string>();
	const join = (reports: string | string[], bytes = 1) => {
		const place: Place<string> = group.join([reports].flat(), bytes, { ...limits, ...own });
		const seen: { role?: Role<string>; outcome?: boolean } = {};
		void place.role.then((role) => (seen.role = role));
		void place.outcome.then((outcome) => (seen.outcome = outcome));
		return seen;
	};
	return { join };
}

const leading = ({ role }: { role?: Role<string> }): Leading => {
	if (!role?.leads) throw new Error('It does not lead');
	return role;
};

/** Calls at the same time, so that the next one is expected to have company. */
async function burst(join: ReturnType<typeof calls>['join']) {
	const first = join('first');
	const [second] = [join('second'), join('third')];
	await pass(0);
	leading(first).settle(true);
	await pass(250);
	leading(second).settle(true);
	await pass(0);
}

describe('a call that comes alone', () => {
	test('leads at once, time and again', async () => {
		const { join } = calls();
		for (const report of ['a', 'b', 'c']) {
			const call = join(report);
			await pass(0);
			expect(leading(call).reports).toEqual([report]);
			leading(call).settle(true);
			await pass(0);
			expect(call.outcome).toBe(true);
		}
	});

	test('does not wait for those of a burst that is long over', async () => {
		const { join } = calls();
		await burst(join);
		await pass(1_001);
		const call = join('late');
		await pass(0);
		expect(leading(call).reports).toEqual(['late']);
	});

	test('waits for its company some moments when it comes right after a burst', async () => {
		const { join } = calls();
		await burst(join);
		const call = join('next');
		await pass(5);
		expect(call.role).toBeUndefined();
		await pass(250);
		expect(leading(call).reports).toEqual(['next']);
	});
});

describe('calls that come while others are handed over', () => {
	test('share the next hand-over, in the order in which they came', async () => {
		const { join } = calls();
		const first = join('a');
		const [second, third] = [join(['b', 'c']), join('d')];
		await pass(100);
		expect([second.role, third.role]).toEqual([undefined, undefined]);

		leading(first).settle(true);
		await pass(250);
		expect(leading(second).reports).toEqual(['b', 'c', 'd']);
		expect(third.role).toEqual({ leads: false });
		expect([first.outcome, second.outcome, third.outcome]).toEqual([true, undefined, undefined]);

		leading(second).settle(true);
		await pass(0);
		expect([second.outcome, third.outcome]).toEqual([true, true]);
	});

	test('all fail with the one that led, and no others', async () => {
		const { join } = calls();
		const first = join('a');
		const [second, third] = [join('b'), join('c')];
		await pass(0);
		leading(first).settle(true);
		await pass(250);
		const fourth = join('d');
		leading(second).settle(false);
		await pass(0);
		expect([first.outcome, second.outcome, third.outcome]).toEqual([true, false, false]);
		await pass(250);
		leading(fourth).settle(true);
		await pass(0);
		expect(fourth.outcome).toBe(true);
	});

	test('count the first verdict', async () => {
		const { join } = calls();
		const call = join('a');
		await pass(0);
		leading(call).settle(true);
		leading(call).settle(false);
		await pass(0);
		expect(call.outcome).toBe(true);
		const next = join('b');
		await pass(0);
		expect(leading(next).reports).toEqual(['b']);
	});

	test('do not wait longer than they may when a hand-over hangs', async () => {
		const { join } = calls();
		join('hangs');
		const second = join('b');
		await pass(600);
		join('c');
		await pass(399);
		expect(second.role).toBeUndefined();
		await pass(2);
		expect(leading(second).reports).toEqual(['b', 'c']);
	});

	test('leave together as soon as as many have come as were seen before', async () => {
		const { join } = calls();
		const first = join('a');
		const [second] = [join('b'), join('c'), join('d')];
		await pass(0);
		leading(first).settle(true);
		// Three of the four have waited all the time; the first caller comes again.
		await pass(1);
		expect(second.role).toBeUndefined();
		join('a again');
		await pass(0);
		expect(leading(second).reports).toEqual(['b', 'c', 'd', 'a again']);
	});
});

describe('a group', () => {
	test('leaves when it is full, though another one is under way', async () => {
		const { join } = calls({ reports: 3 });
		join('a');
		const second = join(['b', 'c']);
		join('d');
		const fifth = join('e');
		await pass(0);
		expect(leading(second).reports).toEqual(['b', 'c', 'd']);
		expect(fifth.role).toBeUndefined();
	});

	test('leaves when the next call does not fit, in reports or in bytes', async () => {
		const { join } = calls({ reports: 3, bytes: 10 });
		join('a');
		const second = join(['b', 'c'], 2);
		const third = join(['d', 'e'], 2);
		await pass(0);
		expect(leading(second).reports).toEqual(['b', 'c']);
		const fourth = join('f', 9);
		await pass(0);
		expect(leading(third).reports).toEqual(['d', 'e']);
		expect(fourth.role).toBeUndefined();
	});

	test('never parts the reports of one call', async () => {
		const { join } = calls({ reports: 2 });
		const call = join(['a', 'b', 'c']);
		await pass(0);
		expect(leading(call).reports).toEqual(['a', 'b', 'c']);
	});

	test('is one call where each is to have its own execution', async () => {
		const { join } = calls({ reports: 1 });
		const all = ['a', 'b', 'c'].map((report) => join(report));
		await pass(0);
		expect(all.map((call) => leading(call).reports)).toEqual([['a'], ['b'], ['c']]);
	});
});
