import type { Book } from '../books/book.mts';
import { Chatbots } from '../chatbots/state.mts';
import type { Campaign } from '../campaigns/campaign.mts';
import type {
	BlockedPhone,
	SmsCampaign,
	SmsSender,
	ViberSender,
	ViberTask,
} from '../phones/model.mts';
import type { PushTask, Subscriber, Website } from '../push/model.mts';
import type { CheckedAddress, CheckedBook } from '../verifier/model.mts';
import type { CrmContact, CrmDeal, CrmUser, Pipeline } from '../crm/model.mts';
import { firstPipelines, firstUsers } from '../crm/defaults.mts';
import type { WebhookRow } from '../webhooks/row.mts';
import { firstDomains, firstSenders, firstSmsSenders, firstTemplates } from './defaults.mts';
import { firstSubscribers, firstViberSenders, firstWebsites } from './defaults.mts';
import type {
	Domain,
	Ignored,
	Sender,
	StartedEvent,
	Tag,
	Template,
	Unsubscribed,
} from './model.mts';

/** Ids begin where those of the published examples stand. */
const FIRST_ID = 1_266_208;

const fill = <K, V>(map: Map<K, V>, entries: readonly (readonly [K, V])[]): void => {
	map.clear();
	for (const [key, value] of entries) map.set(key, value);
};

/** Everything one SendPulse account holds. Tests may read and change it. */
export class Account {
	readonly books = new Map<number, Book>();
	/** Segments are made in the web interface: id to addresses. */
	readonly segments = new Map<number, readonly string[]>();
	readonly campaigns = new Map<number, Campaign>();
	/** By address in lower case. */
	readonly senders = new Map<string, Sender>();
	/** By real id. */
	readonly templates = new Map<number, Template>();
	/** Address in lower case to comment. */
	readonly blacklist = new Map<string, string>();
	readonly tags = new Map<number, Tag>();
	readonly webhooks = new Map<number, WebhookRow>();
	readonly domains = new Map<string, Domain>();
	/** By address in lower case. */
	readonly smtpUnsubscribed = new Map<string, Unsubscribed>();
	readonly resubscribeTimes: number[] = [];
	readonly websites = new Map<number, Website>();
	readonly subscribers = new Map<number, Subscriber>();
	readonly pushTasks = new Map<number, PushTask>();
	readonly smsSenders = new Map<number, SmsSender>();
	readonly smsBlacklist = new Map<string, BlockedPhone>();
	readonly smsCampaigns = new Map<number, SmsCampaign>();
	readonly viberSenders = new Map<number, ViberSender>();
	readonly viberBlacklist = new Map<string, BlockedPhone>();
	readonly viberTasks = new Map<number, ViberTask>();
	readonly chatbots: Chatbots;
	/** By address in lower case. */
	readonly checkedAddresses = new Map<string, CheckedAddress>();
	/** By the id of the book. */
	readonly checkedBooks = new Map<number, CheckedBook>();
	readonly crmUsers = new Map<number, CrmUser>();
	readonly pipelines = new Map<number, Pipeline>();
	readonly crmContacts = new Map<number, CrmContact>();
	readonly crmTags = new Map<number, string>();
	readonly deals = new Map<number, CrmDeal>();
	readonly startedEvents: StartedEvent[] = [];
	/** Arguments of successful calls which the service does not know. */
	readonly ignored: Ignored[] = [];
	/** Letters of campaigns the tariff has paid for. */
	lettersUsed = 0;
	#lastId = FIRST_ID;

	constructor(now: number) {
		this.chatbots = new Chatbots(now);
		this.clear(now);
	}

	nextId(): number {
		return ++this.#lastId;
	}

	/** Back to the first state. Ids go on, so that an old one never means something new. */
	clear(now: number): void {
		for (const map of [this.books, this.segments, this.campaigns, this.blacklist]) map.clear();
		for (const map of [this.tags, this.webhooks, this.smtpUnsubscribed]) map.clear();
		for (const map of [this.pushTasks, this.smsBlacklist, this.smsCampaigns]) map.clear();
		for (const map of [this.viberBlacklist, this.viberTasks]) map.clear();
		for (const map of [this.checkedAddresses, this.checkedBooks]) map.clear();
		for (const map of [this.crmContacts, this.deals]) map.clear();
		fill(this.crmUsers, firstUsers());
		fill(this.pipelines, firstPipelines());
		fill(this.crmTags, [[31, 'VIP']]);
		for (const list of [this.resubscribeTimes, this.startedEvents, this.ignored]) list.length = 0;
		this.lettersUsed = 0;
		this.chatbots.clear(now);
		fill(this.senders, firstSenders());
		fill(this.templates, firstTemplates(now));
		fill(this.domains, firstDomains());
		fill(this.websites, firstWebsites(now));
		fill(this.subscribers, firstSubscribers(now));
		fill(this.smsSenders, firstSmsSenders());
		fill(this.viberSenders, firstViberSenders());
	}
}
