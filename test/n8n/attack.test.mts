/** The attacks of test/engine/attack, a few hundred of them, on the webhooks of a real n8n over HTTP. */
import { choicesOf } from '../contract/form/wrongValues.mts';
import { withTrigger } from '../contract/table.mts';
import fc from 'fast-check';
import type { Target } from '../engine/attack/shape.mts';
import { seed } from '../engine/attack/seed.mts';
import { kuponTarget } from '../engine/attack/shapes/kupon.mts';
import { sendPulseTarget } from '../engine/attack/shapes/sendpulse.mts';
import { smsByTarget } from '../engine/attack/shapes/smsby.mts';
import { smscTarget } from '../engine/attack/shapes/smsc.mts';
import { smsRuTarget } from '../engine/attack/shapes/smsru.mts';
import { type Shot, shotsAt } from '../engine/attack/shots.mts';
import { findSecrets } from '../engine/harness/secrets.mts';
import { startSandbox } from '../sandbox/index.mts';
import type { Sandbox } from '../sandbox/index.mts';
import {
	createCredential,
	importWorkflow,
	listExecutions,
	outputOf,
	publishWorkflow,
	startN8n,
	type N8nInstance,
} from './index.mts';
import { type Execution, isUnfinished } from './executions.mts';
import { rawCall } from './rawCall.mts';
import { waitUntil } from './waitUntil.mts';

const secret = 'Очень/secret+key=1';
const attackCount = 75;
/** One of them is the last call of all. */
const genuineCount = 6;

/** Every choice of the trigger's field. */
function everyStatus({ table }: Target): Record<string, unknown> {
	const { properties } = new (withTrigger(table).trigger)().description;
	const field = properties.find(({ name }) => name === 'statuses')!;
	return { statuses: choicesOf(field).map(({ value }) => value) };
}

const smtpEvents = [
	...['clicked', 'delivered', 'hard_bounces', 'opened', 'other', 'resubscribed', 'soft_bounces'],
	...['spam_by_user', 'undelivered', 'unsubscribed'],
];

const cases: Array<{ target: Target; path: string; parameters: Record<string, unknown> }> = [
	{ target: kuponTarget, path: 'kupon', parameters: everyStatus(kuponTarget) },
	{ target: smscTarget, path: 'smsc', parameters: everyStatus(smscTarget) },
	{ target: smsByTarget, path: 'smsby', parameters: everyStatus(smsByTarget) },
	{ target: smsRuTarget, path: 'smsru', parameters: everyStatus(smsRuTarget) },
	{
		target: sendPulseTarget,
		path: 'sendpulse',
		// The other service would register itself at SendPulse first.
		parameters: { authentication: 'apiKey', service: 'smtp', smtpEvents },
	},
];

/** Two of these say in a header what is not true, which a real server waits for. */
const overHttp = ({ what, secret: text }: Shot): boolean =>
	text === secret && !/shorter than announced|longer than|a bomb/.test(what);

const sampled = (shots: fc.Arbitrary<Shot>, count: number): Shot[] =>
	fc.sample(shots.filter(overHttp), { seed, numRuns: count });

describe('the triggers in a real n8n', () => {
	let n8n: N8nInstance;
	/** SMS.ru's trigger enters its address in an account when it is published, and its secret is what opens the account. */
	let sandbox: Sandbox<'smsru'>;

	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['smsru'], clock: { speed: 0 } });
		sandbox.smsru.settings.apiIds = [secret];
		// With n8n's other expression engine a call costs ten times as much; smsc and waiting forge calls in that one.
		n8n = await startN8n({
			environment: { N8N_LOG_LEVEL: 'debug', N8N_EXPRESSION_ENGINE: 'legacy' },
		});
	});

	afterAll(async () => {
		await n8n?.close();
		await sandbox?.close();
	});

	test.each(cases.map((one) => ({ ...one, name: one.target.table.gateway.displayName })))(
		`$name Trigger: ${attackCount} attacks start nothing, ${genuineCount} genuine calls among them do`,
		async ({ target, path, parameters }) => {
			const { table } = target;
			const nowhere = { url: 'http://127.0.0.1:9' };
			const stored = table.credentials(path === 'smsru' ? sandbox.smsru : nowhere);
			const [type = '', data = {}] = Object.entries(stored)[0] ?? [];
			const name = `${path} under attack`;
			const credential = await createCredential(n8n.client, {
				name,
				type,
				data: { ...data, [table.gateway.callbacks.secretField?.name ?? 'callbackSecret']: secret },
			});
			const { name: nodeName } = new (withTrigger(table).trigger)().description;
			const webhookId = `0a77ac4e-0000-4000-8000-${path.padEnd(12, '0').replace(/[^0-9a-f]/g, '0')}`;
			const workflowId = await importWorkflow(
				n8n.client,
				{
					name,
					nodes: [
						{
							id: 'trigger',
							name: 'Trigger',
							type: `n8n-nodes-message-gateways.${nodeName}`,
							typeVersion: 1,
							position: [0, 0],
							webhookId,
							parameters,
							credentials: { [type]: { name } },
						},
					],
					connections: {},
				},
				[credential],
			);
			await publishWorkflow(n8n.client, workflowId);
			const url = `${n8n.url}/webhook/${webhookId}/${path}`;

			const { attacks, genuine } = shotsAt(target);
			const [last, ...real] = sampled(genuine, genuineCount);
			const every = Math.ceil(attackCount / real.length);
			const shots = sampled(attacks, attackCount)
				.flatMap((shot, index) => (index % every === 0 ? [real[index / every]!, shot] : [shot]))
				.concat(last!);
			const wrong: string[] = [];
			const expected: string[] = [];
			const forbidden: string[] = [];
			let serial = 1_000_000;
			for (const shot of shots) {
				const call = shot.call(++serial);
				const status = await rawCall(url, call);
				const proven = target.isProven(call, secret);
				const right: unknown[] =
					shot.expected === 'started' || shot.expected === 'unknown'
						? [200]
						: shot.expected === 'refused'
							? [400, 401]
							: shot.expected !== 'consistent'
								? // What is no HTTP at all, n8n's server itself answers with 400.
									[shot.expected, 400]
								: proven === false
									? [401, 400]
									: [200, 400, ...(proven === null ? [401] : [])];
				// Whoever sends more than the gateway ever does is refused unread.
				if (call.rawBody.length > target.table.gateway.callbacks.largestBody) right.push(413);
				if (!right.includes(status)) wrong.push(`${shot.what}: ${status}`);
				if (shot.expected === 'started') expected.push(shot.identity(serial));
				else if (!['consistent', 'unknown'].includes(String(shot.expected)))
					forbidden.push(shot.identity(serial));
			}
			expect(wrong).toEqual([]);

			const reportsOf = (executions: Execution[]): string[] =>
				executions.flatMap((one) =>
					outputOf(one, 'Trigger').map(({ json }) => JSON.stringify(json)),
				);
			// A call is answered when its execution is stored, so that with those of the last one all are there.
			const executions = await waitUntil(
				async () => {
					const stored = await listExecutions(n8n.client, { workflowId, includeData: true });
					const reports = reportsOf(stored);
					const isThere = (identity: string) => reports.some((report) => report.includes(identity));
					return stored.some(isUnfinished) || !expected.every(isThere) ? undefined : stored;
				},
				{ for: 'the executions of all genuine calls' },
			);
			const reports = reportsOf(executions);
			const count = (identity: string) =>
				reports.filter((report) => report.includes(identity)).length;
			expect(executions.filter(({ status }) => status !== 'success')).toEqual([]);
			expect(expected.map(count)).toEqual(expected.map(() => 1));
			expect(forbidden.filter((identity) => count(identity) > 0)).toEqual([]);
			expect(
				reports.filter((report) => !report.includes(`"verified":${String(target.verified)}`)),
			).toEqual([]);
			expect(findSecrets({ executions, log: n8n.log() }, [secret])).toEqual([]);
		},
	);
});
