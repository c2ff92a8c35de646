import type { FailureKind } from '../shared/model/failure';

/** What an error code of SendPulse means, and what to do about it. */
export interface Meaning {
	kind: FailureKind;
	hint: string;
}

const meaning = (kind: FailureKind, hint: string): Meaning => ({ kind, hint });

const noTemplate = meaning(
	'notFound',
	'Check the ID of the template: it has to be one of your own templates.',
);

const noFreeMail = meaning(
	'rejected',
	'Use a sender address at a domain of your own: addresses at free mail services are not allowed.',
);

const noSender = meaning(
	'notFound',
	'Add the sender in SendPulse and activate it; Sender: Get Many lists the ones you have.',
);

const noBody = meaning('invalidRequest', 'Enter a text or an HTML body, or choose a template.');

const noSenderData = meaning('invalidRequest', 'Enter the name and the address of the sender.');

const noCampaign = meaning(
	'notFound',
	'Check the ID of the campaign. One that has been sent can no longer be changed or cancelled.',
);

/**
 * The registry of error codes. 711 and 1004 ask for a quarter of an hour and 791 for an hour, so they are explained and not waited out.
 * Source: docs/gateways/sendpulse.md 19.
 */
export const registry: Readonly<Record<string, Meaning>> = {
	8: meaning('invalidRequest', 'Fill in the fields: the request carried no data.'),
	10: meaning(
		'invalidRequest',
		'Check the address of the sender, which has to be one of your senders. If you use a template, check its ID.',
	),
	11: meaning('invalidRecipient', 'Check the addresses of the recipients.'),
	12: meaning('invalidRequest', 'Enter a subject.'),
	13: noBody,
	14: meaning('notFound', 'Check the ID or the addresses you entered.'),
	17: meaning('notFound', 'Check the address: it is not valid, or SendPulse does not know it.'),
	19: meaning('duplicate', 'The address is already there, so there is nothing to add.'),
	20: noFreeMail,
	21: meaning('notFound', 'Add the sender first; no such address is waiting to be activated.'),
	31: noTemplate,
	32: noTemplate,
	97: noFreeMail,
	201: meaning('invalidRequest', 'Enter the name of the address book.'),
	203: meaning('duplicate', 'Choose another name: an address book with this name already exists.'),
	211: meaning('rejected', 'Add contacts to the address book first: it is empty.'),
	213: meaning(
		'notFound',
		'Check the ID of the address book; Address Book: Get Many lists the ones you have.',
	),
	290: noTemplate,
	299: meaning(
		'notFound',
		'Check the name of the variable; Address Book: Get Variables lists those of a book.',
	),
	303: meaning('invalidRequest', 'Enter at least one address.'),
	400: meaning(
		'rejected',
		'Set up the SMTP service of your SendPulse account first: it has no SMTP user.',
	),
	401: meaning(
		'unauthorized',
		'Check the credential: SendPulse does not accept the key, or the ID and secret.',
	),
	403: meaning('unauthorized', 'Renew your SendPulse account or its plan: it has expired.'),
	422: meaning('invalidRequest', 'Check the values of the fields.'),
	502: meaning('notFound', 'Check the address: it is not in this address book.'),
	503: meaning(
		'rejected',
		'Set up the SMTP service of your SendPulse account first: it has no SMTP user.',
	),
	550: meaning('invalidRequest', 'Send to fewer recipients at once, e.g. one message per item.'),
	573: meaning('duplicate', 'Choose another name: a template with this name already exists.'),
	602: noCampaign,
	701: noSenderData,
	703: meaning('notFound', 'Choose an address book that exists.'),
	704: noSender,
	707: meaning('insufficientFunds', 'Top up the balance of your SendPulse account.'),
	708: meaning(
		'rejected',
		'Choose a larger plan or a smaller address book: there are more recipients than your plan allows.',
	),
	711: meaning(
		'rejected',
		'Wait 15 minutes before you send to the same address book or website again. The node does not wait that long by itself.',
	),
	720: meaning('invalidRequest', 'Enter a subject.'),
	721: noBody,
	722: meaning('invalidRequest', 'Choose an address book.'),
	731: meaning('invalidRequest', 'Check the recipients and the template.'),
	791: meaning(
		'rejected',
		'SendPulse takes four campaigns an hour through its API. Wait an hour, or put several address books into one campaign.',
	),
	799: meaning(
		'invalidRequest',
		'Check the date and the time zone: the time must not be in the past.',
	),
	800: meaning('rejected', 'Your account or its plan does not allow this action.'),
	802: noCampaign,
	832: meaning('invalidRequest', 'Check the list of addresses or IDs: it is empty or wrong.'),
	901: meaning('invalidRequest', 'Enter the name of the sender.'),
	902: meaning('duplicate', 'The address is already used as a sender, here or in another account.'),
	903: meaning('invalidRequest', 'Enter the address of the sender.'),
	904: meaning('rejected', 'Remove the address from the blacklist, or use another one.'),
	905: meaning('rejected', 'Delete a sender that you do not need, or choose a larger plan.'),
	906: meaning('invalidRequest', 'Check the spelling of the address.'),
	999: meaning('invalidRequest', 'Check the values of the fields and of Additional Parameters.'),
	1003: noSender,
	1004: meaning(
		'rejected',
		'The code has already been sent. Wait 15 minutes before you request another; the node does not wait that long by itself.',
	),
	1005: meaning('rejected', 'SendPulse could not send the confirmation. Try again later.'),
	1101: meaning('invalidRequest', 'Enter the address.'),
	1104: meaning('invalidRequest', 'Enter the activation code from the e-mail.'),
	2900: meaning(
		'rejected',
		'The template was made in the block editor, or is still being processed. Edit it in SendPulse, or try again later.',
	),
	2020202020: meaning(
		'rateLimited',
		'Lower Requests per Second in the credential: SendPulse takes ten a second for all programs that use your account.',
	),
	3030303030: meaning('rejected', 'Choose a plan that allows this: yours does not.'),
};
