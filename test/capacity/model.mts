import { withBlock } from '../documentBlock.mts';
import {
	answerSeconds,
	callbacks,
	gateways,
	rowsPerSecond,
	utilisation,
	type CallbackFigures,
	type GatewayFigures,
} from './figures.mts';

const HOUR = 3_600;

/** Requests an account makes in a second: as many as are let through at a time, or as are let start. */
export function requestsPerSecond({ concurrent, perSecond }: GatewayFigures): number {
	const byAnswers = concurrent / answerSeconds;
	return perSecond > 0 ? Math.min(byAnswers, perSecond) : byAnswers;
}

/**
 * Messages an account sends in an hour.
 *
 * @param perRequest messages in one request
 * @param workers that share the account's limit and the rows
 */
export function messagesPerHour(
	gateway: GatewayFigures,
	perRequest: number,
	workers: number,
): number {
	const byGateway = requestsPerSecond(gateway) * Math.min(perRequest, gateway.listSize);
	return Math.round(Math.min(byGateway, rowsPerSecond * workers) * HOUR);
}

interface Machines {
	/** Reports in a second. */
	perSecond: number;
	webhooks: number;
	workers: number;
}

/** What the reports of a day need: each message brings so many, within so many hours. */
export function machinesFor(
	figures: CallbackFigures,
	day: { messages: number; reportsPerMessage: number; hours: number },
): Machines {
	const perSecond = (day.messages * day.reportsPerMessage) / (day.hours * HOUR);
	const needed = (capacity: number) => Math.max(1, Math.ceil(perSecond / (capacity * utilisation)));
	return {
		perSecond,
		webhooks: needed(figures.webhookPerSecond),
		workers: needed(figures.workerPerSecond * figures.reportsPerExecution),
	};
}

const grouped = (value: number): string => value.toLocaleString('en-US');

function table(head: string[], rows: string[][]): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return [
		line(head),
		line(head.map((_, index) => (index ? '--:' : '---'))),
		...rows.map(line),
	].join('\n');
}

/** Messages an hour by gateway and list size. */
function sendingTable(): string {
	const sizes = [1, 100, 500];
	return table(
		[
			'gateway',
			'requests a second',
			...sizes.map((size) => `${size} in a request`),
			'of two workers',
		],
		gateways.map((gateway) => [
			gateway.name,
			String(requestsPerSecond(gateway)),
			...sizes.map((size) =>
				size > gateway.listSize ? '–' : grouped(messagesPerHour(gateway, size, 1)),
			),
			grouped(messagesPerHour(gateway, gateway.listSize, 2)),
		]),
	);
}

const DAYS = [
	{ messages: 10_000, reportsPerMessage: 1, hours: 1 },
	{ messages: 100_000, reportsPerMessage: 1, hours: 10 },
	{ messages: 1_000_000, reportsPerMessage: 1, hours: 24 },
	{ messages: 1_000_000, reportsPerMessage: 1, hours: 10 },
	{ messages: 1_000_000, reportsPerMessage: 2, hours: 10 },
];

/** Webhook processes and workers by messages a day. */
function callbackTable(): string {
	return table(
		[
			'messages a day',
			'reports each',
			'within',
			'reports a second',
			...callbacks.map(({ name }) => name),
		],
		DAYS.map((day) => {
			const of = callbacks.map((figures) => machinesFor(figures, day));
			return [
				grouped(day.messages),
				String(day.reportsPerMessage),
				`${day.hours} h`,
				(of[0]?.perSecond ?? 0).toFixed(1),
				...of.map(({ webhooks, workers }) => `${webhooks} + ${workers}`),
			];
		}),
	);
}

/** The tables by the name of their place in the document. */
const tables: Readonly<Record<string, () => string>> = {
	sending: sendingTable,
	callbacks: callbackTable,
};

/** The document with its tables as the figures of now make them. */
export const withTables = (document: string): string =>
	Object.entries(tables).reduce((text, [name, make]) => withBlock(text, name, make()), document);
