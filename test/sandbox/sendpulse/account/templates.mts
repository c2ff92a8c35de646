import { randomBytes } from 'node:crypto';

import type { Arguments } from '../core/arguments.mts';
import { cut, pageOf } from '../core/arguments.mts';
import { LANGUAGES } from '../core/codes.mts';
import { textFromBase64 } from '../core/encoding.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { DONE } from '../core/service.mts';
import type { Template } from './model.mts';

type Owner = Template['owner'];

const OWNERS: readonly Owner[] = ['me', 'sendpulse'];

/** A template by `id` or `real_id`, own or of the gallery. */
export const findTemplate = ({ account }: Service, id: string): Template | undefined =>
	[...account.templates.values()].find((one) => one.id === id || String(one.realId) === id);

const slugOf = (name: string): string =>
	name
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}]+/gu, '-')
		.replaceAll(/^-|-$/g, '');

/** Templates of letters (docs/gateways/sendpulse.md 6). */
export const templateEndpoints = (service: Service): Endpoint[] => {
	const { account, clock, dates, shape } = service;

	const summary = (one: Template) => ({
		id: one.id,
		real_id: shape.n(one.realId),
		name: one.name,
		name_slug: one.slug,
		lang: one.lang,
		meta_description: one.name,
		full_description: '',
		category: '',
		// PHP's empty object.
		category_info: [],
		mark: '',
		mark_count: 0,
		tags: shape.map<string>([]),
		created: dates.print(one.createdAt),
		preview: `https://sendpulse.example/preview/${one.id}.png`,
		owner: one.owner === 'me' ? 'me' : 'sendpulse',
		is_structure: one.isStructure,
	});

	const show = (one: Template) => ({
		...summary(one),
		body: Buffer.from(one.html).toString('base64'),
	});

	const readBody = (body: Arguments): string => {
		const text = textFromBase64('body', body.text('body'));
		if (text === null) throw FAILURES.badBase64('body');
		return text.text;
	};

	const create = ({ body }: Call) => {
		const html = readBody(body);
		const realId = account.nextId();
		const name = body.textOr('name') ?? `Template ${realId}`;
		const lang = body.wordOr('lang', LANGUAGES) ?? 'en';
		const isTaken = [...account.templates.values()].some(
			(one) => one.owner === 'me' && one.name === name,
		);
		if (isTaken) throw FAILURES.templateExists();
		account.templates.set(realId, {
			id: randomBytes(16).toString('hex'),
			realId,
			name,
			slug: slugOf(name),
			owner: 'me',
			lang,
			html,
			createdAt: clock.now(),
			isStructure: false,
			isProcessing: false,
		});
		return { result: true, real_id: shape.n(realId) };
	};

	const edit = (call: Call) => {
		const template = account.templates.get(Number(call.path('id')));
		if (template?.owner !== 'me') throw FAILURES.noTemplate(31);
		if (template.isStructure) throw FAILURES.templateIsStructure();
		const html = readBody(call.body);
		const lang = call.body.wordOr('lang', LANGUAGES);
		Object.assign(template, { html, lang: lang ?? template.lang });
		return DONE;
	};

	/** The owner defaults to "me" here, and to "sendpulse" in the list. */
	const find = ({ query }: Call, isIt: (one: Template) => boolean) => {
		const owner = query.wordOr('owner', OWNERS) ?? 'me';
		const lang = query.textOr('lang');
		const template = [...account.templates.values()].find(
			(one) => isIt(one) && one.owner === owner && (lang === undefined || one.lang === lang),
		);
		if (!template) throw FAILURES.noTemplate(290);
		if (template.isProcessing) throw FAILURES.templateInProcessing();
		return show(template);
	};

	const byId = (call: Call) => {
		const id = call.path('id');
		return find(call, (one) => one.id === id || String(one.realId) === id);
	};

	const bySlug = (call: Call) => find(call, ({ slug }) => slug === call.path('slug'));

	const list = ({ query }: Call) => {
		const page = pageOf(query);
		const owner = query.wordOr('owner', OWNERS) ?? 'sendpulse';
		const onlyActive = query.flagOr('only_active', FAILURES.isInvalid('only_active')) === true;
		const found = [...account.templates.values()].filter(
			(one) => one.owner === owner && !(onlyActive && one.isProcessing),
		);
		return cut(found, page).map(summary);
	};

	return [
		['POST', '/template', create],
		['POST', '/template/edit/:id', edit],
		['GET', '/template/slug/:slug', bySlug],
		['GET', '/template/:id', byId],
		['GET', '/templates', list],
	];
};
