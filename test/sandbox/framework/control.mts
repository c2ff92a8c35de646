import type { Answer } from './answer.mts';
import { json } from './answer.mts';
import type { Clock } from './clock.mts';
import type { Work } from './controlActions.mts';
import {
	addFault,
	clearFaults,
	liftFault,
	objectBody,
	patchSettings,
	pushStatus,
	refuse,
	runAction,
} from './controlActions.mts';
import { showFault, showGateway, showRequest } from './controlViews.mts';
import type { Exchange, RecordedRequest } from './exchange.mts';
import { Fields, queryFields } from './fields.mts';
import { foreignPage } from './foreignPage.mts';
import { Listener } from './listener.mts';
import { pageOf } from './page.mts';
import type { Message } from './message.mts';
import type { Route, RouteHandler } from './router.mts';
import { findRoute } from './router.mts';
import type { RunningGateway } from './running.mts';

type ControlOptions = {
	readonly port: number;
	readonly clock: Clock;
	readonly gateways: readonly RunningGateway<object, unknown>[];
	/** More to serve on the same port. */
	readonly routes?: readonly Route[];
};

/** Keeps what happened at or after the ISO instant `since`; everything without one. */
const notBefore = <T,>(entries: T[], since: string | undefined, at: (entry: T) => string): T[] => {
	if (since === undefined) return entries;
	const from = Date.parse(since);
	if (Number.isNaN(from)) throw new RangeError('"since" must be an ISO date and time');
	return entries.filter((entry) => Date.parse(at(entry)) >= from);
};

/** The HTTP interface to look into the sandbox and to change how it behaves. */
export class ControlServer {
	readonly #options: ControlOptions;
	readonly #listener: Listener;
	readonly #routes: readonly Route[];

	constructor(options: ControlOptions) {
		this.#options = options;
		this.#routes = [...this.#describeRoutes(), ...(options.routes ?? [])];
		this.#listener = new Listener(
			options.port,
			() => new Date(options.clock.now()).toISOString(),
			async (request) => await this.#serve(request),
		);
	}

	get url(): string {
		return this.#listener.url;
	}

	async open(): Promise<void> {
		await this.#listener.open();
	}

	async close(): Promise<void> {
		await this.#listener.close();
	}

	async #serve(request: RecordedRequest): Promise<Answer> {
		const foreign = foreignPage(request);
		if (foreign !== null) return refuse(403, foreign);
		const match = findRoute(this.#routes, request.method, request.path);
		if (match.kind === 'unknownPath') return refuse(404, `Nothing at ${request.path}`);
		if (match.kind === 'wrongMethod') return refuse(405, `Use ${match.allowed.join(' or ')}`);
		try {
			return await match.run(request);
		} catch (error) {
			return refuse(400, error instanceof Error ? error.message : String(error));
		}
	}

	#describeRoutes(): readonly Route[] {
		const { clock, gateways } = this.#options;
		const showClock = () => json({ now: new Date(clock.now()).toISOString(), speed: clock.speed });
		return [
			['GET', '/gateways', () => json(gateways.map(showGateway))],
			['GET', '/messages', (exchange) => this.#messages(exchange)],
			['GET', '/messages/:gateway/:id', this.#on(wholeMessage)],
			['GET', '/requests', (exchange) => this.#log(exchange, requestsOf, showLogged)],
			['GET', '/callbacks', (exchange) => this.#log(exchange, callbacksOf, (entry) => entry)],
			['POST', '/messages/:gateway/:id/status', this.#on(pushStatus)],
			['POST', '/actions/:gateway/:action', this.#on(runAction)],
			['GET', '/faults/:gateway', this.#on((gateway) => json(gateway.faults.list.map(showFault)))],
			['POST', '/faults/:gateway', this.#on(addFault)],
			['DELETE', '/faults/:gateway', this.#on(clearFaults)],
			['DELETE', '/faults/:gateway/:id', this.#on(liftFault)],
			['GET', '/settings/:gateway', this.#on((gateway) => json(gateway.settings))],
			['PATCH', '/settings/:gateway', this.#on(patchSettings)],
			['GET', '/clock', showClock],
			[
				'POST',
				'/clock',
				(exchange) => {
					const speed = objectBody(exchange)?.speed;
					if (typeof speed !== 'number') return refuse(400, '"speed" must be a number');
					clock.setSpeed(speed);
					return showClock();
				},
			],
			[
				'POST',
				'/clock/advance',
				async (exchange) => {
					const ms = objectBody(exchange)?.ms;
					if (typeof ms !== 'number') return refuse(400, '"ms" must be a number');
					await clock.advance(ms);
					return showClock();
				},
			],
			[
				'POST',
				'/reset',
				async () => {
					for (const gateway of gateways) await gateway.reset();
					return json({ reset: gateways.map(({ id }) => id) });
				},
			],
		];
	}

	#on(work: Work): RouteHandler {
		return (exchange, params) => {
			const gateway = this.#options.gateways.find(({ id }) => id === params.gateway);
			if (!gateway) return refuse(404, `No gateway "${params.gateway}"`);
			return work(gateway, exchange, params);
		};
	}

	#messages(exchange: Exchange): Answer {
		const query = new Fields(queryFields(exchange));
		const recipient = query.text('recipient');
		const found = this.#chosen(query)
			.flatMap(({ messages }) => messages)
			.filter((message) => recipient === undefined || message.recipient === recipient);
		const sorted = notBefore(found, query.text('since'), ({ receivedAt }) => receivedAt).sort(
			(a, b) => Date.parse(a.receivedAt) - Date.parse(b.receivedAt),
		);
		return pageOf(query, sorted, lineOf);
	}

	#log<T extends { readonly at: string }>(
		exchange: Exchange,
		entriesOf: (gateway: RunningGateway<object, unknown>) => readonly T[],
		show: (entry: T) => unknown,
	): Answer {
		const query = new Fields(queryFields(exchange));
		const found = this.#chosen(query).flatMap(entriesOf);
		return pageOf(
			query,
			notBefore(found, query.text('since'), ({ at }) => at),
			show,
		);
	}

	#chosen(query: Fields): readonly RunningGateway<object, unknown>[] {
		const wanted = query.text('gateway');
		return this.#options.gateways.filter(({ id }) => wanted === undefined || id === wanted);
	}
}

const requestsOf = ({ id, requests }: RunningGateway<object, unknown>) =>
	requests.map((request) => ({ id, request, at: request.at }));

const showLogged = ({ id, request }: { id: string; request: RecordedRequest }) =>
	showRequest(request, id);

/** The wire form of a list is as long as the list, in each of its messages: a page has it where it is asked for alone. */
const lineOf = ({ raw: _raw, ...shown }: Message): Omit<Message, 'raw'> => shown;

const wholeMessage: Work = (gateway, _exchange, { id = '' }) => {
	const message = gateway.messages.find((one) => one.id === id);
	return message ? json(message) : refuse(404, `${gateway.id} has no message "${id}"`);
};

const callbacksOf = ({ callbacks }: RunningGateway<object, unknown>) => callbacks;
