import type { ClockScope } from '../framework/clock.mts';
import type { GatewayContext } from '../framework/gateway.mts';
import type { MessageStore } from '../framework/message.mts';
import { Delivery } from './delivery.mts';
import { Handler } from './handler.mts';
import { Ledger } from './ledger.mts';
import { Limits } from './limits.mts';
import type { SmscSettings } from './settings.mts';
import { Blacklist } from './stores/blacklist.mts';
import { Contacts } from './stores/contacts.mts';
import type { Incoming } from './stores/inbox.mts';
import { Inbox } from './stores/inbox.mts';
import type {
	Bill,
	Mailing,
	MonitorTask,
	OperatorTemplate,
	ReceivePhone,
	SubClient,
	Template,
} from './stores/records.mts';
import { Senders } from './stores/senders.mts';
import { Table } from './stores/table.mts';
import { TinyUrls } from './stores/tinyUrls.mts';
import type { GatewayId } from './wire/refusal.mts';

/** The one account of the gateway and everything it has: what the scripts work on and tests look at. */
export class Account {
	readonly settings: SmscSettings;
	readonly clock: ClockScope;
	readonly messages: MessageStore;
	readonly ledger = new Ledger();
	readonly handler: Handler;
	readonly delivery: Delivery;
	readonly limits: Limits;
	readonly contacts = new Contacts();
	readonly blacklist = new Blacklist();
	readonly senders: Senders;
	readonly tinyUrls: TinyUrls;
	readonly inbox = new Inbox();
	readonly mailings = new Table<Mailing>();
	readonly templates = new Table<Template>();
	readonly operatorTemplates = new Table<OperatorTemplate>();
	readonly subClients = new Table<SubClient>();
	readonly bills = new Table<Bill>();
	readonly monitorTasks = new Table<MonitorTask>();
	readonly receivePhones = new Table<ReceivePhone>();
	#lastId = 1000;

	constructor(context: GatewayContext<SmscSettings>) {
		this.settings = context.settings;
		this.clock = context.clock;
		this.messages = context.messages;
		this.handler = new Handler(context);
		this.delivery = new Delivery(context, this.ledger, this.handler);
		this.limits = new Limits(context.clock, context.settings);
		this.senders = new Senders(context.settings);
		this.tinyUrls = new TinyUrls(context.clock);
	}

	/** The client's own id when it gave one that is kept, else the next of the server's. */
	idFor(customId: GatewayId | undefined): GatewayId {
		if (customId !== undefined && this.settings.customIds === 'echoed') return customId;
		do this.#lastId++;
		while (this.ledger.withId(String(this.#lastId)).length > 0);
		return this.#lastId;
	}

	/** An SMS comes in; resolves when the handler has been called once. */
	async receive(sms: { phone: string; message: string; to?: string }): Promise<Incoming> {
		const { phone, message, to = this.settings.receiveNumber } = sms;
		const incoming = this.inbox.add({ phone, message, to, receivedAt: this.clock.now() });
		await this.handler.reportIncoming(incoming);
		return incoming;
	}

	/** A subscriber calls the number of wait_call.php; resolves when the handler has been called once. */
	async call(phone: string): Promise<void> {
		await this.handler.reportCall(phone, this.settings.receiveNumber);
	}

	/** A recipient follows a short link. */
	click(idOrLink: string): void {
		this.tinyUrls.click(idOrLink);
	}

	clear(): void {
		const { ledger, delivery, limits, contacts, blacklist, senders, tinyUrls, inbox } = this;
		for (const store of [ledger, delivery, limits, contacts, blacklist, senders, tinyUrls, inbox]) {
			store.clear();
		}
		const { mailings, templates, operatorTemplates, subClients, bills } = this;
		for (const table of [mailings, templates, operatorTemplates, subClients, bills]) table.clear();
		for (const table of [this.monitorTasks, this.receivePhones]) table.clear();
		this.#lastId = 1000;
	}
}
