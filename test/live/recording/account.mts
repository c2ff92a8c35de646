/** The sandbox's account as a recording shows it: who may come in, and by what names messages go out. */
import type { Sandbox } from '../../sandbox/index.mts';
import { parametersOf } from '../requests.mts';
import { bytesOfBody, type RecordedExchange, type Recording } from './recording.mts';

const textOf = (exchange: RecordedExchange): string =>
	bytesOfBody(exchange.answer?.body).toString('utf8');

const jsonOf = (exchange: RecordedExchange): unknown => {
	try {
		return JSON.parse(textOf(exchange)) as unknown;
	} catch {
		return undefined;
	}
};

const parametersIn = ({ request }: RecordedExchange): Readonly<Record<string, string>> =>
	parametersOf({ ...request, query: request.query ?? '', body: bytesOfBody(request.body) });

/** Values of a parameter in requests that were not turned away. */
const accepted = (recording: Recording, names: readonly string[], refusal: RegExp): string[] => {
	const good = recording.exchanges.filter(
		(one) => one.answer && !refusal.test(textOf(one)) && ![401, 403].includes(one.answer.status),
	);
	const values = good.flatMap((one) => {
		const parameters = parametersIn(one);
		return names.flatMap((name) => parameters[name] ?? []);
	});
	return [...new Set(values)].filter((value) => value !== '');
};

/** Texts that stand under a key anywhere in the answers. */
function named(value: unknown, name: string): string[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, member]) => [
		...(key === name && typeof member === 'string' ? [member] : []),
		...named(member, name),
	]);
}

const inAnswers = (recording: Recording, name: string): string[] =>
	recording.exchanges.flatMap((exchange) => named(jsonOf(exchange), name));

type Prepare = (sandbox: Sandbox, recording: Recording) => void;

const prepare: Readonly<Record<string, Prepare>> = {
	kupon({ kupon: { settings } }, recording) {
		settings.tokens = accepted(recording, ['token'], /"type":\s*"error"/);
	},
	smsc({ smsc: { settings } }, recording) {
		const refused = /"error_code":\s*[24]\b|ERROR = [24] |<error_code>[24]<|^\d*,?-[24]$/;
		settings.login = accepted(recording, ['login'], refused)[0] ?? settings.login;
		settings.passwords = accepted(recording, ['psw'], refused);
		settings.apiKeys = accepted(recording, ['apikey', 'psw'], refused);
		const sent = accepted(recording, ['sender'], /"error_code"|ERROR/);
		settings.senders = [
			...new Set([...settings.senders, ...sent, ...inAnswers(recording, 'sender')]),
		];
	},
	smsby({ smsby: { settings } }, recording) {
		settings.tokens = accepted(recording, ['token'], /"error"/);
		const maps = recording.exchanges
			.filter(({ request }) => /getAlphanames/i.test(request.path))
			.flatMap((exchange) => Object.entries((jsonOf(exchange) ?? {}) as object))
			.filter(([id, name]) => /^\d+$/.test(id) && typeof name === 'string');
		if (maps.length > 0) settings.alphanames = Object.fromEntries(maps) as Record<string, string>;
	},
	smsru({ smsru: { settings } }, recording) {
		settings.apiIds = accepted(recording, ['api_id'], /"status_code":\s*(?:200|300|301|302)\b/);
		const senders = recording.exchanges
			.map(jsonOf)
			.flatMap((json) => (json as { senders?: unknown } | undefined)?.senders ?? [])
			.filter((one) => typeof one === 'string');
		settings.senders = [
			...new Set([...settings.senders, ...senders, ...accepted(recording, ['from'], /"ERROR"/)]),
		];
	},
	sendpulse({ sendpulse: { settings } }, recording) {
		const asked = recording.exchanges.filter(({ request }) =>
			request.path.endsWith('/oauth/access_token'),
		);
		const good = asked.find(({ answer }) => answer?.status === 200);
		if (good) {
			const body = bytesOfBody(good.request.body).toString('utf8');
			const given = /^\s*\{/.test(body)
				? (JSON.parse(body) as Record<string, string>)
				: parametersIn(good);
			settings.clientId = given.client_id ?? settings.clientId;
			settings.clientSecret = given.client_secret ?? settings.clientSecret;
		}
		settings.apiKeys = bearers(recording);
	},
};

/** Tokens of an account that asks for none. */
function bearers({ exchanges }: Recording): string[] {
	const given = new Set(exchanges.flatMap((exchange) => named(jsonOf(exchange), 'access_token')));
	const used = exchanges
		.filter(({ answer }) => answer && answer.status !== 401)
		.flatMap(({ request }) => request.headers)
		.flatMap(([name, value]) =>
			/^authorization$/i.test(name) ? value.replace(/^Bearer /, '') : [],
		);
	return [...new Set(used)].filter((token) => !given.has(token));
}

/** @param sandbox a fresh one that has the gateway */
export function prepareAccount(sandbox: Sandbox, recording: Recording): void {
	prepare[recording.gateway]?.(sandbox, recording);
}
