import { readFileSync } from 'node:fs';
import path from 'node:path';
import { kupon } from '../../../nodes/Kupon/gateway.ts';
import { sendPulse } from '../../../nodes/SendPulse/gateway.ts';
import { smsBy } from '../../../nodes/SmsBy/gateway.ts';
import { smsc } from '../../../nodes/Smsc/gateway.ts';
import { gateways } from '../../capacity/figures.mts';
import { projectRoot } from '../../projectRoot.mts';
import {
	machinesFor,
	messagesPerHour,
	requestsPerSecond,
	withTables,
} from '../../capacity/model.mts';

const figures = { name: 'any', concurrent: 5, perSecond: 8, listSize: 100 };

describe('the capacity model', () => {
	it('is bounded by requests at a time, by their rate, by the list and by the workers', () => {
		expect(requestsPerSecond({ ...figures, concurrent: 2 })).toBe(4);
		expect(requestsPerSecond({ ...figures, perSecond: 0 })).toBe(10);
		expect(messagesPerHour(figures, 1, 1)).toBe(8 * 3_600);
		expect(messagesPerHour(figures, 500, 1)).toBe(800 * 3_600);
		const wide = { ...figures, perSecond: 0, concurrent: 1_000, listSize: 1_000 };
		expect(messagesPerHour(wide, 1_000, 2)).toBe(2 * messagesPerHour(wide, 1_000, 1));
	});

	it('counts machines for reports, at least one of each', () => {
		const callbacks = {
			name: 'any',
			webhookPerSecond: 10,
			workerPerSecond: 10,
			reportsPerExecution: 5,
		};
		const day = { messages: 864_000, reportsPerMessage: 2, hours: 24 };
		expect(machinesFor(callbacks, day)).toEqual({ perSecond: 20, webhooks: 4, workers: 1 });
	});

	it('uses the limits that the credentials preset', () => {
		const presets = [kupon, smsc, smsBy, sendPulse].map(({ limits }) => limits);
		expect(gateways.map(({ concurrent, perSecond }) => ({ concurrent, perSecond }))).toEqual(
			presets.map(({ concurrent, perSecond }) => ({ concurrent, perSecond })),
		);
		expect(gateways.slice(0, 3).map(({ listSize }) => listSize)).toEqual(
			presets.slice(0, 3).map(({ listSize }) => listSize),
		);
	});

	it('is what the document shows; `npm run capacity` brings it there', () => {
		const document = readFileSync(path.join(projectRoot(), 'docs', 'queue-mode.md'), 'utf8');
		expect(withTables(document)).toBe(document);
	});
});
