import { readFileSync } from 'node:fs';
import path from 'node:path';
import { queueEnvironment } from '../../n8n/queue/cluster.mts';
import { projectRoot } from '../../projectRoot.mts';

/** Loopback addresses and ports, which a container has no need of. */
const OF_ONE_MACHINE = ['QUEUE_BULL_REDIS_PORT', 'N8N_WORKER_SERVER_ADDRESS'];

const compose = readFileSync(
	path.join(projectRoot(), 'deploy', 'queue-mode', 'compose.yaml'),
	'utf8',
);

describe('the compose file for queue mode', () => {
	it.each(Object.keys(queueEnvironment(0)).filter((name) => !OF_ONE_MACHINE.includes(name)))(
		'sets %s as the test of queue mode does',
		(name) => {
			const value = new RegExp(`^ +${name}: '?([^'\\n]+)'?$`, 'm').exec(compose)?.[1];
			const wanted = name === 'QUEUE_BULL_REDIS_HOST' ? 'redis' : queueEnvironment(0)[name];
			expect(value).toBe(wanted);
		},
	);

	it('keeps production webhooks from main, runs two workers and a webhook process', () => {
		expect(compose).toContain("N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true'");
		expect(compose.match(/command: \['worker', '--concurrency=5'\]/g)).toHaveLength(2);
		expect(compose.match(/command: \['webhook'\]/g)).toHaveLength(1);
	});
});
