import { safetyOptions } from '../../../shared/fields/common';
import { listFields, required, textField } from '../../../shared/fields/parts';
import type { AnswerReader } from '../../../shared/model/gateway';
import type { Operation, Resource } from '../../../shared/model/operation';
import { byRoute } from '../../../shared/operations/byRoute';
import { wholeList } from '../../../shared/routing/paging';
import { pathPart } from '../../../shared/routing/fromInput';
import { jsonClosingFields } from '../../../shared/fields/closing';
import { readText, type WireField } from '../../../shared/fields/wire';
import { jsonRouting } from '../../call';
import { confirmation, sendPulse } from '../../gateway';
import { letterRoute } from '../../letterRoute';
import { addressField, checkUnsubscribed, get, getAll, getBounces, getUnsubscribed } from './read';
import { domainShape } from './rows';
import { send, sendAndWait } from './send';
import { removeFromUnsubscribed, resubscribe, unsubscribe } from './unsubscribe';
import { fieldText, textsShape } from '../../shapes';

/** Source: docs/gateways/sendpulse.md 11.2. */
const getIps: Operation = {
	value: 'getIps',
	name: 'Get IPs',
	action: 'Get the IP addresses of the SMTP service',
	routing: jsonRouting({
		method: 'GET',
		path: '/smtp/ips',
		paging: wholeList,
		shape: textsShape('ip'),
	}),
	fields: [...listFields, ...jsonClosingFields()],
};

/** Source: docs/gateways/sendpulse.md 11.2. */
const getSenders: Operation = {
	value: 'getSenders',
	name: 'Get Senders',
	action: 'Get the senders of the SMTP service',
	routing: jsonRouting({
		method: 'GET',
		path: '/smtp/senders',
		paging: wholeList,
		shape: textsShape('email'),
	}),
	fields: [...listFields, ...jsonClosingFields()],
};

/** The current service; the older `/smtp/domains` is gone. Source: docs/gateways/sendpulse.md 11.4. */
const domainsPath = '/v2/email-service/smtp/sender_domains';

const getDomains: Operation = {
	value: 'getDomains',
	name: 'Get Domains',
	action: 'Get the domains of the SMTP service',
	description: 'With the state of their DKIM, SPF and DMARC records',
	routing: jsonRouting({
		method: 'GET',
		path: domainsPath,
		paging: wholeList,
		shape: domainShape,
	}),
	fields: [...listFields, ...jsonClosingFields()],
};

const domainField: WireField = {
	...required(
		textField('Domain', 'domain', 'domain', {
			placeholder: 'e.g. example.com',
		}),
	),
	encode: pathPart,
};

const addDomain: Operation = {
	value: 'addDomain',
	name: 'Add Domain',
	action: 'Add a domain to the SMTP service',
	description: 'You then set its DNS records',
	routing: jsonRouting({
		method: 'POST',
		effect: 'again',
		path: (read) => `${domainsPath}/${readText(domainField, read)}`,
		acknowledges: true,
		shape() {
			return [{ domain: fieldText(this, domainField), created: true }];
		},
	}),
	fields: [domainField, ...jsonClosingFields()],
};

/** The document has `/domains/{email}`, three official clients the other. Source: docs/gateways/sendpulse.md 11.4 and 21.6. */
const verifying: AnswerReader = {
	...confirmation,
	otherPath: {
		of: (url) => url.replace('/domains/', '/smtp/domains/'),
		tells: { path: '/smtp/domains/{email}' },
	},
};

const verifyDomain: Operation = {
	value: 'verifyDomain',
	name: 'Verify Domain',
	action: 'Verify a domain of the SMTP service',
	description: 'Mail a verification code to an address of the domain',
	...byRoute(
		sendPulse,
		letterRoute(
			(read) => {
				const recipient = readText(addressField, read);
				return {
					recipient,
					method: 'GET',
					path: `/domains/${pathPart(recipient, addressField.field.displayName)}`,
				};
			},
			(email) => ({ email, success: true }),
			verifying,
		),
	),
	fields: [addressField, ...jsonClosingFields(...safetyOptions)],
};

/** Transactional e-mail through the SMTP service. Source: docs/gateways/sendpulse.md 11. */
export const email: Resource = {
	value: 'email',
	name: 'E-Mail (SMTP)',
	operations: [
		send,
		sendAndWait,
		get,
		getAll,
		getBounces,
		unsubscribe,
		checkUnsubscribed,
		getUnsubscribed,
		removeFromUnsubscribed,
		resubscribe,
		getSenders,
		getDomains,
		addDomain,
		verifyDomain,
		getIps,
	],
};
