import { sleep } from 'n8n-workflow';

/** How many reports may travel together, and how long they wait for each other. */
interface GroupLimits {
	/** Items of one execution. A call with more of them travels alone, since its reports stay together. */
	reports: number;
	/** Bytes of the calls that travel together. */
	bytes: number;
	/** How long calls gather at most, in milliseconds. */
	gatherMs: number;
}

/** What a call has to do once its group is closed. */
export type Role<T> =
	/** Hand these over, the own ones among them, and tell whether that succeeded. */
	| { leads: true; reports: T[]; settle(handedOver: boolean): void }
	/** Another call hands the reports over: wait for `outcome`. */
	| { leads: false };

/** The place of a call in a group. */
export interface Place<T> {
	role: Promise<Role<T>>;
	/** Whether the group was handed over. */
	outcome: Promise<boolean>;
}

interface Member<T> {
	reports: T[];
	bytes: number;
	assign(role: Role<T>): void;
	settle(handedOver: boolean): void;
}

interface Group<T> {
	members: Array<Member<T>>;
	reports: number;
	bytes: number;
	/** When its first call came. */
	since: number;
	/** When its last call came. */
	latest: number;
	full: boolean;
}

/** Without a hand-over for so long, nobody is expected any more. */
const forgetMs = 1000;

/**
 * Lets calls that come while another one is being handed over travel in one hand-over.
 *
 * A call that meets nobody leads at once. While a group is being handed over, the next one gathers, and it leaves when
 * that is done; but if more calls were seen at the same time than have come yet, it waits for them as long as they keep
 * coming, because the callers that were just answered are the ones who call again. All of it is bounded.
 */
export class GroupCommit<T> {
	private gathering?: Group<T>;

	/** Groups that are being handed over. */
	private underway = 0;

	/** How many calls waited at the same time when the last group was settled. */
	private company = 1;

	private settledAt = 0;

	/** The usual time between two calls under load, in milliseconds. */
	private paceMs = 5;

	private wake: () => void = () => {};

	/** @param bytes size of the call, for the limit */
	join(reports: T[], bytes: number, limits: GroupLimits): Place<T> {
		let assign: (role: Role<T>) => void = () => {};
		let settle: (handedOver: boolean) => void = () => {};
		const role = new Promise<Role<T>>((resolve) => (assign = resolve));
		const outcome = new Promise<boolean>((resolve) => (settle = resolve));
		const member: Member<T> = { reports, bytes, assign, settle };

		const open = this.gathering;
		if (open && this.fits(open, member, limits)) this.add(open, member, limits);
		else {
			if (open) this.close(open);
			this.open(member, limits);
		}
		return { role, outcome };
	}

	private fits(group: Group<T>, { reports, bytes }: Member<T>, limits: GroupLimits): boolean {
		return group.reports + reports.length <= limits.reports && group.bytes + bytes <= limits.bytes;
	}

	private open(member: Member<T>, limits: GroupLimits): void {
		const now = performance.now();
		if (now - this.settledAt > forgetMs) this.company = 1;
		const group: Group<T> = {
			members: [],
			reports: 0,
			bytes: 0,
			since: now,
			latest: now,
			full: false,
		};
		this.gathering = group;
		this.add(group, member, limits);
		if (this.waitFor(group, limits) === 0) this.close(group);
		else void this.gather(group, limits);
	}

	private add(group: Group<T>, member: Member<T>, limits: GroupLimits): void {
		const now = performance.now();
		const gap = now - group.latest;
		if (group.members.length > 0 && gap < forgetMs) this.paceMs += (gap - this.paceMs) / 8;
		group.latest = now;
		group.members.push(member);
		group.reports += member.reports.length;
		group.bytes += member.bytes;
		group.full = group.reports >= limits.reports || group.bytes >= limits.bytes;
		this.wake();
	}

	/** How long the group waits for something to happen, in milliseconds; 0 when it is to leave. */
	private waitFor(group: Group<T>, limits: GroupLimits): number {
		const now = performance.now();
		const left = group.since + limits.gatherMs - now;
		if (group.full || left <= 0) return 0;
		if (this.underway > 0) return left;
		if (group.members.length >= this.company) return 0;
		// Calls do not come evenly.
		const quietMs = Math.min(200, Math.max(10, 4 * this.paceMs));
		return Math.max(0, Math.min(left, group.latest + quietMs - now));
	}

	private async gather(group: Group<T>, limits: GroupLimits): Promise<void> {
		while (this.gathering === group) {
			const ms = this.waitFor(group, limits);
			if (ms === 0) return this.close(group);
			const changed = new Promise<void>((resolve) => (this.wake = resolve));
			await Promise.race([changed, sleep(ms)]);
		}
	}

	/** Ends the gathering: the first call leads. */
	private close(group: Group<T>): void {
		this.gathering = undefined;
		const [leader, ...followers] = group.members;
		this.underway++;
		let settled = false;
		leader?.assign({
			leads: true,
			reports: group.members.flatMap(({ reports }) => reports),
			settle: (handedOver) => {
				if (settled) return;
				settled = true;
				this.underway--;
				this.settledAt = performance.now();
				this.company = group.members.length + (this.gathering?.members.length ?? 0);
				for (const member of group.members) member.settle(handedOver);
				this.wake();
			},
		});
		for (const follower of followers) follower.assign({ leads: false });
	}
}
