import type { Message } from '../framework/message.mts';
import type { SettingsSchema } from '../framework/settings.mts';
import { choice, custom, flag, integer, texts } from '../framework/settings.mts';
import type { Operator } from './operators.mts';
import { OPERATORS } from './operators.mts';
import { isNumber, isOperator, isRecordOf, isScript, isText } from './settingChecks.mts';

/** A status that comes `afterMs` (1 s unless given) after the previous one. */
export type OutcomeStep =
	| number
	| { readonly status: number; readonly err?: number; readonly afterMs?: number };

export type Outcome = readonly OutcomeStep[] | ((message: Message) => readonly OutcomeStep[]);

/** The modes of the SMSC gateway: the account's own settings, and every point smsc.md leaves open. */
export type SmscSettings = {
	login: string;
	passwords: string[];
	apiKeys: string[];
	address: 'welcome' | 'notAllowed' | 'blocked';
	virtual: boolean;
	balance: number;
	credit: number;
	currency: string;
	pricePerPart: number;
	operators: Operator[];
	senders: string[];
	unknownSender: 'refused' | 'accepted' | 'err254';
	refusals: Record<string, number>;
	receiveNumber: string;
	utcOffsetMinutes: number;
	rateLimits: boolean;
	identical: 'withoutId' | 'withId';
	concurrentRequests: number;
	concurrentStatusRequests: number;
	latencyMs: number;
	fmt3Quirks: string[];
	charsetLabel: 'windows-1251' | 'requested';
	shortStatus: 'documented' | 'recorded';
	customIds: 'echoed' | 'replaced';
	maxTextLength: number;
	autoCorrect: boolean;
	groupAddress: 'number' | 'id';
	groupSeparator: '|' | ',';
	contactIntId: boolean;
	blacklistCommand: boolean;
	addedList: 'contacts' | 'contact';
	listsForOne: 'first' | 'refused' | 'all';
	groupLists: 'own' | 'all';
	codeLength: 4 | 6;
	jobCost: 'sends' | 'priceOnly';
	outcome: Outcome;
	outcomes: Record<string, readonly OutcomeStep[]>;
	callbackUrl: string;
	callbackSecret: string;
	callbackMethod: 'POST' | 'GET';
	callbackCharsetLabel: boolean;
	callbackJson: 'numbers' | 'strings';
	callbackReply: '200' | '2xx' | 'OK';
	callbackRetryMs: number[];
	callbackRepeats: number;
	callbackOrder: 'natural' | 'finalFirst';
	callbackBeforeAnswer: boolean;
	crc32: 'hex' | 'decimal';
};

const number = (initial: number, describe: string) =>
	custom<number>(() => initial, isNumber, `${describe} (number)`);

const text = (initial: string, describe: string) =>
	custom<string>(() => initial, isText, `${describe} (string)`);

const SCRIPT = 'codes of docs/gateways/smsc.md 3.3, or {status, err, afterMs}';

/** The settings with their defaults. Section numbers are those of docs/gateways/smsc.md. */
export const smscSettings: SettingsSchema<SmscSettings> = {
	login: text('smsc-sandbox', 'login of the account'),
	passwords: texts(['smsc-sandbox-password'], 'passwords, plain; their MD5 and SHA1 hex pass too'),
	apiKeys: texts(['smsc-sandbox-key'], 'API keys'),
	address: choice(
		['welcome', 'notAllowed', 'blocked'],
		"the caller's IP: notAllowed is error 2, blocked is error 4",
	),
	virtual: flag(false, 'virtual sending: no cost, err 200; e-mail is really sent (2.4)'),
	balance: number(1000, 'money on the account now; sending takes from it'),
	credit: number(0, 'credit, shown when not 0'),
	currency: text('RUR', 'currency of the account'),
	pricePerPart: number(1.5, 'price of a part unless the operator has its own'),
	operators: custom<Operator[]>(
		() => [...OPERATORS],
		(value) => Array.isArray(value) && value.every(isOperator),
		'ranges of numbers: {prefix, country, operator, region, mcc, mnc, tz, price?}',
	),
	senders: texts(['SMSC', 'MyShop'], 'registered sender names'),
	unknownSender: choice(['refused', 'accepted', 'err254'], 'a sender name not registered'),
	refusals: custom<Record<string, number>>(
		() => ({}),
		(value) => isRecordOf(value, (one) => one === 6 || one === 7 || one === 8),
		'recipients send.php refuses: {"79990000001": 6 | 7 | 8}',
	),
	receiveNumber: text('79037672219', 'own number for incoming SMS and calls'),
	utcOffsetMinutes: integer(180, 'zone of the account, minutes east of UTC (Moscow)'),
	rateLimits: flag(true, 'the limits of table 1.8 but concurrency'),
	identical: choice(
		['withoutId', 'withId'],
		'whether another id makes a message that is sent another request',
	),
	concurrentRequests: integer(15, 'so many simultaneous requests are too many; 0 = no limit'),
	concurrentStatusRequests: integer(5, 'the same for status.php alone (18, contradiction 3)'),
	latencyMs: integer(10, 'real milliseconds the work on a request takes'),
	fmt3Quirks: texts([], 'under fmt=3: OK plain, ERROR plain, empty in place of OK'),
	charsetLabel: choice(['windows-1251', 'requested'], 'charset in the Content-Type'),
	shortStatus: choice(['documented', 'recorded'], 'status.php all=0: recorded has no flag, err'),
	customIds: choice(['echoed', 'replaced'], "the client's id: kept, or ignored"),
	maxTextLength: integer(1000, 'longest text of a message'),
	autoCorrect: flag(true, 'correct numbers without "+": separators, 8 in place of 7'),
	groupAddress: choice(['number', 'id'], 'what G… means (18, contradiction 5)'),
	groupSeparator: choice(['|', ','], 'between the groups of one contact'),
	contactIntId: flag(false, 'show int_id in the list of contacts'),
	blacklistCommand: flag(true, 'get_black=1 lists the blacklist (unverified); else error 1'),
	addedList: choice(['contacts', 'contact'], 'what a list in add=1 makes (UNKNOWN)'),
	listsForOne: choice(
		['first', 'refused', 'all'],
		'a list where one number is wanted: add_black, move_group, del, del_black (UNKNOWN)',
	),
	groupLists: choice(
		['own', 'all'],
		"whose groups phones.php and mails.php list: each kind's own (UNKNOWN)",
	),
	codeLength: choice([4, 6], 'characters in the answer to mes=code (2.3)'),
	jobCost: choice(['sends', 'priceOnly'], 'whether jobs.php cost=1 sends (6, UNKNOWN)'),
	outcome: custom<Outcome>(() => [0, 1], isScript, `statuses after -1: ${SCRIPT}`),
	outcomes: custom<SmscSettings['outcomes']>(
		() => ({}),
		(value) => isRecordOf(value, isScript),
		`the same by recipient: ${SCRIPT}`,
	),
	callbackUrl: text('', 'handler of the account, options in its query (16); none when empty'),
	callbackSecret: text('smsc-sandbox-secret', 'secret of the callback signatures'),
	callbackMethod: choice(['POST', 'GET'], 'HTTP method of callbacks (UNKNOWN)'),
	callbackCharsetLabel: flag(false, 'name the charset in the Content-Type of callbacks (UNKNOWN)'),
	callbackJson: choice(['numbers', 'strings'], 'types in a fmt=3 callback (UNKNOWN)'),
	callbackReply: choice(['200', '2xx', 'OK'], 'what a handler must answer (UNKNOWN)'),
	callbackRetryMs: custom<number[]>(
		() => [60_000, 300_000, 900_000],
		(value) => Array.isArray(value) && value.every(isNumber),
		'repeats of a callback that was not taken, ms after the first attempt (UNKNOWN)',
	),
	callbackRepeats: integer(0, 'how often a callback comes again although it was taken'),
	callbackOrder: choice(
		['natural', 'finalFirst'],
		'finalFirst: a report that is not final comes after the final one',
	),
	callbackBeforeAnswer: flag(false, 'the first status is reported before send.php answers'),
	crc32: choice(['hex', 'decimal'], 'form of a crc32 signature (UNKNOWN)'),
};
