import { enveloped } from '../core/answers.mts';
import { isEmail } from '../core/arguments.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { DONE } from '../core/service.mts';
import { serviceLetter } from '../core/serviceLetter.mts';
import type { Domain } from '../account/model.mts';
import { absent } from '../books/lookup.mts';

const NAME = /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/;

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();

/** Addresses and domains of the SMTP service (docs/gateways/sendpulse.md 11.2, 11.4). */
export const smtpDomainEndpoints = (service: Service): Endpoint[] => {
	const { account, settings, shape } = service;

	const add = (name: string): void => {
		if (account.domains.has(name)) return;
		account.domains.set(name, { id: account.nextId(), name, isActive: false });
	};

	const addByEmail = ({ body }: Call) => {
		add(domainOf(body.email('email')));
		return DONE;
	};

	/** Sends the letter that verifies the domain. Both paths are in use: a mode. */
	const verify = (call: Call) => {
		const email = call.path('email');
		if (!isEmail(email)) throw FAILURES.isInvalid('email');
		const domain = account.domains.get(domainOf(email));
		// What an unknown domain is answered with is not published (inference).
		if (!domain) throw absent(service, 'Domain not found', 404);
		serviceLetter(service, call, { kind: 'verification', recipient: email });
		return DONE;
	};

	const verifyAt = (mode: 'smtp' | 'root') => (call: Call) => {
		if (settings.verifyPath !== 'both' && settings.verifyPath !== mode) throw FAILURES.noPath();
		return verify(call);
	};

	const show = ({ id, name, isActive }: Domain) => ({
		id: shape.n(id),
		user_id: shape.n(settings.userId),
		service_type: 1,
		service_value: name,
		status: isActive ? 1 : 0,
		is_default: false,
		ssl_type: 0,
		checks: {
			check_dkim: isActive,
			check_spf: isActive,
			check_dmarc: isActive,
			all_checks: isActive,
			spf_txt_needed: 'v=spf1 include:mxsspf.sendpulse.com ~all',
		},
	});

	const addByName = (call: Call) => {
		const name = call.path('domain').toLowerCase();
		if (!NAME.test(name)) throw FAILURES.isInvalid('domain');
		add(name);
		return { data: { result: true } };
	};

	const all = () => [...account.domains.values()];
	const activeSenders = () =>
		[...account.senders.values()].filter(({ status }) => status === 'Active');
	const current = '/v2/email-service/smtp/sender_domains';

	return [
		['GET', '/smtp/ips', () => ['127.0.0.1']],
		['GET', '/smtp/senders', () => activeSenders().map(({ email }) => email)],
		['GET', '/smtp/domains', () => all().map(({ name }) => `@${name}`)],
		['POST', '/smtp/domains', addByEmail],
		['GET', '/smtp/domains/:email', verifyAt('smtp')],
		['GET', '/domains/:email', verifyAt('root')],
		// This service always nests its rows, whatever the webhooks do (docs/gateways/sendpulse.md 11.4).
		[
			'GET',
			current,
			() => enveloped(all().map(show), true, { ...settings, webhookEnvelope: 'nested' }),
		],
		['POST', `${current}/:domain`, addByName],
	];
};
