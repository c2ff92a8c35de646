import { automationEndpoints } from './account/automation.mts';
import { balanceEndpoints } from './account/balance.mts';
import { blacklistEndpoints } from './account/blacklist.mts';
import { senderEndpoints } from './account/senders.mts';
import { tagEndpoints } from './account/tags.mts';
import { templateEndpoints } from './account/templates.mts';
import { bookEndpoints } from './books/books.mts';
import { contactAddEndpoints } from './books/contactsAdd.mts';
import { contactChangeEndpoints } from './books/contactsChange.mts';
import { contactReadEndpoints } from './books/contactsRead.mts';
import { emailEndpoints } from './books/emails.mts';
import { campaignChangeEndpoints } from './campaigns/change.mts';
import { campaignCreateEndpoints } from './campaigns/create.mts';
import { chatbotEndpoints } from './chatbots/endpoints.mts';
import type { CampaignLife } from './campaigns/life.mts';
import { campaignReadEndpoints } from './campaigns/read.mts';
import type { Endpoint, Service } from './core/service.mts';
import { phoneBlacklistEndpoints } from './phones/blacklists.mts';
import { smsCampaignEndpoints } from './phones/smsCampaigns.mts';
import { smsNumberEndpoints } from './phones/smsNumbers.mts';
import { viberEndpoints } from './phones/viber.mts';
import { crmContactEndpoints } from './crm/contacts.mts';
import { crmDealEndpoints } from './crm/deals.mts';
import { crmPeopleEndpoints } from './crm/people.mts';
import { pushTaskEndpoints } from './push/tasks.mts';
import { pushWebsiteEndpoints } from './push/websites.mts';
import { smtpDomainEndpoints } from './smtp/domains.mts';
import { smtpReadEndpoints } from './smtp/records.mts';
import { smtpSendEndpoints } from './smtp/send.mts';
import { smtpUnsubscribeEndpoints } from './smtp/unsubscribes.mts';
import { verifierEndpoints } from './verifier/verifier.mts';
import { webhookEndpoints } from './webhooks/rows.mts';

/** Every call of the API but the token. Where two patterns fit a path, the earlier one has it. */
export const allEndpoints = (service: Service, life: CampaignLife): Endpoint[] => [
	...bookEndpoints(service),
	...contactReadEndpoints(service),
	...contactAddEndpoints(service),
	...contactChangeEndpoints(service),
	...emailEndpoints(service),
	...campaignCreateEndpoints(service, life),
	...campaignReadEndpoints(service),
	...campaignChangeEndpoints(service, life),
	...templateEndpoints(service),
	...senderEndpoints(service),
	...blacklistEndpoints(service),
	...balanceEndpoints(service),
	...tagEndpoints(service),
	...automationEndpoints(service),
	...smtpSendEndpoints(service),
	...smtpReadEndpoints(service),
	...smtpUnsubscribeEndpoints(service),
	...smtpDomainEndpoints(service),
	...pushTaskEndpoints(service),
	...pushWebsiteEndpoints(service),
	...smsNumberEndpoints(service),
	...phoneBlacklistEndpoints(service),
	...smsCampaignEndpoints(service),
	...viberEndpoints(service),
	...chatbotEndpoints(service),
	...verifierEndpoints(service),
	...crmPeopleEndpoints(service),
	...crmContactEndpoints(service),
	...crmDealEndpoints(service),
	...webhookEndpoints(service),
];
