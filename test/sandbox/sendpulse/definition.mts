import type { Answer } from '../framework/answer.mts';
import type { Exchange } from '../framework/exchange.mts';
import type { GatewayContext, GatewayDefinition } from '../framework/gateway.mts';
import { findRoute } from '../framework/router.mts';
import { Account } from './account/account.mts';
import { letterCode } from './campaigns/letters.mts';
import { CampaignLife } from './campaigns/life.mts';
import { Access } from './core/access.mts';
import { refusalAnswer } from './core/answers.mts';
import { readBody } from './core/body.mts';
import { Dates } from './core/dates.mts';
import { RequestLimits } from './core/limits.mts';
import { Progress } from './core/progress.mts';
import { Refusal } from './core/refusal.mts';
import { routesOf, runRoute } from './core/routes.mts';
import type { Service } from './core/service.mts';
import { Shape } from './core/shape.mts';
import { allEndpoints } from './endpoints.mts';
import type { SendPulseSettings } from './settings.mts';
import { sendPulseSettings } from './settingsSchema.mts';
import type { SendPulseState } from './state.mts';
import { stateOf } from './state.mts';
import { statusWords } from './statusWords.mts';
import { BulkEvents } from './webhooks/bulkEvents.mts';
import { ChatEvents } from './webhooks/chatEvents.mts';
import { Outbox } from './webhooks/outbox.mts';
import { SmtpEvents } from './webhooks/smtpEvents.mts';

const TOKEN_PATH = '/oauth/access_token';

type Context = GatewayContext<SendPulseSettings>;

/** The two ways events leave by: bulk e-mail and SMTP (docs/gateways/sendpulse.md 18.2, 18.3). */
const makeOutboxes = ({ settings, clock, callbacks }: Context) => {
	const common = () => ({
		retryMs: settings.webhookRetryMs,
		isDuplicated: settings.duplicateEvents,
	});
	return {
		bulk: new Outbox(clock, callbacks, () => ({
			size: settings.webhookBatch,
			delayMs: settings.webhookDelayMs,
			...common(),
		})),
		smtp: new Outbox(clock, callbacks, () => ({
			size: settings.smtpWebhookBatch,
			delayMs: settings.smtpWebhookDelayMs,
			...common(),
		})),
	};
};

const makeService = (
	{ settings, clock, messages, callbacks }: Context,
	{ bulk, smtp }: ReturnType<typeof makeOutboxes>,
): Service => {
	const account = new Account(clock.now());
	return {
		settings,
		clock,
		messages,
		account,
		shape: new Shape(settings),
		dates: new Dates(settings, clock),
		progress: new Progress(clock),
		events: new BulkEvents(settings, clock, { account, outbox: bulk }),
		smtpEvents: new SmtpEvents(settings, clock, smtp),
		chatEvents: new ChatEvents(settings, clock, callbacks),
	};
};

/** SendPulse (docs/gateways/sendpulse.md 24 above all). */
export const sendpulse: GatewayDefinition<SendPulseSettings, SendPulseState> = {
	id: 'sendpulse',
	displayName: 'SendPulse',
	port: 4604,
	settings: sendPulseSettings,
	credentials: ({ clientId, clientSecret, apiKeys }) => ({
		'client id': clientId,
		'client secret': clientSecret,
		'API key': apiKeys.join(', '),
	}),
	example: ({ apiKeys: [key = ''] }) => ({
		path: '/sms/send',
		headers: { Authorization: `Bearer ${key}` },
		json: { sender: 'iQA', phones: ['380501112233'], body: 'Hello' },
	}),
	statusWords,
	create: (context) => {
		const { settings, clock } = context;
		const outboxes = makeOutboxes(context);
		const service = makeService(context, outboxes);
		const access = new Access(settings, clock);
		const limits = new RequestLimits(settings, clock);
		const life = new CampaignLife(service);
		const endpoints = allEndpoints(service, life);
		const isOpen = ([, , , options]: (typeof endpoints)[number]) => options?.isOpen === true;
		const openRoutes = routesOf(service, endpoints.filter(isOpen));
		const routes = routesOf(service, endpoints);
		const state = stateOf({ service, access, life, outboxes: Object.values(outboxes) });

		const serve = async (exchange: Exchange): Promise<Answer> => {
			const { method, path } = exchange;
			if (method === 'POST' && path === TOKEN_PATH) {
				return access.issue((await readBody(exchange, 'any', settings)).body);
			}
			// Every unauthenticated call is answered alike, whatever its path (docs/gateways/sendpulse.md 1.2).
			if (findRoute(openRoutes, method, path).kind !== 'found') {
				access.check(exchange);
				limits.take();
			}
			return await runRoute(routes, exchange);
		};

		return {
			handle: async (exchange) => {
				try {
					return await serve(exchange);
				} catch (error) {
					if (error instanceof Refusal) return refusalAnswer(error, exchange, settings);
					throw error;
				}
			},
			pushStatus: async (message, status) => {
				const isLetter = message.channel === 'email';
				service.progress.push(message, isLetter ? letterCode(status) : status);
				await state.flush();
			},
			reset: () => {
				service.account.clear(clock.now());
				service.progress.clear();
				life.clear();
				limits.clear();
				access.revoke();
				for (const outbox of Object.values(outboxes)) outbox.clear();
			},
			state,
			actions: {
				/** `contactId`, `text`; `isLost` when no webhook is to be called. */
				customerWrites: async ({ contactId, text, isLost }) =>
					await state.customerWrites(String(contactId), {
						text: String(text),
						isLost: isLost === true,
					}),
			},
		};
	},
};
