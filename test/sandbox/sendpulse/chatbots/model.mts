/** What a chatbot account of SendPulse holds (docs/gateways/sendpulse.md 25). Ids are 24 hex digits, as texts. */

export type ChannelName =
	| 'telegram'
	| 'whatsapp'
	| 'instagram'
	| 'messenger'
	| 'viber'
	| 'livechat'
	| 'tiktok';

export type Bot = {
	readonly id: string;
	readonly channel: ChannelName;
	name: string;
	/** 3 active, 4 inactive. */
	status: 3 | 4;
	/** What answers of /chatbots/bots show of the platform, a secret in it. */
	readonly accessToken: string;
	readonly createdAt: number;
};

/** 1 active, 2 unsubscribed, 3 disabled, 4 blocked by the user. */
export type ContactStatus = 1 | 2 | 3 | 4;

export type VariableValue = string | number | boolean;

export type BotContact = {
	readonly id: string;
	readonly botId: string;
	status: ContactStatus;
	name: string;
	/** Digits; WhatsApp only. */
	readonly phone: string | null;
	/** Telegram only. */
	readonly telegramId: number | null;
	readonly tags: Set<string>;
	readonly variables: Map<string, VariableValue>;
	isChatOpened: boolean;
	/** When the customer last wrote; the 24-hour window counts from here. */
	lastInboundAt: number | null;
	pausedUntil: number | null;
	operatorId: number | null;
	unread: number;
	readonly createdAt: number;
};

export type ChatMessage = {
	readonly id: string;
	readonly contactId: string;
	readonly botId: string;
	readonly campaignId: string | null;
	/** The object of the platform. */
	readonly data: Readonly<Record<string, unknown>>;
	/** 1 in, 2 out. */
	readonly direction: 1 | 2;
	/** 1 new, 2 sent, 3 delivered, 4 opened, 5 redirected, 6 rejected. */
	status: number;
	/** 1 internal chat, 2 external chat, 4 campaign, 6 note. */
	readonly type: number;
	readonly createdAt: number;
};

export type Flow = {
	readonly id: string;
	readonly botId: string;
	readonly name: string;
	/** 1 active, 2 inactive, 4 draft. */
	status: 1 | 2 | 4;
	readonly createdAt: number;
};

export type Trigger = {
	readonly id: string;
	readonly botId: string;
	readonly flowId: string;
	readonly name: string;
	/** 4 is a keyword. */
	readonly type: 1 | 2 | 3 | 4 | 5;
	status: 1 | 2;
	readonly keywords: readonly string[];
	readonly createdAt: number;
};

export type Template = {
	readonly id: string;
	readonly botId: string;
	readonly name: string;
	readonly language: string;
	readonly category: string;
	readonly status: string;
	/** As the platform describes a template. */
	readonly components: readonly Readonly<Record<string, unknown>>[];
	readonly createdAt: number;
};

export type BotTag = {
	readonly id: string;
	readonly botId: string;
	readonly name: string;
	readonly createdAt: number;
};

export type BotVariable = {
	readonly id: string;
	readonly botId: string;
	readonly name: string;
	/** 1 string, 2 number, 3 date, 4 boolean, 5 phone, 6 email, 7 url. */
	readonly valueType: number;
	readonly createdAt: number;
};

export type BotCampaign = {
	readonly id: string;
	readonly botId: string;
	readonly title: string;
	readonly sendAt: string | null;
	readonly messages: readonly unknown[];
	readonly recipients: readonly string[];
	readonly createdAt: number;
};

export type FlowRun = {
	readonly contactId: string;
	readonly flowId: string;
	readonly externalData: Readonly<Record<string, unknown>>;
	readonly requestId: number;
};
