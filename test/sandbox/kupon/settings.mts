import type { Message } from '../framework/message.mts';
import type { SettingsSchema } from '../framework/settings.mts';
import { choice, custom, flag, integer, optionalInteger, texts } from '../framework/settings.mts';
import { KANNEL_MAP, STATUS } from './wire.mts';

/** A status that comes `afterMs` after the previous one (1 s when only the number is given). */
export type OutcomeStep = number | { readonly status: number; readonly afterMs: number };

export type Outcome = readonly OutcomeStep[] | ((message: Message) => readonly OutcomeStep[]);

/**
 * The modes of the Kupon gateway: every point the documentation leaves open has one (docs/gateways/kupon.md 7, sandbox
 * column).
 */
export type KuponSettings = {
	tokens: string[];
	strict: boolean;
	idType: 'string' | 'number';
	failureStatus: 200 | 400 | 401 | 403 | 500;
	contentType: 'application/json' | 'text/html';
	listAnswer: 'single' | 'idArray' | 'ids' | 'messages' | 'data' | 'bare';
	maxListSize: number | null;
	callbackMethod: 'GET' | 'POST';
	utcOffsetMinutes: number;
	rejectedRecipients: string[];
	funds: 'enough' | 'refused' | 'status24';
	outcome: Outcome;
	outcomes: Record<string, readonly OutcomeStep[]>;
	kannelMap: Record<string, number>;
};

const isStep = (value: unknown): boolean =>
	Number.isInteger(value) ||
	(typeof value === 'object' &&
		value !== null &&
		'status' in value &&
		Number.isInteger(value.status) &&
		'afterMs' in value &&
		typeof value.afterMs === 'number');

const isScript = (value: unknown): boolean => Array.isArray(value) && value.every(isStep);

const isRecordOf = (value: unknown, isRight: (member: unknown) => boolean): boolean =>
	typeof value === 'object' && value !== null && Object.values(value).every(isRight);

const SCRIPT_HELP = 'native codes, or {status, afterMs} with the delay after the previous step';

/** The settings with their defaults. */
export const kuponSettings: SettingsSchema<KuponSettings> = {
	tokens: texts(['kupon-sandbox-token'], 'API tokens that are accepted'),
	strict: flag(true, 'refuse whatever the documentation does not name'),
	idType: choice(['string', 'number'], 'JSON type of ids'),
	failureStatus: choice(
		[200, 400, 401, 403, 500],
		'HTTP status of type=error; 500 is an HTML page',
	),
	contentType: choice(['application/json', 'text/html'], 'label of the answers'),
	listAnswer: choice(
		['single', 'idArray', 'ids', 'messages', 'data', 'bare'],
		'shape of the answer to send-list-messages',
	),
	maxListSize: optionalInteger('largest list'),
	callbackMethod: choice(['GET', 'POST'], 'HTTP method of callbacks'),
	utcOffsetMinutes: integer(180, 'zone sent_date is read in, minutes east of UTC'),
	rejectedRecipients: texts([], 'recipients that are refused'),
	funds: choice(
		['enough', 'refused', 'status24'],
		'money on the account: enough, refused with type=error, or accepted and then status 24',
	),
	outcome: custom<Outcome>(
		() => [STATUS.sent, STATUS.delivered],
		isScript,
		`statuses after -1: ${SCRIPT_HELP}`,
	),
	outcomes: custom<KuponSettings['outcomes']>(
		() => ({}),
		(value) => isRecordOf(value, isScript),
		`the same by recipient: ${SCRIPT_HELP}`,
	),
	kannelMap: custom<KuponSettings['kannelMap']>(
		() => ({ ...KANNEL_MAP }),
		(value) => isRecordOf(value, Number.isInteger),
		'native code to Kannel code, for kannel_status=1',
	),
};
