import type { INodeParameters } from 'n8n-workflow';
import { seedId } from '../../../sandbox/sendpulse/chatbots/seed.mts';
import { byId, sender } from './setup.mts';

const book = byId('1');
const one = { email: '={{ $json.email }}' };
const member = { book, ...one };
const address = { address: one.email };
const ofBook = { addressBook: book };
const variables = { variable: [{ name: 'a', type: 'text', value: 'б' }] };
const ofCampaign = { campaign: byId('1') };
const ofTag = { tag: byId('1'), tagName: 'A', color: '#fff' };
const pin = { contactBy: 'email', taggedEmail: one.email, tags: '1' };
const ofTemplate = { template: byId('1'), templateName: 'A', html: '<p>ё</p>' };
const ofSender = { sender: byId(sender), code: '1' };

const mail = {
	fromEmail: byId(sender),
	fromName: 'A',
	toEmail: '={{ $json.email }}',
	subject: 'A',
};
const website = { website: byId('53') };
const text = { sender: byId('iQA'), text: 'ё' };
const phones = { phones: '380501112233' };

const ofChat = { channel: 'telegram', chatContact: byId(seedId('a', 1)) };
const ofBot = { channel: 'telegram', bot: byId(seedId('', 1)) };
const template = {
	bot: byId(seedId('', 2)),
	chatPhone: '380501112233',
	chatTemplate: byId('plain/en'),
	parametersFrom: 'json',
};
const ofPhone = { phoneBook: book, bookPhone: phones.phones };
const ofFlow = { flow: byId('1') };
const ofVerified = { verifiedBook: book };
const ofContact = { crmContactId: '1' };
const ofDeal = { dealId: '1' };
const place = { pipeline: byId('3'), step: byId('12') };

/** Parameters that are complete, by resource and operation. Each item has an `email`. */
export const complete: Record<string, INodeParameters> = {
	'addressBook.create': { name: 'A' },
	'addressBook.delete': ofBook,
	'addressBook.get': ofBook,
	'addressBook.getAll': {},
	'addressBook.getCampaigns': ofBook,
	'addressBook.getCost': ofBook,
	'addressBook.getVariables': ofBook,
	'addressBook.update': { ...ofBook, name: 'A' },
	'balance.get': {},
	'balance.getDetail': {},
	'blacklist.add': { blockedEmail: one.email },
	'blacklist.getAll': {},
	'blacklist.remove': { blockedEmail: one.email },
	'campaign.cancel': ofCampaign,
	'campaign.create': {
		sender: byId(sender),
		senderName: 'A',
		subject: 'A',
		html: '<p>ё</p>',
		audienceBook: book,
	},
	'campaign.get': ofCampaign,
	'campaign.getAll': {},
	'campaign.getCountries': ofCampaign,
	'campaign.getLinks': ofCampaign,
	'campaign.getRecipient': { ...ofCampaign, recipientEmail: one.email },
	'campaign.update': { ...ofCampaign, updateFields: { name: 'A' } },
	'chatbotContact.addTags': { ...ofChat, chatTags: 'ё' },
	'chatbotContact.create': { bot: byId(seedId('', 2)), chatPhone: '380501112233' },
	'chatbotContact.delete': ofChat,
	'chatbotContact.deleteVariable': { ...ofChat, chatVariable: byId('city') },
	'chatbotContact.disable': ofChat,
	'chatbotContact.enable': ofChat,
	'chatbotContact.get': ofChat,
	'chatbotContact.getAll': { ...ofBot, chatTag: byId('vip') },
	'chatbotContact.pauseAutomation': ofChat,
	'chatbotContact.removeTags': { ...ofChat, chatTags: 'ё' },
	'chatbotContact.resumeAutomation': ofChat,
	'chatbotContact.setVariables': {
		...ofChat,
		chatVariables: { variable: [{ name: 'city', type: 'text', value: 'ё' }] },
	},
	'chatbotMessage.createCampaign': { ...ofBot, chatTitle: 'A', chatText: 'ё' },
	'chatbotMessage.getAll': ofChat,
	'chatbotMessage.getChats': ofBot,
	'chatbotMessage.runFlow': { ...ofChat, chatFlow: byId(seedId('e', 1)) },
	'chatbotMessage.send': { ...ofChat, chatText: 'ё' },
	'chatbotMessage.sendTemplate': template,
	'contact.add': member,
	'contact.findByVariable': { book, variableName: 'a', variableValue: 'б' },
	'contact.findEverywhere': one,
	'contact.get': member,
	'contact.getAll': { book },
	'contact.getStatistics': one,
	'contact.getStatisticsMany': one,
	'contact.remove': member,
	'contact.removeEverywhere': one,
	'contact.unsubscribe': member,
	'contact.updatePhone': { ...member, phone: '79001112233' },
	'contact.updateVariables': { ...member, variables },
	'crmContact.create': { responsible: byId('5'), firstName: 'A' },
	'crmContact.delete': ofContact,
	'crmContact.get': ofContact,
	'crmContact.getAll': {},
	'crmContact.update': { ...ofContact, updateFields: { firstName: 'A' } },
	'crmDeal.create': place,
	'crmDeal.delete': ofDeal,
	'crmDeal.get': ofDeal,
	'crmDeal.getAll': {},
	'crmDeal.move': { ...ofDeal, ...place },
	'crmDeal.update': { ...ofDeal, updateFields: { price: 5 } },
	'crmPipeline.get': { pipeline: byId('3') },
	'crmPipeline.getAll': {},
	'email.addDomain': { domain: 'new.example' },
	'email.checkUnsubscribed': address,
	'email.get': { emailId: 'pzkic9-0afezp-fc' },
	'email.getAll': {},
	'email.getBounces': {},
	'email.getDomains': {},
	'email.getIps': {},
	'email.getSenders': {},
	'email.getUnsubscribed': {},
	'email.removeFromUnsubscribed': address,
	'email.resubscribe': { ...address, sender: byId(sender) },
	'email.send': { ...mail, emailFormat: 'html', html: '<p>ё</p>' },
	'email.unsubscribe': address,
	'email.verifyDomain': address,
	'event.trigger': { eventEmail: one.email, eventName: 'new order' },
	'flow.get': ofFlow,
	'flow.getAll': {},
	'flow.getConversions': ofFlow,
	'flow.getStatistics': { elementKind: 'email', elementId: '1' },
	'phone.add': ofPhone,
	'phone.get': ofPhone,
	'phone.remove': ofPhone,
	'phone.updateVariables': { ...ofPhone, variables },
	'push.activateSubscriber': { subscriberId: '1' },
	'push.countSubscribers': website,
	'push.countWebsites': {},
	'push.create': { ...website, title: 'A', body: 'ё', ttl: 60 },
	'push.deactivateSubscriber': { subscriberId: '1' },
	'push.getAll': {},
	'push.getStatistics': { pushId: '1' },
	'push.getSubscribers': website,
	'push.getVariables': website,
	'push.getWebsite': website,
	'push.getWebsites': {},
	'sender.activate': ofSender,
	'sender.create': { senderEmail: one.email, senderDisplayName: 'A' },
	'sender.delete': ofSender,
	'sender.getAll': {},
	'sender.requestCode': ofSender,
	'sms.cancelCampaign': { campaignId: '1' },
	'sms.createCampaign': { ...text, smsBook: book },
	'sms.deleteCampaign': { campaignId: '1' },
	'sms.getCampaigns': {},
	'sms.getCost': { ...text, ...phones },
	'sms.getSenders': {},
	'sms.getStatus': { campaignId: '1' },
	'sms.send': { ...text, ...phones },
	'smsBlacklist.add': { blockedPhone: phones.phones, blockedReason: 'A' },
	'smsBlacklist.getAll': {},
	'smsBlacklist.remove': { blockedPhone: phones.phones },
	'tag.assign': pin,
	'tag.create': ofTag,
	'tag.delete': ofTag,
	'tag.getAll': {},
	'tag.remove': pin,
	'tag.update': ofTag,
	'template.create': ofTemplate,
	'template.get': ofTemplate,
	'template.getAll': {},
	'template.update': ofTemplate,
	'verifier.getBookResults': ofVerified,
	'verifier.getBooks': {},
	'verifier.getProgress': ofVerified,
	'verifier.getResult': { verifiedEmail: one.email },
	'verifier.verify': { verifiedEmail: one.email },
	'verifier.verifyBook': ofVerified,
	'viber.create': { viberSender: byId('2222'), text: 'ё', ...phones },
	'viber.get': { taskId: '1' },
	'viber.getAll': {},
	'viber.getRecipients': { taskId: '1' },
	'webhook.delete': { webhookId: '1' },
	'webhook.getAll': {},
};
