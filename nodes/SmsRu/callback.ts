import { type DecodedCallback, reportOf } from '../shared/model/deliveryReport';
import { digestOf, sameSecret } from '../shared/callbacks/secret';
import type { Gateway } from '../shared/model/gateway';
import { entryOf } from '../shared/text/json';
import { wireStatuses } from './statuses';

/** `data[0]`, `data[1]` … in the order in which they came. Source: docs/gateways/smsru.md 7. */
const entriesOf = ({ fields }: DecodedCallback): string[] =>
	[...fields].filter(([name]) => /^data\[\d+\]$/.test(name)).flatMap(([, values]) => values);

/** Ten digits of time end an entry, so that no border between two of them can be moved. Source: docs/gateways/smsru.md 7. */
const statusEntry = /^sms_status\n([^\n]+)\n(-?\d{1,9})\n(\d{10})$/;

/** Callbacks of SMS.ru, which signs them with the API ID. Source: docs/gateways/smsru.md 7. */
export const callbacks: Gateway['callbacks'] = {
	secretField: { name: 'apiKey', label: 'API ID' },
	acknowledgement: '100',
	// A hundred entries take about 8 KB.
	largestBody: 64 * 1024,
	isProvenByUrl: () => false,
	authenticate(callback, apiKey) {
		const values = [...callback.fields.values()];
		const isClear = callback.json === undefined && values.every(({ length }) => length === 1);
		const hash = digestOf(apiKey + entriesOf(callback).join(''));
		const isOurs = apiKey !== '' && sameSecret(callback.fields.get('hash')?.[0], hash);
		return isClear && isOurs ? { accepted: true, verified: true } : { accepted: false };
	},
	parse: (callback) =>
		entriesOf(callback).map((entry) => {
			const [, messageId = null, code = null, time] = statusEntry.exec(entry) ?? [];
			return reportOf(entryOf(wireStatuses, code ?? '') ?? 'unknown', {
				...{ messageId, code, channel: messageId === null ? null : 'sms' },
				occurredAt: time === undefined ? null : new Date(Number(time) * 1000).toISOString(),
				dedupeKey: entry,
				raw: { entry },
			});
		}),
};
