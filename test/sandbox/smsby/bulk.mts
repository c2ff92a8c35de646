import { randomUUID } from 'node:crypto';

import type { Message } from '../framework/message.mts';
import { accept } from './accept.mts';
import { wireId } from './answers.mts';
import type { BulkChannel, CampaignDraft } from './bulkDraft.mts';
import { campaignDrafts } from './bulkDraft.mts';
import { wirePhone } from './bulkReports.mts';
import { addCampaign } from './campaigns.mts';
import { isHttpUrl } from './check.mts';
import { timeOfStatus } from './delivery.mts';
import type { Call, Desk, Method } from './desk.mts';
import { POST } from './desk.mts';
import { measure } from './parts.mts';
import { invalid, Refusal } from './refusal.mts';
import type { Bulk, Campaign } from './state.mts';
import { ERRORS, STATUS, WARNINGS } from './wire.mts';
import { toWall } from './zone.mts';

/** The address to report to; `""` is how the sample says none (docs/gateways/smsby.md 3.2). */
const callbackOf = (desk: Desk, { params, record }: Call): string | null => {
	const value = params.value('callback_url');
	if (value === undefined) record.warnings.push(WARNINGS.noCallbackUrl);
	const url = params.text('callback_url') ?? null;
	if (url === null || isHttpUrl(url)) return url;
	if (desk.context.settings.strict) throw invalid(ERRORS.address('callback_url'));
	record.warnings.push(ERRORS.address('callback_url'));
	return null;
};

/** Takes the money for a campaign; without enough the campaign fails and the others go on (a guess). */
const pay = (desk: Desk, channel: BulkChannel, campaign: Campaign, texts: string[]): boolean => {
	const parts = texts.reduce((sum, text) => sum + measure(text).parts, 0);
	try {
		desk.account.charge(channel, channel === 'sms' ? parts : texts.length);
		return true;
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		campaign.error = error.message;
		return false;
	}
};

const sendCampaign = (
	desk: Desk,
	call: Call,
	draft: CampaignDraft,
	{ campaign, bulk, dueAt }: { campaign: Campaign; bulk: Bulk; dueAt: number },
): void => {
	const { channel, uuid } = bulk;
	const { content } = draft;
	const good = draft.recipients.filter(({ error }) => error === null);
	for (const { phone, error } of draft.recipients) {
		if (error !== null) campaign.rejected.push({ phone, error });
	}
	if (
		!pay(
			desk,
			channel,
			campaign,
			good.map(({ text }) => text),
		)
	)
		return;
	for (const { phone, text, buttonLink, raw } of good) {
		const link = buttonLink ?? content?.buttonLink ?? null;
		const message = accept(
			desk,
			call,
			{
				channel,
				recipient: phone,
				sender: draft.sender.name,
				senderId: draft.sender.id,
				text,
				...(channel === 'sms' ? { parts: measure(text).parts } : {}),
				...(content?.caption ? { button: content.caption } : {}),
				...(link === null ? {} : { action: link }),
				...(content?.imageUrl ? { image: content.imageUrl } : {}),
				schedule: draft.schedule,
				raw: { ...draft.raw, ...raw },
				details: {
					uuid,
					campaignId: campaign.id,
					campaignName: draft.name,
					messageType: draft.type,
					contentType: content?.type ?? null,
					ignoredMembers: draft.ignored,
				},
			},
			{ dueAt, bulk },
		);
		campaign.messageIds.push(message.id);
	}
};

/** sendBulkSms and sendBulkViber: answered at once, processed later (docs/gateways/smsby.md 3.2 and 6). */
const sendBulk =
	(channel: BulkChannel) =>
	(desk: Desk, call: Call): unknown => {
		const { context, state, reports } = desk;
		const { settings, clock } = context;
		const callbackUrl = callbackOf(desk, call);
		const drafts = campaignDrafts(call.params.value('messages'), channel, settings);
		for (const [at, { name }] of drafts.entries()) {
			if (name === null) call.record.warnings.push(WARNINGS.noName(at));
		}
		const uuid = randomUUID();
		const campaigns = drafts.map(({ name, text, schedule, sender }) =>
			addCampaign(desk, { channel, name, text: text ?? '', schedule, uuid }, sender, true),
		);
		const requestId = call.exchange.id;
		const bulk: Bulk = { uuid, channel, callbackUrl, requestId, campaigns, processed: false };
		state.bulks.push(bulk);
		clock.setTimeout(async () => {
			bulk.processed = true;
			await reports.processed(bulk);
		}, settings.bulkProcessingMs);
		const dueAt = clock.now() + settings.bulkProcessingMs;
		for (const [at, draft] of drafts.entries()) {
			const campaign = campaigns[at];
			if (campaign) sendCampaign(desk, call, draft, { campaign, bulk, dueAt });
		}
		return { uuid, success: 'OK' };
	};

/** statusBulkSms and statusBulkViber; the answer is a declared guess (docs/gateways/smsby.md 11). */
const statusBulk =
	(channel: BulkChannel) =>
	({ context, state }: Desk, { params }: Call): unknown => {
		const { settings, messages } = context;
		const uuid = params.need('uuid');
		const bulk = state.bulks.find((one) => one.uuid === uuid && one.channel === channel);
		if (!bulk) throw new Refusal('notFound', ERRORS.notFound);
		const row = ({ id }: Campaign, message: Message) => {
			const sent = timeOfStatus(message, STATUS.sent) ?? timeOfStatus(message, STATUS.delivered);
			return {
				message_id: wireId(id, settings),
				[channel === 'sms' ? 'sms_id' : 'viber_id']: wireId(message.id, settings),
				phone: wirePhone(message.recipient, settings),
				status: message.status,
				d_sent: sent === null ? null : toWall(sent, settings.zone),
			};
		};
		const rows = !bulk.processed
			? []
			: bulk.campaigns.flatMap((campaign) =>
					campaign.messageIds.flatMap((id) => {
						const message = messages.find(id);
						return message ? [row(campaign, message)] : [];
					}),
				);
		const { bulkStatusShape: shape } = settings;
		return shape === 'array' ? rows : { uuid, [shape]: rows };
	};

const SEND = ['callback_url', 'messages'];

export const bulkMethods: readonly Method[] = (
	[
		['sendBulkSms', SEND, sendBulk('sms')],
		['statusBulkSms', ['uuid'], statusBulk('sms')],
		['sendBulkViber', SEND, sendBulk('viber')],
		['statusBulkViber', ['uuid'], statusBulk('viber')],
	] as const
).map(([name, parameters, run]): Method => ({ name, version: 'v1', verbs: POST, parameters, run }));
