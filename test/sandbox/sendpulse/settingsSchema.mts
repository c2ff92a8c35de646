import type { Setting, SettingsSchema } from '../framework/settings.mts';
import { choice, custom, flag, integer, optionalInteger, texts } from '../framework/settings.mts';
import type {
	AccessSettings,
	DeliverySettings,
	LimitSettings,
	ModeSettings,
	OutcomeStep,
	PlanSettings,
	SendPulseSettings,
} from './settings.mts';
import { chatEventSettings } from './webhooks/chatEventSettings.mts';

const word = (initial: string, describe: string): Setting<string> =>
	custom(
		() => initial,
		(value) => typeof value === 'string',
		`${describe} (string)`,
	);

const limit = (initial: number, describe: string): Setting<number | null> => ({
	...optionalInteger(describe),
	initial: () => initial,
});

const optionalTexts = (describe: string): Setting<string[] | null> =>
	custom<string[] | null>(
		() => null,
		(value) =>
			value === null || (Array.isArray(value) && value.every((one) => typeof one === 'string')),
		`${describe} (list of strings | null for all)`,
	);

const isStep = (value: unknown): boolean =>
	typeof value === 'number' ||
	typeof value === 'string' ||
	(typeof value === 'object' &&
		value !== null &&
		'status' in value &&
		'afterMs' in value &&
		typeof value.afterMs === 'number');

const isScript = (value: unknown): boolean => Array.isArray(value) && value.every(isStep);

const isScripts = (value: unknown): boolean =>
	typeof value === 'object' && value !== null && Object.values(value).every(isScript);

const outcome = <S,>(first: S, describe: string): Setting<readonly OutcomeStep<S>[]> =>
	custom<readonly OutcomeStep<S>[]>(() => [first], isScript, describe);

const outcomes = <S,>(describe: string): Setting<Record<string, readonly OutcomeStep<S>[]>> =>
	custom<Record<string, readonly OutcomeStep<S>[]>>(() => ({}), isScripts, describe);

const STEPS = 'statuses, or {status, afterMs} with the delay after the previous step';

const access: SettingsSchema<AccessSettings> = {
	clientId: word('sendpulse-sandbox-id', 'client_id'),
	clientSecret: word('sendpulse-sandbox-secret', 'client_secret'),
	apiKeys: texts(['sp_sandbox_api_key'], 'static API keys, used as the Bearer value'),
	tokenLifetime: integer(3600, 'seconds a token lives'),
	tokenStyle: choice(
		['jwt', 'short'],
		'long JWT of today, or the 40 characters of the older document',
	),
};

const limits: SettingsSchema<LimitSettings> = {
	requestsPerSecond: limit(10, 'requests a second, then 2020202020'),
	requestsPerMinute: limit(1000, 'requests a minute, then 429'),
	campaignsPerHour: limit(4, 'campaigns an hour, then 791'),
	bookPauseMinutes: limit(15, 'minutes between campaigns to one book, otherwise 711'),
	pushPauseMinutes: limit(15, 'minutes between push campaigns of one website, otherwise 711'),
	codePauseMinutes: limit(15, 'minutes between activation codes, otherwise 1004'),
	maxAddresses: optionalInteger('addresses in one add call; no number is published'),
	smtpMaxRecipients: optionalInteger('recipients of one SMTP mail, then 550; none is published'),
	verifierPage: optionalInteger('addresses a page of the verifier has at most; none is published'),
	maxSenders: optionalInteger('senders of the account, then 905'),
	maxEmailsPerTask: integer(500, 'recipients of one campaign, then 708'),
};

const modes: SettingsSchema<ModeSettings> = {
	numbers: choice(['int', 'string'], 'ids and quantities as numbers, or as in the older document'),
	variables: choice(['object', 'array'], 'variables in the list of contacts'),
	emptyObjects: choice(['object', 'array'], 'an empty map as {} or as the [] of PHP'),
	webhookEnvelope: choice(['v1', 'nested'], '{success, data} or {data: {result, data}}'),
	smsEnvelope: choice(
		['object', 'array'],
		'answers about SMS as they are, or inside an array of one',
	),
	crmLists: choice(['array', 'object'], 'a CRM list of one as an array, or as the object itself'),
	verifierUnready: choice(
		['status', 'result'],
		'a result that is not there yet: an HTTP status, or 200 with result: false',
	),
	webhookBody: choice(['json', 'form', 'both'], 'bodies that create and update webhooks'),
	failureStyle: choice(
		['http', '200', 'result'],
		'refusals by HTTP status, as 200 with is_error, or as 200 with result: false',
	),
	missingStatus: choice([404, 400, 422], 'HTTP status of a missing contact, sender, campaign'),
	queryBooleans: choice(['words', 'digits'], 'true/false and 1/0 in a query, or only 1/0'),
	legacyBodies: flag(
		false,
		'PHP serialize in strings, and parameters of a GET in its body, are accepted as well',
	),
	plainEmails: flag(false, 'plain strings are accepted as members of emails when adding'),
	blacklistParameter: choice(
		['emails', 'email'],
		'base64 emails, or the plain email of the older document',
	),
	unsubscribeBody: choice(['object', 'array', 'both'], '{emails: […]} or a bare array'),
	verifyPath: choice(['both', 'smtp', 'root'], '/smtp/domains/{email} or /domains/{email}'),
	sentDateName: choice(['sent_date', 'send_date'], 'field of /campaigns/{id}/email/{email}'),
	pushFields: choice(['string', 'any'], 'buttons, image … of a push: JSON in a string, or objects'),
	duplicateWebhooks: choice(['allowed', 'refused'], 'the same URL and action a second time'),
	chatbotEnvelope: choice(['enveloped', 'bare'], 'chatbot answers as {success, data}, or the data'),
	chatbotDone: choice(
		['boolean', 'object', 'array'],
		'data of chatbot calls that only acknowledge',
	),
	chatbotPlanKey: choice(['plan', 'tariff'], 'name of the plan in a chatbot account'),
	chatbotTextLimit: optionalInteger(
		'characters of a chatbot text, then 422; 512 was met in real life',
	),
	windowStatus: choice([422, 400], 'HTTP status of a closed 24-hour window, by contact'),
};

const plan: SettingsSchema<PlanSettings> = {
	plan: choice(
		['enough', 'forbidden', 'ended', 'expired'],
		'tariff: 3030303030 on adding, "tariff plan ended" on cost, 403 on SMTP',
	),
	smtpUser: flag(true, 'whether the account has an SMTP user; otherwise code 400'),
	balance: custom<number>(
		() => 9.36,
		(value) => typeof value === 'number',
		'money on the account (number)',
	),
	currency: word('USD', 'currency of the account'),
	emailsLeft: integer(9914, 'letters the tariff still covers'),
	userId: integer(7043663, 'user_id in answers'),
	utcOffsetMinutes: integer(180, 'zone of the account, minutes east of UTC'),
	freeMailDomains: texts(
		['gmail.com', 'yahoo.com', 'mail.ru', 'yandex.ru', 'ukr.net', 'hotmail.com'],
		'domains no sender may have (20)',
	),
	dmarcDomains: texts([], 'domains whose DMARC policy forbids them as senders'),
	eventNames: optionalTexts('events that exist'),
};

const delivery: SettingsSchema<DeliverySettings> = {
	campaignStepMs: integer(1000, 'milliseconds between 13, 14, 2 and 3 of a campaign'),
	queueDelayMs: integer(1000, 'milliseconds until a queued change of tags is done'),
	verifierDelayMs: integer(5000, 'milliseconds until addresses are verified'),
	letterOutcome: outcome(2, `delivery codes after 1 of a campaign letter: ${STEPS}`),
	letterOutcomes: outcomes(`the same by recipient: ${STEPS}`),
	smtpOutcome: outcome('delivered', `SMTP events after queued: ${STEPS}`),
	smtpOutcomes: outcomes(`the same by recipient: ${STEPS}`),
	openCountry: word('UA', 'country of those who open'),
	webhookBatch: integer(100, 'events that make a bulk e-mail batch leave at once'),
	webhookDelayMs: integer(60_000, 'milliseconds after which a bulk e-mail batch leaves'),
	smtpWebhookUrl: word('', 'SMTP webhook of the dashboard; empty for none'),
	smtpWebhookEvents: optionalTexts('SMTP events the dashboard has ticked'),
	smtpWebhookBatch: integer(500, 'events that make an SMTP batch leave at once'),
	smtpWebhookDelayMs: integer(30_000, 'milliseconds after which an SMTP batch leaves'),
	webhookRetryMs: custom<number[]>(
		() => [60_000, 300_000],
		(value) => Array.isArray(value) && value.every((one) => typeof one === 'number'),
		'milliseconds after the first attempt at which a batch answered by no 2xx is repeated',
	),
	duplicateEvents: flag(false, 'every batch is delivered twice'),
	eventNumbers: choice(['mixed', 'int', 'string'], 'ids and times in events; mixed: bounces int'),
	smtpEventNames: choice(['kb', 'skills'], 'soft_bounces, spam_by_user … or soft_bounced, spam …'),
};

/** The settings with their defaults: strict wherever the sources allow it. */
export const sendPulseSettings: SettingsSchema<SendPulseSettings> = {
	...access,
	...limits,
	...modes,
	...plan,
	...delivery,
	...chatEventSettings,
};
