import { setTimeout as sleep } from 'node:timers/promises';

import { Clock, ClockScope } from './clock.mts';

describe('Clock', () => {
	const clocks: Clock[] = [];
	const make = (speed: number) => {
		const clock = new Clock(speed);
		clocks.push(clock);
		return clock;
	};
	afterEach(() => clocks.splice(0).forEach((clock) => clock.stop()));

	it('runs what falls due in order of time, also what a task schedules on the way', async () => {
		const clock = make(0);
		const start = clock.now();
		const seen: string[] = [];
		const note = (name: string) => void seen.push(`${name}@${clock.now() - start}`);
		clock.setTimeout(() => note('late'), 600_000);
		clock.setTimeout(() => {
			note('early');
			clock.setTimeout(() => note('nested'), 1000);
		}, 60_000);
		clock.setTimeout(() => note('later'), 600_001);

		await clock.advance(600_000);

		expect(seen).toEqual(['early@60000', 'nested@61000', 'late@600000']);
		expect(clock.now() - start).toBe(600_000);
	});

	it('awaits each task before the next one starts', async () => {
		const clock = make(0);
		const seen: string[] = [];
		clock.setTimeout(async () => {
			await sleep(20);
			seen.push('first');
		}, 10);
		clock.setTimeout(() => void seen.push('second'), 20);

		await clock.advance(20);

		expect(seen).toEqual(['first', 'second']);
	});

	it('awaits what real time had started before it jumps', async () => {
		const clock = make(1);
		let ended = false;
		clock.setTimeout(async () => {
			await sleep(60);
			ended = true;
		}, 0);
		await sleep(20);

		await clock.advance(1);

		expect(ended).toBe(true);
	});

	it('runs what a task under way schedules inside the window', async () => {
		const clock = make(1);
		const later = jest.fn();
		clock.setTimeout(async () => {
			await sleep(60);
			clock.setTimeout(later, 60_000);
		}, 0);
		await sleep(20);

		await clock.advance(60_000);

		expect(later).toHaveBeenCalledTimes(1);
	});

	it('opens its window at one instant, however long a step takes', async () => {
		const clock = make(1);
		const later = jest.fn();
		let underWay = false;
		clock.setTimeout(async () => {
			underWay = true;
			await sleep(20);
			clock.setTimeout(later, 60_000);
		}, 0);
		while (!underWay) await sleep(1);
		let ms = Date.now();
		const time = jest.spyOn(Date, 'now').mockImplementation(() => ms++);

		try {
			await clock.advance(60_000);
		} finally {
			time.mockRestore();
		}

		expect(later).toHaveBeenCalledTimes(1);
	});

	it('does not run what was cancelled', async () => {
		const clock = make(0);
		const task = jest.fn();
		clock.cancel(clock.setTimeout(task, 5));

		await clock.advance(10);

		expect(task).not.toHaveBeenCalled();
	});

	it('hands an error of a task to the caller and stays usable', async () => {
		const clock = make(0);
		clock.setTimeout(() => Promise.reject(new Error('broken')), 5);
		const later = jest.fn();
		clock.setTimeout(later, 20);

		await expect(clock.advance(10)).rejects.toThrow('broken');
		await clock.advance(10);

		expect(later).toHaveBeenCalledTimes(1);
	});

	it('follows real time at its speed', async () => {
		const clock = make(1000);
		const start = clock.now();
		const ran = new Promise<number>((resolve) => {
			clock.setTimeout(() => resolve(clock.now() - start), 60_000);
		});

		expect(await ran).toBeGreaterThanOrEqual(60_000);
		expect(clock.now() - start).toBeLessThan(30_000_000);
	});

	it('takes a new speed for timers already set', async () => {
		const clock = make(0);
		const ran = new Promise<void>((resolve) => clock.setTimeout(resolve, 3_600_000));

		clock.setSpeed(3_600_000);

		await ran;
	});

	it('does not fire a far timer early', async () => {
		const clock = make(1);
		const task = jest.fn();
		clock.setTimeout(task, 2 ** 33);

		await sleep(20);

		expect(task).not.toHaveBeenCalled();
	});

	it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses %p', async (value) => {
		const clock = make(1);
		expect(() => clock.setSpeed(value)).toThrow(RangeError);
		await expect(clock.advance(value)).rejects.toThrow(RangeError);
	});

	it('drops the timers of one scope only', async () => {
		const clock = make(0);
		const [dropped, kept] = [jest.fn(), jest.fn()];
		const scope = new ClockScope(clock);
		scope.setTimeout(dropped, 5);
		new ClockScope(clock).setTimeout(kept, 5);

		scope.clear();
		await clock.advance(10);

		expect(dropped).not.toHaveBeenCalled();
		expect(kept).toHaveBeenCalledTimes(1);
	});
});
