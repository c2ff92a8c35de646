import type { Call, Endpoint, Service } from '../core/service.mts';
import type { Pipeline } from './model.mts';
import { listed, missing } from './reading.mts';

const CRM = '/crm/v1';

/** People, pipelines and their steps (docs/gateways/sendpulse.md 17.1). */
export const crmPeopleEndpoints = (service: Service): Endpoint[] => {
	const { account, settings } = service;

	const users = () => ({
		data: listed(
			service,
			[...account.crmUsers.values()].map((user) => ({
				...user,
				avatar: null,
				lang: 'en',
				timezone: 'Europe/Kyiv',
				currency: settings.currency,
			})),
		),
	});

	const stepsOf = ({ id, steps }: Pipeline) =>
		steps.map((step) => ({
			...step,
			pipelineId: id,
			status: 1,
			color: '#f0f4f6',
			addEndHours: null,
			notifyIn: null,
		}));

	const show = (pipeline: Pipeline) => ({
		id: pipeline.id,
		userId: settings.userId,
		name: pipeline.name,
		status: pipeline.status,
		order: pipeline.id,
		steps: stepsOf(pipeline),
		settings: [],
	});

	const pipelineOf = (call: Call): Pipeline => {
		const found = account.pipelines.get(Number(call.path('id')));
		if (!found) throw missing('Pipeline');
		return found;
	};

	const tags = ({ query }: Call) => {
		const name = query.textOr('name');
		const search = query.textOr('search');
		const rows = [...account.crmTags]
			.map(([id, one]) => ({ id, name: one, contactCount: 0 }))
			.filter((one) => name === undefined || one.name === name)
			.filter((one) => search === undefined || one.name.includes(search));
		return { data: rows };
	};

	return [
		['GET', `${CRM}/users`, users],
		[
			'GET',
			`${CRM}/pipelines`,
			() => ({ data: listed(service, [...account.pipelines.values()].map(show)) }),
		],
		['GET', `${CRM}/pipelines/:id`, (call) => ({ data: show(pipelineOf(call)) })],
		['GET', `${CRM}/pipelines/:id/steps`, (call) => ({ data: stepsOf(pipelineOf(call)) })],
		['GET', `${CRM}/contact-tags`, tags],
	];
};
