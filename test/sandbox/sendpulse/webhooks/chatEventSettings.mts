import type { SettingsSchema } from '../../framework/settings.mts';
import { choice, custom, flag } from '../../framework/settings.mts';

/** How a bot of the dashboard calls its webhook (docs/gateways/sendpulse.md 18.4). */
export type ChatEventSettings = {
	chatWebhookUrl: string;
	chatBody: 'array' | 'object';
	chatDates: 's' | 'ms';
	chatVariables: 'list' | 'object';
	chatTokens: boolean;
};

export const chatEventSettings: SettingsSchema<ChatEventSettings> = {
	chatWebhookUrl: custom(
		() => '',
		(value) => typeof value === 'string',
		'webhook of the bots in the dashboard; empty for none (string)',
	),
	chatBody: choice(['array', 'object'], 'body of a chatbot webhook: an array, or one object'),
	chatDates: choice(['s', 'ms'], 'date of a chatbot event in seconds or milliseconds'),
	chatVariables: choice(['list', 'object'], 'variables of a contact that has none: [] or {}'),
	chatTokens: flag(false, 'the bot of an event carries its access token'),
};
