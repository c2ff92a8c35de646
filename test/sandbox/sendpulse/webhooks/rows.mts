import { enveloped } from '../core/answers.mts';
import { FAILURES, Refusal } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import type { Action, WebhookRow } from './row.mts';
import { isAction } from './row.mts';

const PATH = '/v2/email-service/webhook';

/** The registration of bulk e-mail webhooks (docs/gateways/sendpulse.md 18.1). */
export const webhookEndpoints = (service: Service): Endpoint[] => {
	const { account, settings } = service;

	const show = ({ id, url, action }: WebhookRow) => ({
		id: service.shape.n(id),
		user_id: service.shape.n(settings.userId),
		url,
		action,
	});

	const answer = (data: unknown) => enveloped(data, true, settings);

	const find = (call: Call): WebhookRow => {
		const row = account.webhooks.get(Number(call.path('id')));
		// Neither the code nor the status is published (inference).
		if (!row) throw new Refusal(settings.missingStatus, 'Webhook not found', 404);
		return row;
	};

	const readUrl = ({ body }: Call): string => {
		const url = body.text('url');
		if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
			throw FAILURES.isInvalid('url');
		}
		return url;
	};

	const readActions = ({ body }: Call): Action[] => {
		const actions = body.list('actions');
		if (!actions.every(isAction)) throw FAILURES.isInvalid('actions');
		return [...new Set(actions)];
	};

	const isTaken = (url: string, action: Action): boolean =>
		settings.duplicateWebhooks === 'refused' &&
		[...account.webhooks.values()].some((row) => row.url === url && row.action === action);

	/** One row per action. */
	const create = (call: Call) => {
		const url = readUrl(call);
		const actions = readActions(call);
		if (actions.some((action) => isTaken(url, action))) throw FAILURES.isInvalid('url');
		const rows = actions.map((action): WebhookRow => ({ id: account.nextId(), url, action }));
		for (const row of rows) account.webhooks.set(row.id, row);
		return answer(rows.map(show));
	};

	/** "This only updates the URL, not the actions" (OpenAPI); `actions` is read and left alone. */
	const update = (call: Call) => {
		const row = find(call);
		row.url = readUrl(call);
		return answer([true]);
	};

	const remove = (call: Call) => {
		account.webhooks.delete(find(call).id);
		return answer([true]);
	};

	const form = { body: 'webhook' } as const;
	return [
		['GET', PATH, () => answer([...account.webhooks.values()].map(show)), { hasSlash: true }],
		['POST', PATH, create, { ...form, hasSlash: true }],
		['GET', `${PATH}/:id`, (call) => answer(show(find(call)))],
		['PUT', `${PATH}/:id`, update, form],
		['DELETE', `${PATH}/:id`, remove],
	];
};
