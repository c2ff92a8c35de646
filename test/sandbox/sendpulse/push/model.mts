import type { Value } from '../core/shape.mts';

/** A site that asks its visitors for push permission (docs/gateways/sendpulse.md 12). */
export type Website = {
	readonly id: number;
	readonly url: string;
	readonly addedAt: number;
	readonly variables: readonly { readonly id: number; readonly name: string }[];
	lastTaskAt: number | null;
};

export type Subscriber = {
	readonly id: number;
	readonly websiteId: number;
	readonly browser: string;
	readonly lang: string;
	readonly os: string;
	readonly countryCode: string;
	readonly city: string;
	readonly variables: ReadonlyMap<string, Value>;
	readonly subscribedAt: number;
	/** 1 active, 0 deactivated, 6 unsubscribed. */
	status: 0 | 1 | 6;
};

export type PushTask = {
	readonly id: number;
	readonly websiteId: number;
	readonly title: string;
	readonly body: string;
	readonly link: string;
	readonly sendAt: number;
	/** Like those of campaigns: 13 being created, 3 sent. */
	status: number;
	/** Ids of the messages, one for each subscriber. */
	readonly messageIds: string[];
};
