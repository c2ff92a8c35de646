/** SendPulse posts arrays of events. docs/gateways/sendpulse.md 18.2, 18.3 and 18.5. */
import { sendPulseTable } from '../../../contract/sendpulse.table.mts';
import type { Noise } from '../noise.mts';
import type { Shape, Target } from '../shape.mts';
import {
	bodySecretForgeries,
	provenByUrl,
	secretForgeries,
	secretRewritings,
} from './urlSecret.mts';

const idOf = (serial: number): string => String(600_000_000 + serial);

const names = ['delivered', 'open', 'redirect', 'spam', 'hard_bounces', 'unsubscribe'];

const event = (serial: number, { number, text }: Noise): Record<string, unknown> => ({
	event: names[number % names.length],
	timestamp: 1_490_953_933 + serial,
	message_id: number % 2 === 0 ? idOf(serial) : Number(idOf(serial)),
	recipient: 'ann@example.com',
	sender: 'news@shop.example',
	subject: `Ваш заказ ${text}`,
});

const services = [
	'telegram',
	'whatsapp',
	'instagram',
	'messenger',
	'viber',
	'livechat',
	'tiktok',
	'x',
];

const titles = [
	'incoming_message',
	'new_subscriber',
	'outgoing_message',
	'link_click',
	'brand_new',
];

/** A message to a bot: its id is the platform's, or the one of SendPulse. docs/gateways/sendpulse.md 18.4. */
const chatEvent = (serial: number, { number, text }: Noise): Record<string, unknown> => ({
	service: services[number % services.length],
	title: titles[number % titles.length],
	bot: { id: '5f0000000000000000000001', name: text },
	contact: { id: '5f00000000000000000000a1', last_message: text, variables: [] },
	info: {
		message:
			number % 2 === 0
				? { id: idOf(serial), channel_data: { message: { text: { text } } } }
				: { channel_data: { message_id: Number(idOf(serial)), message: { text } } },
	},
	date: number % 3 === 0 ? 1_768_471_200 : 1_768_471_200_000,
});

const shape = (
	name: string,
	value: (event: Record<string, unknown>) => unknown,
	eventOf = event,
): Shape => ({
	name,
	genuine: (serial, secret, noise) => ({
		method: 'POST',
		query: [['secret', secret]],
		headers: {},
		body: { kind: 'json', value: value(eventOf(serial, noise)) },
	}),
	identity: (serial) => `"messageId":"${idOf(serial)}"`,
	rewritings: secretRewritings,
	forgeries: { ...secretForgeries, ...bodySecretForgeries },
	unreadable: { 'no body': (draft) => ({ ...draft, body: { kind: 'none' } }) },
	unknown: {
		'an empty list': (draft) => ({ ...draft, body: { kind: 'json', value: [] } }),
		'no name of an event': (draft, _secret, { text }) => ({
			...draft,
			body: { kind: 'json', value: [{ timestamp: 1, email: text }, text, null, [[]]] },
		}),
		'an event that is not a text': (draft) => ({
			...draft,
			body: { kind: 'json', value: [{ event: { toString: 'delivered' } }, { event: true }] },
		}),
		'a form': (draft) => ({
			...draft,
			body: { kind: 'form', pairs: [['event', 'delivered']] },
		}),
	},
});

export const sendPulseTarget: Target = {
	table: sendPulseTable,
	verified: false,
	isProven: (call, secret) => provenByUrl(call, secret),
	shapes: [
		shape('JSON array of a POST', (one) => [one]),
		shape('JSON object of a POST', (one) => one),
		shape('JSON array of a bot', (one) => [one], chatEvent),
		shape('JSON object of a bot', (one) => one, chatEvent),
	],
};
