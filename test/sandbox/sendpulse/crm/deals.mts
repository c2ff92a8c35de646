import type { Arguments } from '../core/arguments.mts';
import { cut, isObject } from '../core/arguments.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import type { CrmDeal } from './model.mts';
import { empty, isoDate, missing, partOf, shortText, strictId } from './reading.mts';

const CRM = '/crm/v1';

/** What a deal can be filtered by. */
const FILTERS = [
	...['id', 'pipelineId', 'status', 'stepId', 'name', 'responsibleId', 'number', 'price'],
	...['currency', 'sourceType', 'sourceId', 'createdAt', 'updatedAt'],
];

const EXPRESSIONS: Readonly<Record<string, (own: string, value: string) => boolean>> = {
	eq: (own, value) => own === value,
	neq: (own, value) => own !== value,
	gt: (own, value) => Number(own) > Number(value),
	gte: (own, value) => Number(own) >= Number(value),
	lt: (own, value) => Number(own) < Number(value),
	lte: (own, value) => Number(own) <= Number(value),
	like: (own, value) => own.includes(value),
};

/** Deals of the CRM (docs/gateways/sendpulse.md 17.2). */
export const crmDealEndpoints = (service: Service): Endpoint[] => {
	const { account, clock, settings } = service;

	const show = (deal: CrmDeal) => ({
		id: deal.id,
		pipelineId: deal.pipelineId,
		status: deal.status,
		stepId: deal.stepId,
		responsibleId: deal.responsibleId,
		number: deal.number,
		name: deal.name,
		price: deal.price,
		currency: deal.currency,
		profit: deal.price,
		hasExpense: false,
		order: deal.order,
		sourceType: { id: 8, name: 'public_api' },
		sourceId: deal.sourceId,
		history: [],
		comments: [],
		attributes: deal.attributes.map(({ attributeId, value }) => ({
			id: attributeId,
			name: '',
			type: 0,
			value: { value },
		})),
		expiration: null,
		attachments: [],
		tasks: [],
		createdAt: isoDate(deal.createdAt),
		updatedAt: isoDate(deal.updatedAt),
	});

	const dealOf = (call: Call): CrmDeal => {
		const found = account.deals.get(Number(call.path('id')));
		if (!found) throw missing('Deal');
		return found;
	};

	/** A step of the pipeline. */
	const placeOf = (body: Arguments) => {
		const pipelineId = strictId(body, 'pipelineId');
		const stepId = strictId(body, 'stepId');
		const pipeline = account.pipelines.get(pipelineId);
		if (pipeline?.status !== 1) throw FAILURES.isInvalid('pipelineId');
		if (!pipeline.steps.some(({ id }) => id === stepId)) throw FAILURES.isInvalid('stepId');
		return { pipelineId, stepId };
	};

	const priceOf = (body: Arguments): number | undefined => {
		const price = body.value('price');
		if (price !== undefined && typeof price !== 'number') throw FAILURES.mustBe('price', 'number');
		return price;
	};

	const currencyOf = (body: Arguments): string | undefined => {
		const currency = body.textOr('currency');
		if (currency !== undefined && !/^[A-Z]{3}$/.test(currency)) {
			throw FAILURES.isInvalid('currency');
		}
		return currency;
	};

	const attributesOf = (body: Arguments) =>
		(body.has('attributes') ? body.list('attributes') : []).map((one) => {
			if (!isObject(one)) throw FAILURES.isInvalid('attributes');
			const entry = body.within(one);
			return { attributeId: strictId(entry, 'attributeId'), value: entry.value('value') };
		});

	const create = ({ body }: Call) => {
		const contacts = body.has('contact') ? body.integers('contact') : [];
		if (!contacts.every((id) => account.crmContacts.has(id))) throw FAILURES.isInvalid('contact');
		const deal: CrmDeal = {
			id: account.nextId(),
			...placeOf(body),
			status: 1,
			responsibleId:
				body.value('responsibleId') === undefined ? null : strictId(body, 'responsibleId'),
			number: account.deals.size + 1,
			name: shortText(body, 'name', 255) ?? '',
			price: priceOf(body) ?? 0,
			currency: currencyOf(body) ?? settings.currency,
			sourceId: body.value('sourceId') === undefined ? null : strictId(body, 'sourceId'),
			order: 0,
			contacts: new Set(contacts),
			attributes: attributesOf(body),
			createdAt: clock.now(),
			updatedAt: clock.now(),
		};
		for (const other of account.deals.values()) other.order++;
		account.deals.set(deal.id, deal);
		return { data: show(deal) };
	};

	/** Five values have to be there, and what is not there loses its value; without `order` the deal goes to the top. */
	const update = (call: Call) => {
		const deal = dealOf(call);
		const { body } = call;
		const price = priceOf(body);
		if (price === undefined) throw FAILURES.missing('price');
		const place = placeOf(body);
		if (place.pipelineId !== deal.pipelineId) throw FAILURES.isInvalid('pipelineId');
		const name = shortText(body, 'name', 255);
		if (name === undefined) throw FAILURES.missing('name');
		Object.assign(deal, {
			...place,
			name,
			price,
			status: body.integer('status', { min: 0, max: 3 }),
			responsibleId:
				body.value('responsibleId') === undefined ? null : strictId(body, 'responsibleId'),
			currency: currencyOf(body) ?? settings.currency,
			sourceId: body.value('sourceId') === undefined ? null : strictId(body, 'sourceId'),
			order: body.integerOr('order') ?? 0,
			updatedAt: clock.now(),
		});
		return { data: show(deal) };
	};

	const changePipeline = (call: Call) => {
		const deal = dealOf(call);
		const place = placeOf(call.body);
		if (place.pipelineId === deal.pipelineId) throw FAILURES.isInvalid('pipelineId');
		Object.assign(deal, { ...place, updatedAt: clock.now() });
		return empty(200);
	};

	const remove = (call: Call) => {
		account.deals.delete(dealOf(call).id);
		return empty(204);
	};

	const conditionOf = (body: Arguments, one: unknown): ((deal: CrmDeal) => boolean) => {
		if (!isObject(one)) throw FAILURES.isInvalid('filter');
		const entry = body.within(one);
		const name = entry.text('name');
		const expression = entry.text('expression');
		const value = entry.value('value');
		if (!FILTERS.includes(name)) throw FAILURES.isInvalid('filter.name');
		const own = (deal: CrmDeal) => String((show(deal) as Record<string, unknown>)[name] ?? '');
		if (expression === 'in') {
			if (!Array.isArray(value)) throw FAILURES.isInvalid('filter.value');
			return (deal) => value.map(String).includes(own(deal));
		}
		const test = EXPRESSIONS[expression];
		if (!test || typeof value !== 'string') throw FAILURES.isInvalid('filter.value');
		return (deal) => test(own(deal), value);
	};

	/** Conditions hold together. The total is in `meta`, unlike that of contacts. */
	const list = ({ body }: Call) => {
		const part = partOf(body);
		const conditions = (body.has('filter') ? body.list('filter') : []).map((one) =>
			conditionOf(body, one),
		);
		const pipelines = body.has('pipelineIds') ? body.integers('pipelineIds') : undefined;
		const name = body.textOr('name');
		const [phone, email] = ['phone', 'email'].map((one) => body.textOr(one));
		const people = (deal: CrmDeal) =>
			[...deal.contacts].flatMap((id) => account.crmContacts.get(id) ?? []);
		const found = [...account.deals.values()].filter(
			(deal) =>
				conditions.every((one) => one(deal)) &&
				(pipelines === undefined || pipelines.includes(deal.pipelineId)) &&
				(name === undefined || deal.name.includes(name)) &&
				(phone === undefined ||
					people(deal).some(({ phones }) => phones.some((one) => one.phone.includes(phone)))) &&
				(email === undefined ||
					people(deal).some(({ emails }) => emails.some((one) => one.email === email))),
		);
		const meta = { total: found.length, searchRequest: '' };
		return { data: cut(found, part).map(show), meta };
	};

	return [
		['POST', `${CRM}/deals/get-list`, list],
		['POST', `${CRM}/deals`, create],
		['GET', `${CRM}/deals/:id`, (call) => ({ data: show(dealOf(call)) })],
		['PUT', `${CRM}/deals/:id`, update],
		['POST', `${CRM}/deals/:id/change-pipeline`, changePipeline],
		['DELETE', `${CRM}/deals/:id`, remove],
	];
};
