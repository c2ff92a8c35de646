import type { Message } from '../framework/message.mts';
import type { Setting, SettingsSchema } from '../framework/settings.mts';
import { choice, custom, flag, integer, optionalInteger, texts } from '../framework/settings.mts';
import { STATUS } from './wire.mts';
import { isZone } from './zone.mts';

/** A status that comes `afterMs` after the previous one (1 s when only the word is given). */
export type OutcomeStep = string | { readonly status: string; readonly afterMs: number };

export type Outcome = readonly OutcomeStep[] | ((message: Message) => readonly OutcomeStep[]);

/**
 * The modes of the SMS.by gateway: every point the evidence leaves open has one (docs/gateways/smsby.md 10 and 11, sandbox
 * column).
 */
export type SmsBySettings = {
	tokens: string[];
	strict: boolean;
	era: 'C' | 'B' | 'A';
	idType: 'number' | 'string';
	phoneType: 'number' | 'string';
	balanceType: 'string' | 'number';
	mapShape: 'php' | 'object';
	errorStatus: 'byKind' | 200 | 400 | 403 | 404 | 421 | 429 | 500 | 'html500';
	errorShape: 'error' | 'object' | 'status';
	requestsPerMinute: number | null;
	retryAfter: 'none' | 'seconds';
	alphanameRule: 'optional' | 'required' | 'ignored';
	alphanames: Record<string, string>;
	vibernames: Record<string, string>;
	currency: string;
	balance: number;
	price: number;
	viberBalance: number;
	viberPrice: number;
	duplicates: 'text' | 'messageId' | 'accepted';
	moderationLooks: number | null;
	moderationMs: number | null;
	outcome: Outcome;
	outcomes: Record<string, readonly OutcomeStep[]>;
	refusals: Record<string, string>;
	zone: string;
	bulkProcessingMs: number;
	bulkBadPhones: 'refused' | 'reported';
	bulkStatusShape: 'result' | 'messages' | 'array';
	callbackFormat: 'json' | 'form' | 'get';
	callbackPerDelivery: boolean;
	callbackRetryMs: number[];
	callbackDuplicates: number;
	oldViberMethods: boolean;
	viberLists: 'confirmed' | 'atOnce';
};

const isObject = (value: unknown): value is object =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

const isStep = (value: unknown): boolean =>
	isText(value) ||
	(isObject(value) &&
		'status' in value &&
		isText(value.status) &&
		'afterMs' in value &&
		typeof value.afterMs === 'number');

const isScript = (value: unknown): boolean => Array.isArray(value) && value.every(isStep);

const isRecordOf = (value: unknown, isRight: (member: unknown) => boolean): boolean =>
	isObject(value) && Object.values(value).every(isRight);

const names = (initial: Record<string, string>, describe: string) =>
	custom<Record<string, string>>(
		() => ({ ...initial }),
		(value) =>
			isRecordOf(value, isText) && Object.keys(value as object).every((id) => /^\d+$/.test(id)),
		`${describe} (object of id: name)`,
	);

const amount = (initial: number, describe: string): Setting<number> => ({
	initial: () => initial,
	accepts: (value) => typeof value === 'number' && value >= 0,
	describe: `${describe} (number)`,
});

const SCRIPT_HELP = 'status words, or {status, afterMs} with the delay after the previous step';

/** The settings with their defaults. */
export const smsbySettings: SettingsSchema<SmsBySettings> = {
	// Base64 of JSON, as Laravel encrypts it: it may end in `=`, and in ASCII text no `+` comes about.
	tokens: texts(['eyJpdiI6ImMyRnVaR0p2ZUE9PSIsInYiOiIxIn0='], 'API keys that are accepted'),
	strict: flag(
		true,
		'refuse what no source shows: other verbs, numbers for phone strings, an unusable callback_url',
	),
	era: choice(['C', 'B', 'A'], 'shape of the answers: C 2024, B 2021, A 2017'),
	idType: choice(['number', 'string'], 'JSON type of ids'),
	phoneType: choice(['number', 'string'], 'JSON type of phones in delivery lists'),
	balanceType: choice(['string', 'number'], 'JSON type of the balance'),
	mapShape: choice(['php', 'object'], 'id to name maps: php turns keys 0, 1, 2 … into an array'),
	errorStatus: choice(
		['byKind', 200, 400, 403, 404, 421, 429, 500, 'html500'],
		'HTTP status of refusals; byKind: 403 token, 404 not found, 421 flashcall and bills, 429, else 400 (era A: 500)',
	),
	errorShape: choice(
		['error', 'object', 'status'],
		'{"error":text}, {"error":{"message":text}} or {"status":"error","message":text}',
	),
	requestsPerMinute: optionalInteger('requests in a minute before 429'),
	retryAfter: choice(['none', 'seconds'], 'Retry-After of a 429, by the clock of the sandbox'),
	alphanameRule: choice(
		['optional', 'required', 'ignored'],
		'alphaname_id: optional but known, required and known, or never an error',
	),
	alphanames: names({ '0': 'Системное имя (SMS.BY)', '1363': 'MyName' }, 'approved sender names'),
	vibernames: names({ '444': 'MyViber' }, 'Viber sender names'),
	currency: custom<string>(() => 'BYN', isText, 'currency of the balance (string)'),
	balance: amount(100, 'money before anything was sent'),
	price: amount(0.1, 'price of one SMS part'),
	viberBalance: amount(50, 'Viber money of eras A and B; era C has one balance'),
	viberPrice: amount(0.05, 'price of one Viber message'),
	duplicates: choice(
		['text', 'messageId', 'accepted'],
		'createSmsMessage with a known text: refused by text only, with message_id as well, or accepted',
	),
	moderationLooks: custom<number | null>(
		() => 0,
		(value) => value === null || (Number.isInteger(value) && Number(value) >= 0),
		'how many checkSMSMessageStatus calls still see "new"; null: looking does not help (integer | null)',
	),
	moderationMs: optionalInteger('virtual milliseconds after which a message is moderated anyway'),
	outcome: custom<Outcome>(
		() => [STATUS.sent, STATUS.delivered],
		isScript,
		`statuses after NEW: ${SCRIPT_HELP}`,
	),
	outcomes: custom<SmsBySettings['outcomes']>(
		() => ({}),
		(value) => isRecordOf(value, isScript),
		`the same by recipient: ${SCRIPT_HELP}`,
	),
	refusals: custom<Record<string, string>>(
		() => ({}),
		(value) => isRecordOf(value, isText),
		'recipients that are refused, with the error text (object of recipient: text)',
	),
	zone: custom<string>(() => 'Europe/Minsk', isZone, 'zone of all wall clock times (IANA name)'),
	bulkProcessingMs: integer(1000, 'virtual milliseconds a bulk request is processed'),
	bulkBadPhones: choice(
		['refused', 'reported'],
		'a bulk request with a wrong phone: refused whole, or accepted without it and reported',
	),
	bulkStatusShape: choice(['result', 'messages', 'array'], 'answer of statusBulkSms, all guesses'),
	callbackFormat: choice(['json', 'form', 'get'], 'bulk callbacks: POST JSON, POST form or GET'),
	callbackPerDelivery: flag(false, 'bulk callbacks also report each status of each message'),
	callbackRetryMs: custom<number[]>(
		() => [],
		(value) => Array.isArray(value) && value.every((one) => Number.isInteger(one) && one > 0),
		'milliseconds after the first attempt at which a failed bulk callback is repeated (list)',
	),
	callbackDuplicates: integer(
		0,
		'how many more times every bulk callback is sent, even if received',
	),
	oldViberMethods: flag(true, 'createViberMessage and sendViberMessage still exist'),
	viberLists: choice(
		['confirmed', 'atOnce'],
		'a Viber mailing to a list goes out when it is confirmed on the site (POST /actions/smsby/confirmViberList {"viber_id"}), or at once',
	),
};
