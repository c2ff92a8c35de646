import type { Message } from '../framework/message.mts';
import type { ChatEventSettings } from './webhooks/chatEventSettings.mts';

/** A status that comes `afterMs` after the previous one (1 s when only the status is given). */
export type OutcomeStep<S> = S | { readonly status: S; readonly afterMs: number };

export type Outcome<S> =
	| readonly OutcomeStep<S>[]
	| ((message: Message) => readonly OutcomeStep<S>[]);

/** Who may come in, and with what (docs/gateways/sendpulse.md 1.2). */
export type AccessSettings = {
	clientId: string;
	clientSecret: string;
	apiKeys: string[];
	tokenLifetime: number;
	tokenStyle: 'jwt' | 'short';
};

/** Numbers of docs/gateways/sendpulse.md 1.4; null lifts a limit. */
export type LimitSettings = {
	requestsPerSecond: number | null;
	requestsPerMinute: number | null;
	campaignsPerHour: number | null;
	bookPauseMinutes: number | null;
	pushPauseMinutes: number | null;
	codePauseMinutes: number | null;
	maxAddresses: number | null;
	smtpMaxRecipients: number | null;
	verifierPage: number | null;
	maxSenders: number | null;
	maxEmailsPerTask: number;
};

/** What the sources disagree about or leave open (docs/gateways/sendpulse.md 21, 22, 24). */
export type ModeSettings = {
	numbers: 'int' | 'string';
	variables: 'object' | 'array';
	emptyObjects: 'object' | 'array';
	webhookEnvelope: 'v1' | 'nested';
	smsEnvelope: 'object' | 'array';
	crmLists: 'array' | 'object';
	verifierUnready: 'status' | 'result';
	webhookBody: 'json' | 'form' | 'both';
	failureStyle: 'http' | '200' | 'result';
	missingStatus: 404 | 400 | 422;
	queryBooleans: 'words' | 'digits';
	legacyBodies: boolean;
	plainEmails: boolean;
	blacklistParameter: 'emails' | 'email';
	unsubscribeBody: 'object' | 'array' | 'both';
	verifyPath: 'both' | 'smtp' | 'root';
	sentDateName: 'sent_date' | 'send_date';
	pushFields: 'string' | 'any';
	duplicateWebhooks: 'allowed' | 'refused';
	chatbotEnvelope: 'enveloped' | 'bare';
	chatbotDone: 'boolean' | 'object' | 'array';
	chatbotPlanKey: 'plan' | 'tariff';
	chatbotTextLimit: number | null;
	windowStatus: 422 | 400;
};

/** The state of the account, as far as it decides about calls. */
export type PlanSettings = {
	plan: 'enough' | 'forbidden' | 'ended' | 'expired';
	smtpUser: boolean;
	balance: number;
	currency: string;
	emailsLeft: number;
	userId: number;
	utcOffsetMinutes: number;
	freeMailDomains: string[];
	dmarcDomains: string[];
	eventNames: string[] | null;
};

/** What happens to letters, and how it is told. */
export type DeliverySettings = {
	campaignStepMs: number;
	queueDelayMs: number;
	verifierDelayMs: number;
	letterOutcome: Outcome<number>;
	letterOutcomes: Record<string, readonly OutcomeStep<number>[]>;
	smtpOutcome: Outcome<string>;
	smtpOutcomes: Record<string, readonly OutcomeStep<string>[]>;
	openCountry: string;
	webhookBatch: number;
	webhookDelayMs: number;
	smtpWebhookUrl: string;
	smtpWebhookEvents: string[] | null;
	smtpWebhookBatch: number;
	smtpWebhookDelayMs: number;
	webhookRetryMs: number[];
	duplicateEvents: boolean;
	eventNumbers: 'mixed' | 'int' | 'string';
	smtpEventNames: 'kb' | 'skills';
};

/** Every mode of the SendPulse gateway; the defaults are in `settingsSchema.mts`. */
export type SendPulseSettings = AccessSettings &
	LimitSettings &
	ModeSettings &
	PlanSettings &
	DeliverySettings &
	ChatEventSettings;
