import { cut, pageOf } from '../core/arguments.mts';
import type { Call, Endpoint, Service } from '../core/service.mts';
import { inEnvelope, phonesOf, phonesOfQuery } from './arguments.mts';
import type { BlockedPhone } from './model.mts';

/** Numbers nothing is sent to, for SMS and for Viber (docs/gateways/sendpulse.md 13, 14). */
export const phoneBlacklistEndpoints = (service: Service): Endpoint[] => {
	const { account, clock, dates } = service;

	const show = ({ phone, description, at }: BlockedPhone) => ({
		phone: Number(phone),
		description,
		add_date: dates.print(at),
	});

	const add = (list: Map<string, BlockedPhone>, { body }: Call) => {
		// Required in the OpenAPI file for SMS.
		const description =
			list === account.smsBlacklist ? body.text('description') : (body.textOr('description') ?? '');
		const counters = { added: 0, exists: 0 };
		for (const phone of phonesOf(body)) {
			if (list.has(phone)) counters.exists++;
			else counters.added++;
			list.set(phone, { phone, description, at: clock.now() });
		}
		return counters;
	};

	const remove = (list: Map<string, BlockedPhone>, { body }: Call) =>
		phonesOf(body).filter((phone) => list.delete(phone)).length;

	const rows = (list: Map<string, BlockedPhone>) => [...list.values()].map(show);

	/** Known from the clients alone. */
	const byNumbers = ({ query }: Call) => {
		const wanted = phonesOfQuery(query);
		return {
			result: true,
			data: rows(account.smsBlacklist).filter(({ phone }) => wanted.includes(String(phone))),
		};
	};

	const { smsBlacklist: sms, viberBlacklist: viber } = account;
	const viberPath = '/v2/viber-service/phone-exception';
	const ofSms: Endpoint[] = [
		['GET', '/sms/black_list', () => ({ result: true, data: rows(sms) })],
		['GET', '/sms/black_list/by_numbers', byNumbers],
		['POST', '/sms/black_list', (call) => ({ result: true, counters: add(sms, call) })],
		[
			'DELETE',
			'/sms/black_list',
			(call) => ({ result: true, counters: { removed: remove(sms, call) } }),
		],
	];
	return [
		...inEnvelope(service, ofSms),
		// OpenAPI leaves these bodies untyped beyond `data` (inference).
		['GET', viberPath, ({ query }) => ({ data: cut(rows(viber), pageOf(query, 'cut')) })],
		['POST', viberPath, (call) => ({ data: { result: true, ...add(viber, call) } })],
		['DELETE', viberPath, (call) => ({ data: { result: true, removed: remove(viber, call) } })],
	];
};
