import { CAMPAIGN } from '../core/codes.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { DONE } from '../core/service.mts';
import { absent } from '../books/lookup.mts';
import { findTemplate } from '../account/templates.mts';
import type { Campaign } from './campaign.mts';
import { readTemplateId } from './content.mts';
import { readSendDate, readSender } from './create.mts';
import type { CampaignLife } from './life.mts';
import { campaignOf } from './read.mts';
import { isCancellable, isEditable } from './state.mts';

/** Editing and cancelling (docs/gateways/sendpulse.md 5.4, 5.5). */
export const campaignChangeEndpoints = (service: Service, life: CampaignLife): Endpoint[] => {
	const { shape } = service;

	/** "Campaign not found. Probably it has already been sent" (registry, 602). */
	const tooLate = () =>
		absent(service, "Can't find the campaign. Probably, it has already been sent.", 602);

	/** Everything is read before anything is changed. */
	const readEdit = ({ body }: Call) => {
		const templateId = readTemplateId(service, body);
		const template = templateId === null ? undefined : findTemplate(service, String(templateId));
		return {
			name: body.textOr('name'),
			senderName: body.textOr('sender_name'),
			subject: body.textOr('subject'),
			senderEmail: body.has('sender_email')
				? readSender(service, body.value('sender_email'))
				: undefined,
			templateId: templateId ?? undefined,
			html: template?.html,
			sendAt: readSendDate(service, body) ?? undefined,
		};
	};

	const edit = (call: Call) => {
		const campaign = campaignOf(service, call);
		if (!isEditable(campaign)) throw tooLate();
		const changes = Object.entries(readEdit(call)).filter(([, value]) => value !== undefined);
		Object.assign<Campaign, Partial<Campaign>>(campaign, Object.fromEntries(changes));
		life.reschedule(campaign);
		return { result: true, id: shape.n(campaign.id) };
	};

	const cancel = (call: Call) => {
		const campaign = campaignOf(service, call);
		if (!isCancellable(campaign)) throw tooLate();
		life.set(campaign, CAMPAIGN.cancelled);
		return DONE;
	};

	return [
		['PATCH', '/campaigns/:id', edit],
		['DELETE', '/campaigns/:id', cancel],
	];
};
