/** The attack on one gateway's trigger, as a test. */
import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import { secretFieldOf } from '../../../nodes/shared/callbacks/secret.ts';
import { deliveryStatuses } from '../../../nodes/shared/model/deliveryStatus.ts';
import { withTrigger } from '../../contract/table.mts';
import { call as send, storeOf, TriggerHost } from '../harness/index.mts';
import type { CallResult } from '../harness/index.mts';
import { faultsOfReports, judge } from './judge.mts';
import type { WireCall } from './mutations.mts';
import { announce, casesPerGateway, seed } from './seed.mts';
import type { Target } from './shape.mts';
import { shotsAt } from './shots.mts';
import type { Shot } from './shots.mts';

/** A credential that reaches nobody: callbacks need its secret only. */
const nowhere = { url: 'http://127.0.0.1:9' };

let workflows = 0;

/** A published trigger whose credential has this callback secret. */
export function publish(
	{ table }: Target,
	callbackSecret: string,
	more: {
		parameters?: INodeParameters;
		storeExecution?: TriggerHost['options']['storeExecution'];
	} = {},
): TriggerHost {
	return new TriggerHost({
		nodeType: withTrigger(table).trigger,
		credentials: storeOf(table, nowhere, { [secretFieldOf(table.gateway).name]: callbackSecret }),
		parameters: withTrigger(table).callbacks.everyStatus ?? { statuses: [...deliveryStatuses] },
		workflowId: `attacked-${++workflows}`,
		keptOpen: true,
		...more,
	});
}

/** Calls that run at the same time. */
const volley = 24;

/** A trigger, with the reports that its executions have started with. */
class Watched {
	readonly faults: string[] = [];
	private readonly reports: string[] = [];
	private readonly host: TriggerHost;

	constructor(target: Target, secret: string) {
		this.host = publish(target, secret, {
			storeExecution: ([items = []]) => {
				this.faults.push(...faultsOfReports(target, items, secret));
				// As n8n stores them, which is where some things fail.
				this.reports.push(...items.map(({ json }) => JSON.stringify(json)));
			},
		});
	}

	async take(call: WireCall): Promise<CallResult> {
		// A busy machine is slow and nothing else.
		return await send(this.host, call);
	}

	/** How many reports have this text. Several calls may share an execution, so their own says nothing. */
	count(identity: string): number {
		return this.reports.filter((report) => report.includes(identity)).length;
	}

	forget(): void {
		this.reports.length = 0;
	}
}

/** Fires calls at the triggers of one gateway and tells what they did wrong. */
class Range {
	readonly fired = new Map<string, number>();
	private readonly triggers = new Map<string, Watched>();
	private readonly target: Target;
	private serial = 0;

	constructor(target: Target) {
		this.target = target;
	}

	private triggerOf(secret: string): Watched {
		const trigger = this.triggers.get(secret) ?? new Watched(this.target, secret);
		this.triggers.set(secret, trigger);
		return trigger;
	}

	/** All of them at the same time. */
	async fire(shots: Shot[]): Promise<string[]> {
		const calls = shots.map((shot) => {
			this.fired.set(shot.what, (this.fired.get(shot.what) ?? 0) + 1);
			const serial = ++this.serial;
			return { shot, serial, call: shot.call(serial), trigger: this.triggerOf(shot.secret) };
		});
		const faults = await Promise.all(
			calls.map(async ({ shot, call, trigger }) =>
				judge(this.target, shot, call, await trigger.take(call)),
			),
		);
		for (const { shot, serial, call, trigger } of calls) {
			const identity = shot.identity(serial);
			const found = trigger.count(identity);
			if (shot.expected === 'started') {
				if (found !== 1) faults.push(`${shot.what}: its report has come ${found} times`);
				// The same once more is taken, and starts nothing.
				const { status } = await trigger.take(call);
				const then = trigger.count(identity);
				if (status !== 200 || then !== 1) faults.push(`${shot.what}: repeated, ${then} reports`);
			} else if (shot.expected !== 'consistent' && found > 0) {
				faults.push(`${shot.what}: its report has come`);
			}
		}
		for (const trigger of this.triggers.values()) {
			faults.push(...trigger.faults.splice(0));
			trigger.forget();
		}
		return faults.filter((fault) => fault !== null);
	}
}

export function attackSuite(target: Target): void {
	const { displayName } = target.table.gateway;

	test(`${displayName} Trigger: ${casesPerGateway} generated calls, with a genuine one among every ${volley}`, async () => {
		announce(`${displayName} Trigger under attack`);
		const { attacks, genuine, names } = shotsAt(target);
		const range = new Range(target);

		await fc.assert(
			fc.asyncProperty(
				fc.array(attacks, { minLength: volley - 1, maxLength: volley - 1 }),
				genuine,
				fc.nat(volley - 1),
				async (forged, real, at) => {
					const found = await range.fire([...forged.slice(0, at), real, ...forged.slice(at)]);
					if (found.length > 0) throw new Error(found.join('\n'));
				},
			),
			{ seed, numRuns: Math.ceil(casesPerGateway / volley), endOnFailure: true },
		);

		const total = [...range.fired.values()].reduce((sum, count) => sum + count, 0);
		expect(total).toBeGreaterThanOrEqual(casesPerGateway);
		// What is never fired protects nobody. No more are missed than chance leaves out of so many draws.
		const missed = names.filter((name) => !range.fired.has(name));
		const byChance = Math.exp(-casesPerGateway / names.length);
		expect(missed.length / names.length).toBeLessThan(1.3 * byChance + 0.01);
		process.stderr.write(
			`${displayName} Trigger: ${total} calls, ${names.length - missed.length} of ${names.length} attacks\n`,
		);
	}, 600_000);
}
