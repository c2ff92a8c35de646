/** Bulk e-mail events (docs/gateways/sendpulse.md 18.1, "Actions"). */
export const ACTIONS = [
	'new_emails',
	'delete',
	'unsubscribe',
	'task_status_update',
	'open',
	'delivered',
	'redirect',
	'spam',
	'hard_bounces',
	'soft_bounces',
] as const;

export type Action = (typeof ACTIONS)[number];

export const isAction = (value: unknown): value is Action =>
	ACTIONS.some((action) => action === value);

/** One registered webhook: one row per action (docs/gateways/sendpulse.md 18.1). */
export type WebhookRow = { readonly id: number; url: string; readonly action: Action };
