/** Phones in books, SMS lists, verifier, flows and CRM: which operation and field serve each method of the operator's files. */
import { byId as typedId } from '../samples/sample.mts';
import type { Served, Source } from './served.mts';

const paged: Record<string, Source> = {
	limit: 'limit',
	offset: { by: 'the node, page by page' },
};
const counted: Record<string, Source> = {
	count: 'limit',
	start: { by: 'the node, page by page' },
};
const some = { returnAll: false, limit: 7 };
const day = '2026-05-06T00:00:00';
const readFirst = { by: 'the deal, which the node reads first' };

const phones: Record<string, Served> = {
	'POST /sms/numbers': {
		operation: 'phone.add',
		parameters: { addressBookId: 'phoneBook', phones: 'bookPhone' },
	},
	'PUT /sms/numbers': {
		operation: 'phone.updateVariables',
		parameters: { addressBookId: 'phoneBook', phones: 'bookPhone', variables: 'variables' },
	},
	'DELETE /sms/numbers': {
		operation: 'phone.remove',
		parameters: { addressBookId: 'phoneBook', phones: 'bookPhone' },
	},
	'POST /sms/numbers/variables': {
		operation: 'phone.add',
		set: { variables: { variable: [{ name: 'Имя', type: 'text', value: 'Анна' }] } },
		parameters: { addressBookId: 'phoneBook', phones: 'bookPhone' },
	},
	'GET /sms/numbers/info/{bookId}/{phone}': {
		operation: 'phone.get',
		parameters: { bookId: 'phoneBook', phone: 'bookPhone' },
	},
	'GET /sms/black_list': { operation: 'smsBlacklist.getAll', parameters: {} },
	'POST /sms/black_list': {
		operation: 'smsBlacklist.add',
		parameters: { phones: 'blockedPhone', description: 'blockedReason' },
	},
	'DELETE /sms/black_list': {
		operation: 'smsBlacklist.remove',
		parameters: { phones: 'blockedPhone' },
	},
	'GET /sms/campaigns/list': {
		operation: 'sms.getCampaigns',
		set: { filters: { from: day, to: day } },
		parameters: { dateFrom: 'filters.from', dateTo: 'filters.to' },
	},
	'GET /sms/campaigns/info/{id}': {
		operation: 'sms.getStatus',
		parameters: { id: 'campaignId' },
	},
	'PUT /sms/campaigns/cancel/{id}': {
		operation: 'sms.cancelCampaign',
		parameters: { id: 'campaignId' },
	},
	'DELETE /sms/campaigns': { operation: 'sms.deleteCampaign', parameters: { id: 'campaignId' } },
	'GET /sms/campaigns/cost': {
		operation: 'sms.getCost',
		parameters: { sender: 'sender', body: 'text', phones: 'phones' },
	},
	'GET /viber/task/{id}/recipients': {
		operation: 'viber.getRecipients',
		parameters: { id: 'taskId' },
	},
};

const verifier: Record<string, Served> = {
	'POST /verifier-service/send-single-to-verify': {
		operation: 'verifier.verify',
		parameters: { email: 'verifiedEmail' },
	},
	'GET /verifier-service/get-single-result': {
		operation: 'verifier.getResult',
		parameters: { email: 'verifiedEmail' },
	},
	'POST /verifier-service/send-list-to-verify': {
		operation: 'verifier.verifyBook',
		parameters: { id: 'verifiedBook' },
	},
	'GET /verifier-service/get-progress': {
		operation: 'verifier.getProgress',
		parameters: { id: 'verifiedBook' },
	},
	'GET /verifier-service/check': {
		operation: 'verifier.getBookResults',
		set: some,
		parameters: { id: 'verifiedBook', ...counted },
	},
	'GET /verifier-service/check-list': {
		operation: 'verifier.getBooks',
		set: some,
		parameters: counted,
	},
};

const flows: Record<string, Served> = {
	'GET /a360/autoresponders/list': { operation: 'flow.getAll', set: some, parameters: paged },
	'GET /a360/autoresponders/{id}': { operation: 'flow.get', parameters: { id: 'flow' } },
	'GET /a360/autoresponders/{id}/conversions': {
		operation: 'flow.getConversions',
		parameters: { id: 'flow' },
	},
	'GET /a360/stats/{kind}/{id}/group-stat': {
		operation: 'flow.getStatistics',
		set: { elementKind: 'sms' },
		parameters: { kind: 'elementKind', id: 'elementId' },
	},
};

const crm: Record<string, Served> = {
	'GET /crm/v1/pipelines': { operation: 'crmPipeline.getAll', parameters: {} },
	'GET /crm/v1/pipelines/{id}': {
		operation: 'crmPipeline.get',
		parameters: { id: 'pipeline' },
	},
	'POST /crm/v1/contacts/create': {
		operation: 'crmContact.create',
		set: { lastName: 'Ли' },
		parameters: {
			responsibleId: 'responsible',
			firstName: 'firstName',
			lastName: 'lastName',
			externalContactId: 'additionalFields.externalId',
		},
	},
	'POST /crm/v1/contacts/get-list': {
		operation: 'crmContact.getAll',
		set: {
			...some,
			filters: {
				firstName: 'Анна',
				lastName: 'Ли',
				phone: '380501112233',
				email: 'ann@example.com',
				from: day,
				to: day,
				responsible: typedId('5'),
				tags: '31',
			},
		},
		parameters: {
			...paged,
			firstName: 'filters.firstName',
			lastName: 'filters.lastName',
			phone: 'filters.phone',
			email: 'filters.email',
			from: 'filters.from',
			to: 'filters.to',
			responsibleIds: 'filters.responsible',
			tagIds: 'filters.tags',
		},
	},
	'GET /crm/v1/contacts/{id}': {
		operation: 'crmContact.get',
		parameters: { id: 'crmContactId' },
	},
	'PUT /crm/v1/contacts/{id}': {
		operation: 'crmContact.update',
		set: { updateFields: { firstName: 'Аня', lastName: 'Ким', responsible: typedId('6') } },
		parameters: {
			id: 'crmContactId',
			firstName: 'updateFields.firstName',
			lastName: 'updateFields.lastName',
			responsibleId: 'updateFields.responsible',
		},
	},
	'DELETE /crm/v1/contacts/{id}': {
		operation: 'crmContact.delete',
		parameters: { id: 'crmContactId' },
	},
	'POST /crm/v1/deals': {
		operation: 'crmDeal.create',
		set: {
			additionalFields: {
				price: 5,
				currency: 'EUR',
				responsible: typedId('5'),
				sourceId: '8',
				contacts: '901',
			},
		},
		parameters: {
			pipelineId: 'pipeline',
			stepId: 'step',
			name: 'dealName',
			price: 'additionalFields.price',
			currency: 'additionalFields.currency',
			responsibleId: 'additionalFields.responsible',
			sourceId: 'additionalFields.sourceId',
			contact: 'additionalFields.contacts',
		},
	},
	'POST /crm/v1/deals/get-list': {
		operation: 'crmDeal.getAll',
		set: {
			...some,
			filters: {
				pipeline: typedId('3'),
				name: 'Заказ',
				email: 'ann@example.com',
				phone: '380501112233',
				status: 1,
			},
		},
		parameters: {
			...paged,
			pipelineIds: 'filters.pipeline',
			name: 'filters.name',
			email: 'filters.email',
			phone: 'filters.phone',
			filter: 'filters.status',
		},
	},
	'GET /crm/v1/deals/{id}': { operation: 'crmDeal.get', parameters: { id: 'dealId' } },
	'PUT /crm/v1/deals/{id}': {
		operation: 'crmDeal.update',
		set: {
			updateFields: {
				dealName: 'Возврат',
				price: 7,
				currency: 'EUR',
				status: 2,
				responsible: typedId('6'),
				sourceId: '9',
			},
		},
		parameters: {
			id: 'dealId',
			name: 'updateFields.dealName',
			price: 'updateFields.price',
			currency: 'updateFields.currency',
			status: 'updateFields.status',
			responsibleId: 'updateFields.responsible',
			sourceId: 'updateFields.sourceId',
			pipelineId: readFirst,
			stepId: readFirst,
			order: readFirst,
		},
	},
	'POST /crm/v1/deals/{id}/change-pipeline': {
		operation: 'crmDeal.move',
		set: { pipeline: typedId('4'), step: typedId('14') },
		parameters: { id: 'dealId', pipelineId: 'pipeline', stepId: 'step' },
	},
	'DELETE /crm/v1/deals/{id}': { operation: 'crmDeal.delete', parameters: { id: 'dealId' } },
};

export const sendPulseMore: Record<string, Served> = { ...phones, ...verifier, ...flows, ...crm };
