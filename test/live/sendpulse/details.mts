/** What SendPulse tells of the first entry of a list. */
import type { Check, RawRequest } from '../model.mts';
import { askRaw, must, stepwise, valueAt } from '../probes.mts';
import {
	anything,
	filled,
	list,
	listOf,
	mapOf,
	number,
	numeric,
	object,
	text,
} from '../shapes.mts';
import type { Like } from '../shapes.mts';
import { confirmed, contradicted, holds } from '../verdicts.mts';
import { get, send } from './answers.mts';

type Detail = readonly [fact: string, request: (id: string) => RawRequest, json: Like];

interface FirstOf {
	readonly does: string;
	readonly list: RawRequest;
	/** Where the rows stand in the answer. */
	readonly at: readonly string[];
	readonly id?: string;
	readonly details: readonly Detail[];
}

/** Asks for the details of whatever stands first in a list. */
const firstOf = ({ does, list, at, id = 'id', details }: FirstOf): Check =>
	stepwise({
		facts: details.map(([fact]) => `sendpulse/${fact}`),
		level: 'read',
		does,
		async steps(world, { asks }) {
			const { json } = await must(world, list);
			const first = valueAt(json, ...at, 0, id);
			if (first === undefined) throw new Error('The account has none');
			for (const [fact, request, shape] of details) {
				await asks(`sendpulse/${fact}`, request(String(first)), { json: shape });
			}
		},
	});

const total = object({ total: numeric });
const step = object({ id: number, pipelineId: number, name: filled, order: number });
const verifier = '/verifier-service';

const firsts = [
	firstOf({
		does: 'Asks for the first template of the gallery',
		list: get('/templates', { owner: 'sendpulse', limit: '1' }),
		at: [],
		id: 'real_id',
		details: [
			[
				'template-get',
				(id) => get(`/template/${id}`, { owner: 'sendpulse' }),
				object({
					id: text,
					real_id: number,
					name: text,
					lang: filled,
					body: filled,
					created: text,
				}),
			],
		],
	}),
	firstOf({
		does: 'Asks for the newest campaign, its countries and its links',
		list: get('/campaigns', { limit: '1' }),
		at: [],
		details: [
			[
				'campaign-get',
				(id) => get(`/campaigns/${id}`),
				object({
					id: number,
					name: text,
					status: number,
					all_email_qty: number,
					send_date: text,
					message: object({ sender_name: text, sender_email: filled, subject: text, body: text }),
				}),
			],
			['campaign-countries', (id) => get(`/campaigns/${id}/countries`), mapOf(numeric)],
			[
				'campaign-referrals',
				(id) => get(`/campaigns/${id}/referrals`),
				listOf(object({ link: filled, count: numeric })),
			],
		],
	}),
	firstOf({
		does: 'Asks for the newest letter of the SMTP service as one of a list',
		list: get('/smtp/emails', { limit: '1' }),
		at: [],
		details: [
			[
				'mail-info',
				(id) => send('POST', '/smtp/emails/info', { emails: [id] }),
				listOf(object({ id: filled, sender: filled, subject: text, smtp_answer_code: numeric })),
			],
		],
	}),
	firstOf({
		does: 'Asks for the newest push message',
		list: get('/push/tasks', { limit: '1' }),
		at: [],
		details: [
			[
				'push-task',
				(id) => get(`/push/tasks/${id}`),
				object({
					id: numeric,
					message: object({ title: text, text, link: text }),
					website: text,
					website_id: numeric,
					status: anything,
					send: numeric,
					delivered: numeric,
					redirect: numeric,
				}),
			],
		],
	}),
	firstOf({
		does: 'Asks for the first website, its code, variables and subscribers',
		list: get('/push/websites', { limit: '1' }),
		at: [],
		details: [
			[
				'push-website',
				(id) => get(`/push/websites/info/${id}`),
				object({
					id: numeric,
					url: filled,
					icon: anything,
					total_subscribers: numeric,
					unsubscribed: numeric,
					active_subscribers: numeric,
				}),
			],
			[
				'push-code',
				(id) => get(`/push/websites/${id}/code`),
				object({ script_url: filled, script_code: filled }),
			],
			[
				'push-variables',
				(id) => get(`/push/websites/${id}/variables`),
				listOf(object({ id: numeric, name: filled, type: filled })),
			],
			[
				'push-subscriptions',
				(id) => get(`/push/websites/${id}/subscriptions`, { limit: '1' }),
				listOf(
					object({ id: numeric, browser: text, lang: text, variables: anything, status: numeric }),
				),
			],
			['push-subscriptions-total', (id) => get(`/push/websites/${id}/subscriptions/total`), total],
		],
	}),
	firstOf({
		does: 'Asks for the newest SMS campaign',
		list: get('/sms/campaigns/list'),
		at: ['data'],
		details: [
			[
				'sms-info',
				(id) => get(`/sms/campaigns/info/${id}`),
				object({
					data: object({
						id: numeric,
						address_book_id: numeric,
						currency: filled,
						company_price: numeric,
						send_date: text,
						sender_name: text,
						// The first letter of the country's code is Cyrillic.
						task_phones_info: listOf(
							object({
								phone: numeric,
								status: number,
								status_explain: text,
								сountry_code: anything,
								money_spent: numeric,
							}),
						),
					}),
				}),
			],
		],
	}),
	firstOf({
		does: 'Asks for the newest Viber campaign and its recipients',
		list: get('/viber/task', { limit: '1' }),
		at: [],
		details: [
			[
				'viber-task',
				(id) => get(`/viber/task/${id}`),
				object({
					id: numeric,
					statistic: object({
						sent: numeric,
						delivered: numeric,
						read: numeric,
						redirected: numeric,
						undelivered: numeric,
						errors: numeric,
					}),
				}),
			],
			[
				'viber-recipients',
				(id) => get(`/viber/task/${id}/recipients`),
				object({
					task_id: numeric,
					recipients: listOf(
						object({
							phone: numeric,
							status: anything,
							send_date: anything,
							price: numeric,
							currency: text,
						}),
					),
				}),
			],
		],
	}),
	firstOf({
		does: 'Asks for the first Viber sender',
		list: get('/viber/senders'),
		at: [],
		details: [
			[
				'viber-sender',
				(id) => get(`/viber/senders/${id}`),
				object({ id: numeric, status: filled, name: filled }),
			],
		],
	}),
	firstOf({
		does: 'Asks for the results of the first verified book',
		list: get(`${verifier}/check-list`, { start: '0', count: '1' }),
		at: ['list'],
		details: [
			[
				'verifier-progress',
				(id) => get(`${verifier}/get-progress`, { id }),
				object({ data: object({ total: numeric, processed: numeric }) }),
			],
			[
				'verifier-report',
				(id) => get(`${verifier}/check`, { id, start: '0', count: '1' }),
				object({
					id: numeric,
					address_book_name: filled,
					all_emails_quantity: numeric,
					status: number,
					check_date: anything,
					data: anything,
					email_addresses: listOf(
						object({
							id: numeric,
							email_address: filled,
							check_date: anything,
							status: number,
							status_text: text,
						}),
					),
					email_addresses_total: numeric,
				}),
			],
		],
	}),
	firstOf({
		does: 'Asks for the first flow',
		list: get('/a360/autoresponders/list', { limit: '1' }),
		at: ['data'],
		details: [
			[
				'flow',
				(id) => get(`/a360/autoresponders/${id}`),
				object({
					autoresponder: anything,
					flows: listOf(object({ id: numeric, main_id: numeric, af_type: filled })),
					starts: numeric,
					in_queue: numeric,
					end_count: numeric,
					send_messages: numeric,
					conversions: numeric,
				}),
			],
			[
				'flow-conversions',
				(id) => get(`/a360/autoresponders/${id}/conversions`),
				object({
					data: object({
						total_conversions: numeric,
						maintrigger_conversions: numeric,
						goal_conversions: numeric,
					}),
				}),
			],
		],
	}),
	firstOf({
		does: 'Asks for the first pipeline and its steps',
		list: get('/crm/v1/pipelines'),
		at: ['data'],
		details: [
			[
				'crm-pipeline',
				(id) => get(`/crm/v1/pipelines/${id}`),
				object({ data: object({ id: number, name: filled, steps: list }) }),
			],
			['crm-steps', (id) => get(`/crm/v1/pipelines/${id}/steps`), object({ data: listOf(step) })],
		],
	}),
];

/** Source: docs/gateways/sendpulse.md 1.2. */
const token = stepwise({
	facts: ['sendpulse/token'],
	level: 'read',
	does: 'Asks for a token',
	async steps(world, { asks }) {
		const { clientId = '', clientSecret = '' } = world.access;
		if (clientId === '') throw new Error('An API key needs no token');
		await asks(
			'sendpulse/token',
			{
				path: '/oauth/access_token',
				json: {
					grant_type: 'client_credentials',
					client_id: clientId,
					client_secret: clientSecret,
				},
				bare: true,
			},
			{ json: object({ access_token: filled, token_type: 'Bearer', expires_in: 3600 }) },
		);
	},
});

/** Whether a filter of several values is written so. Source: docs/gateways/sendpulse.md 5.2. */
const queryLists = stepwise({
	facts: ['sendpulse/query-lists'],
	level: 'read',
	does: 'Lists the campaigns of one status, and of one that no campaign has',
	async steps(world, { says }) {
		const { json } = await must(world, get('/campaigns', { limit: '1' }));
		const status = valueAt(json, 0, 'status');
		if (status === undefined) throw new Error('The account has no campaigns');
		const rows = async (wanted: string) => {
			const answer = await must(world, get('/campaigns', { limit: '100', 'status[0]': wanted }));
			if (!Array.isArray(answer.json)) throw new Error('/campaigns answered without a list');
			return answer.json as unknown[];
		};
		const same = await rows(String(status));
		const others = (await rows('6')).filter((row) => String(valueAt(row, 'status')) !== '6');
		says(
			'sendpulse/query-lists',
			same.length === 0
				? contradicted('the campaigns of that status', 'none')
				: holds(others.length === 0, 'campaigns of that status alone', 'others as well'),
		);
	},
});

/** Source: docs/gateways/sendpulse.md 25.1. */
const prefixes = stepwise({
	facts: ['sendpulse/chatbots-prefix'],
	level: 'read',
	does: 'Lists the bots of each channel',
	async steps(world, { says }) {
		const channels = [
			'telegram',
			'whatsapp',
			'messenger',
			'instagram',
			'viber/chatbots',
			'live-chat',
			'tiktok',
		];
		const missing: string[] = [];
		for (const channel of channels) {
			const { status, json } = await askRaw(
				world,
				get(`/${channel}/bots`, { size: '1', skip: '0' }),
			);
			if (status === 404 || json === undefined) missing.push(`/${channel}`);
		}
		says(
			'sendpulse/chatbots-prefix',
			missing.length === 0
				? confirmed()
				: contradicted('bots under each prefix', `none under ${missing.join(', ')}`),
		);
	},
});

export const detailChecks: readonly Check[] = [token, ...firsts, queryLists, prefixes];
