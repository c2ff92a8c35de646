/** Kupon.mobi fills its two values into the URL that the node built, or posts them. Source: docs/gateways/kupon.md 2 and 4. */
import { kuponTable } from '../../../contract/kupon.table.mts';
import type { Draft, Pair } from '../draft.mts';
import { withValues } from '../draft.mts';
import type { Noise } from '../noise.mts';
import type { Shape, Target } from '../shape.mts';
import { provenByUrl, secretForgeries, secretRewritings } from './urlSecret.mts';

const idOf = (serial: number): string => String(905_000_000 + serial);

const values = (serial: number, { text, number }: Noise): Pair[] => [
	['id', idOf(serial)],
	['status', ['-1', '0', '1', '2', '3', '20', '25'][number % 7] ?? '1'],
	['channel', 'sms'],
	['to', '79001112233'],
	['ref', `заказ ${serial}`],
	['key', String(serial).padStart(12, '0')],
	['customer', text],
];

const unknown: Shape['unreadable'] = {
	'no id': (draft) => withValues(draft, 'id', []),
	'two ids': (draft) => withValues(draft, 'id', ['1', '2']),
	'no status': (draft) => withValues(draft, 'status', []),
	'a status that nobody filled in': (draft) => withValues(draft, 'status', ['{status}']),
	'a huge status': (draft) => withValues(draft, 'status', ['9'.repeat(5000)]),
};

const shape = (
	name: string,
	draft: (pairs: Pair[], secret: Pair) => Omit<Draft, 'headers'>,
): Shape => ({
	name,
	genuine: (serial, secret, noise) => ({
		...draft(values(serial, noise), ['secret', secret]),
		headers: {},
	}),
	identity: (serial) => `"messageId":"${idOf(serial)}"`,
	rewritings: secretRewritings,
	forgeries: secretForgeries,
	unknown,
	unreadable: {
		'nothing but the secret': (draft, secret) => ({
			...draft,
			method: 'GET',
			query: [['secret', secret]],
			body: { kind: 'none' },
		}),
	},
});

export const kuponTarget: Target = {
	table: kuponTable,
	verified: false,
	isProven: (call, secret) => provenByUrl(call, secret, true),
	shapes: [
		shape('query of a GET', (pairs, secret) => ({
			method: 'GET',
			query: [...pairs, secret],
			body: { kind: 'none' },
		})),
		shape('query of a POST', (pairs, secret) => ({
			method: 'POST',
			query: [...pairs, secret],
			body: { kind: 'none' },
		})),
		shape('form of a POST', (pairs, secret) => ({
			method: 'POST',
			query: [],
			body: { kind: 'form', pairs: [...pairs, secret] },
		})),
		shape('JSON of a POST', (pairs, secret) => ({
			method: 'POST',
			query: [],
			body: { kind: 'json', value: Object.fromEntries([...pairs, secret]) },
		})),
	],
};
