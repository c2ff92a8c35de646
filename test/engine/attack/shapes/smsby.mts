/** SMS.by documents neither verb nor body of its callbacks, so every form is taken. Source: docs/gateways/smsby.md 8 and 11. */
import { smsByTable } from '../../../contract/smsby.table.mts';
import type { Body, Pair } from '../draft.mts';
import type { Noise } from '../noise.mts';
import type { Shape, Target } from '../shape.mts';
import {
	bodySecretForgeries,
	provenByUrl,
	secretForgeries,
	secretRewritings,
} from './urlSecret.mts';

const idOf = (serial: number): string => String(700_000_000 + serial);

const entry = (serial: number, { number }: Noise): Record<string, string> => ({
	uuid: 'cc9c8043-8caf-11ef-b035-9e8f47954dec',
	sms_id: idOf(serial),
	phone: '375291112233',
	status: ['NEW', 'sent', 'DELIVERED', 'undelivered', 'что-то новое'][number % 5] ?? 'NEW',
});

const shape = (
	name: string,
	method: string,
	body: (values: Record<string, string>) => Body,
	inQuery = false,
): Shape => ({
	name,
	genuine: (serial, secret, noise) => ({
		method,
		query: [
			...(inQuery ? (Object.entries(entry(serial, noise)) as Pair[]) : []),
			['secret', secret],
			['key', String(serial)],
		],
		headers: {},
		body: body(entry(serial, noise)),
	}),
	identity: (serial) => `"messageId":"${idOf(serial)}"`,
	rewritings: secretRewritings,
	forgeries: { ...secretForgeries, ...bodySecretForgeries },
	unreadable: {
		'nothing but the secret': (draft, secret) => ({
			...draft,
			query: [['secret', secret]],
			body: { kind: 'none' },
		}),
	},
});

export const smsByTarget: Target = {
	table: smsByTable,
	verified: false,
	isProven: (call, secret) => provenByUrl(call, secret),
	shapes: [
		shape('query of a GET', 'GET', () => ({ kind: 'none' }), true),
		shape('form of a POST', 'POST', (values) => ({ kind: 'form', pairs: Object.entries(values) })),
		shape('JSON object of a POST', 'POST', (value) => ({ kind: 'json', value })),
		shape('JSON array of a PUT', 'PUT', (value) => ({ kind: 'json', value: [value] })),
		shape('JSON list under a name of a PATCH', 'PATCH', ({ uuid, ...rest }) => ({
			kind: 'json',
			value: { uuid, messages: [rest] },
		})),
		shape('query of a DELETE', 'DELETE', () => ({ kind: 'none' }), true),
	],
};
