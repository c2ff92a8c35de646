import type { Message } from '../framework/message.mts';
import type { SettingsSchema } from '../framework/settings.mts';
import { choice, custom, flag, integer, optionalInteger, texts } from '../framework/settings.mts';

/** The modes of SMS.ru: what its pages leave open, and what an account can be like (docs/gateways/smsru.md 9). */
export type SmsRuSettings = {
	apiIds: string[];
	confirmed: boolean;
	numbers: 'number' | 'text';
	emptyMap: 'list' | 'object';
	balance: number;
	price: number;
	priceInAnswer: boolean;
	dailyLimit: number | null;
	freeLimit: number;
	senders: string[];
	refusals: Record<string, number>;
	busy: number;
	repeats: boolean;
	timeLimit: boolean;
	unknownRemoval: 'done' | 'refused';
	firstEntry: 0 | 1;
	outcome: string[] | ((message: Message) => string[]);
};

/** A whole number or a fraction, not below zero. */
const amount = (initial: number, describe: string) =>
	custom<number>(
		() => initial,
		(value) => typeof value === 'number' && value >= 0,
		`${describe} (number)`,
	);

/** The settings with their defaults. */
export const smsRuSettings: SettingsSchema<SmsRuSettings> = {
	apiIds: texts(['5f1c9a2e-0b7d-4d3e-9a61-sandbox00001'], 'api_id that are accepted'),
	confirmed: flag(true, 'the account was confirmed; else 302'),
	numbers: choice(['number', 'text'], 'how money is written'),
	emptyMap: choice(['list', 'object'], 'what stands in the place of a map without entries'),
	balance: amount(4122.56, 'roubles on the account'),
	price: amount(3.5, 'roubles a part'),
	priceInAnswer: flag(true, 'the answer to a sending tells the cost of each message'),
	dailyLimit: optionalInteger('messages a day'),
	freeLimit: integer(5, 'free messages a day'),
	senders: texts(['MyShop', 'SMSRU'], 'approved sender names'),
	refusals: custom<Record<string, number>>(
		() => ({}),
		(value) =>
			typeof value === 'object' && value !== null && Object.values(value).every(Number.isInteger),
		'code with which a recipient is refused, by number',
	),
	busy: integer(0, 'requests that are turned away with 220 from now on'),
	repeats: flag(false, 'take the same text to the same number again within a minute; else 231'),
	timeLimit: flag(true, 'refuse a time of sending more than two months ahead'),
	unknownRemoval: choice(
		['done', 'refused'],
		'taking a number out of the stop list that is not there',
	),
	firstEntry: choice([0, 1], 'number of the first entry of a callback'),
	outcome: custom<SmsRuSettings['outcome']>(
		() => ['102', '103'],
		(value) => Array.isArray(value) && value.every((one) => typeof one === 'string'),
		'statuses of a message after 100, a second each (list of strings)',
	),
};
