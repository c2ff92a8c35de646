/** Valid input for the operations of SendPulse's CRM. docs/gateways/sendpulse.md 17. */
import type { Sandbox } from '../../sandbox/index.mts';
import type { Sample } from './sample.mts';
import { byId } from './sample.mts';
import { again, ask, gone, once, quietly, read } from './sendpulseAccount.mts';
import type { Prepare } from './sendpulseAccount.mts';

const idOf = ({ data }: Record<string, unknown>): string => String((data as { id: number }).id);

const make = async (sandbox: Sandbox, path: string, body: object): Promise<string> =>
	idOf(await ask(sandbox, 'POST', `/crm/v1${path}`, body));

const newContact: Prepare = async (sandbox) => ({
	crmContactId: await make(sandbox, '/contacts/create', { responsibleId: 5, firstName: 'Анна' }),
});

const newDeal: Prepare = async (sandbox) => ({
	dealId: await make(sandbox, '/deals', { pipelineId: 3, stepId: 12, name: 'Заказ', price: 5 }),
});

const pipeline = { pipeline: byId('3') };
const place = { ...pipeline, step: byId('13') };

/** A call before the operation's own one, without which that is not made. */
const readsFirst = (method: string): Partial<Sample> => ({
	own: (request) => request.method === method,
	first: 1,
});

/** An answer without a body says that it was done. */
const silent = { silent: true } as const;

const deleted: Partial<Sample> = { ...silent, bodiless: true, ...gone };

export const sendPulseCrmSamples: Record<string, Sample> = {
	'crmContact.create': once({
		responsible: byId('5'),
		firstName: 'Анна',
		additionalFields: { externalId: 'customer-7' },
	}),
	'crmContact.delete': again({}, newContact, deleted),
	'crmContact.get': read({}, newContact),
	'crmContact.getAll': read({}, quietly(newContact)),
	'crmContact.update': again({ updateFields: { lastName: 'Ли' } }, newContact, readsFirst('PUT')),
	'crmDeal.create': once({ ...place, dealName: 'Заказ', additionalFields: { price: 150.5 } }),
	'crmDeal.delete': again({}, newDeal, deleted),
	'crmDeal.get': read({}, newDeal),
	'crmDeal.getAll': read({}, quietly(newDeal)),
	'crmDeal.move': again(place, newDeal, { ...readsFirst('PUT'), ...silent }),
	'crmDeal.update': again({ updateFields: { status: 3 } }, newDeal, readsFirst('PUT')),
	'crmPipeline.get': read(pipeline),
	'crmPipeline.getAll': read(),
};
