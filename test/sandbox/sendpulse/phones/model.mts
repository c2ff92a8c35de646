/** A number that gets nothing any more (docs/gateways/sendpulse.md 13, 14). */
export type BlockedPhone = {
	readonly phone: string;
	readonly description: string;
	readonly at: number;
};

export type SmsSender = {
	readonly id: number;
	readonly sender: string;
	/** 0 moderation, 1 active, 2 rejected. */
	readonly status: 0 | 1 | 2;
};

export type SmsCampaign = {
	readonly id: number;
	readonly bookId: number;
	readonly sender: string;
	readonly body: string;
	readonly price: number;
	readonly createdAt: number;
	readonly sendAt: number;
	/** A date was given. */
	readonly isPlanned: boolean;
	readonly emulate: boolean;
	/** Country code to route, as it came. */
	readonly route: Readonly<Record<string, unknown>> | null;
	readonly phones: readonly string[];
	state: 'planned' | 'sent' | 'cancelled';
	readonly messageIds: string[];
};

export type ViberTask = {
	readonly id: number;
	name: string;
	message: string;
	messageType: number;
	senderId: number;
	liveTime: number;
	bookId: number | null;
	sendAt: number;
	buttonText: string | null;
	buttonLink: string | null;
	imageLink: string | null;
	readonly createdAt: number;
	status: 'moderation' | 'send';
	readonly recipients: readonly string[];
	readonly messageIds: string[];
};

export type ViberSender = {
	readonly id: number;
	readonly name: string;
	readonly status: 'verified' | 'pending';
};
