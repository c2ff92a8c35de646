import type { TimerHandle } from '../../framework/clock.mts';
import { CAMPAIGN } from '../core/codes.mts';
import type { Service } from '../core/service.mts';
import { recipientsOfCampaign, testRecipient } from './audience.mts';
import type { Campaign } from './campaign.mts';
import { sendLetter } from './letters.mts';

/** Leads campaigns from 13 over 14 and 2 to 3 on the clock (docs/gateways/sendpulse.md 24). */
export class CampaignLife {
	readonly #service: Service;
	readonly #timers = new Map<number, TimerHandle>();

	constructor(service: Service) {
		this.#service = service;
	}

	/** Plans what comes after "being created". A draft stays where it is. */
	start(campaign: Campaign): void {
		if (campaign.status === CAMPAIGN.draft) return;
		this.#after(campaign, this.#step, () => this.#queue(campaign));
	}

	/** Plans anew after an edit. */
	reschedule(campaign: Campaign): void {
		if (campaign.status === CAMPAIGN.queued) this.#queue(campaign);
	}

	/** Sets a status by hand and stops what was planned. */
	set(campaign: Campaign, status: number): void {
		const timer = this.#timers.get(campaign.id);
		if (timer) this.#service.clock.cancel(timer);
		this.#timers.delete(campaign.id);
		campaign.status = status;
		if (campaign.isTest) return;
		this.#service.events.campaign(campaign.id, campaign.bookIds[0] ?? null, status);
	}

	clear(): void {
		this.#timers.clear();
	}

	#queue(campaign: Campaign): void {
		const { clock } = this.#service;
		if (campaign.isTest) this.set(campaign, CAMPAIGN.test);
		else if (campaign.status !== CAMPAIGN.queued) this.set(campaign, CAMPAIGN.queued);
		const due = Math.max(clock.now() + this.#step, campaign.sendAt ?? 0);
		this.#after(campaign, due - clock.now(), () => this.#send(campaign));
	}

	#send(campaign: Campaign): void {
		const service = this.#service;
		if (campaign.isTest) {
			sendLetter(service, campaign, testRecipient(service, campaign));
			this.set(campaign, CAMPAIGN.testSent);
			return;
		}
		const recipients = recipientsOfCampaign(service, campaign);
		if (recipients.length === 0) {
			this.set(campaign, CAMPAIGN.noActiveAddresses);
			return;
		}
		this.set(campaign, CAMPAIGN.sending);
		for (const recipient of recipients) sendLetter(service, campaign, recipient);
		this.#after(campaign, this.#step, () => this.set(campaign, CAMPAIGN.sent));
	}

	#after(campaign: Campaign, ms: number, task: () => void): void {
		const { clock } = this.#service;
		const earlier = this.#timers.get(campaign.id);
		if (earlier) clock.cancel(earlier);
		this.#timers.set(campaign.id, clock.setTimeout(task, ms));
	}

	get #step(): number {
		return this.#service.settings.campaignStepMs;
	}
}
