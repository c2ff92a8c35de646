import { openLiveBench } from './support/sandboxRun.mts';
import type { LiveBench } from './support/sandboxRun.mts';

const access = { login: 'smsc-sandbox', password: 'smsc-sandbox-password' };

let bench: LiveBench;
beforeAll(async () => {
	bench = await openLiveBench('smsc', access);
});
afterAll(async () => await bench.close());

test('everything that can be read is confirmed', async () => {
	const { code, report } = await bench.run();
	expect(report).toContain('1 confirmed, 0 contradicted, 0 open');
	expect(code).toBe(0);
});
