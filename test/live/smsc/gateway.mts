import type { Exchange, LiveGateway, Pace } from '../model.mts';
import { aSecond, fingerprintOf, namedIn, parametersOf, withParameters } from '../requests.mts';
import { checks } from './checks.mts';
import { removers } from './removers.mts';

type Request = Exchange['request'];
type Parameters = Record<string, string>;

const credentials = ['login', 'psw', 'apikey'];

/** A limit of one script, of identical requests or of those that are counted by `kind`. */
const pace = (
	script: string,
	most: number,
	kind?: (parameters: Parameters, request: Request) => string | undefined,
): Pace => ({
	most,
	withinMs: 60_000,
	kind(request) {
		if (!request.path.endsWith(`/${script}.php`)) return undefined;
		if (!kind) return `${script} ${fingerprintOf(request, credentials)}`;
		return kind(parametersOf(request), request);
	},
});

/** Whether another `id` makes another request is open, so it does not here: docs/gateways/smsc.md 1.8. */
const identicalSending = (request: Request): string =>
	fingerprintOf(request, [...credentials, 'id']);

/** Source: docs/gateways/smsc.md 1.8. */
const paces: readonly Pace[] = [
	aSecond(4),
	pace('send', 1, ({ cost }, request) => (cost === '1' ? undefined : identicalSending(request))),
	pace('send', 5, ({ cost }, request) => (cost === '1' ? identicalSending(request) : undefined)),
	pace('status', 5, ({ id = '', phone = '' }) => (id.includes(',') ? undefined : `${id} ${phone}`)),
	pace('status', 1, ({ id = '' }) => (id.includes(',') ? 'several' : undefined)),
	pace('balance', 10, () => 'balance'),
	pace('phones', 3),
	pace('mails', 3),
	pace('jobs', 1),
	pace('info', 3),
	pace('senders', 3),
	pace('senders', 5, ({ add }) => (add === '1' ? 'add' : undefined)),
];

/** The scripts after which somebody gets a message or a call. Source: docs/gateways/smsc.md 2, 6, 12, 14. */
function recipients(request: Request): string[] {
	const script =
		/\/(\w+)\.php$/.exec(request.path)?.[1] ?? (/^\/rest\/send/.test(request.path) ? 'send' : '');
	const { cost, add, send_code: code, list = '' } = parametersOf(request);
	if (script === 'senders' && code === '1') return namedIn(request, ['sender']);
	if (script === 'ping') return ['?'];
	const isSending = (script === 'send' && cost !== '1') || (script === 'jobs' && add === '1');
	if (!isSending) return [];
	const lines = list.split('\n').flatMap((line) => line.split(':')[0]?.split(/[,;]/) ?? []);
	return [...namedIn(request, ['phones']), ...lines.filter((one) => one !== '')];
}

export const smsc: LiveGateway = {
	id: 'smsc',
	displayName: 'SMSC',
	hosts: ['smsc.ru', 'smsc.kz', 'smsc.ua', 'smscentre.com'],
	access: [
		{
			name: 'login',
			variable: 'LIVE_SMSC_LOGIN',
			says: 'Login (empty if you use an API key)',
			secret: false,
			optional: true,
		},
		{
			name: 'password',
			variable: 'LIVE_SMSC_PASSWORD',
			says: 'Password, or without a login the API key',
			secret: true,
		},
		{
			name: 'apiKey',
			variable: 'LIVE_SMSC_API_KEY',
			says: 'API key beside login and password, if you have one',
			secret: true,
			optional: true,
		},
		{
			name: 'callbackSecret',
			variable: 'LIVE_SMSC_CALLBACK_SECRET',
			says: 'Callback Secret, as in the settings of your account',
			secret: true,
			forCallbacks: true,
		},
	],
	credential: ({ login = '', password = '', callbackSecret = '' }, url) => ({
		messageGatewaysSmscApi: {
			host: 'own',
			baseUrl: url,
			...(login === ''
				? { authentication: 'apiKey', apiKey: password }
				: { authentication: 'password', login, password }),
			callbackSecret,
			concurrent: 1,
			perSecond: 0,
		},
	}),
	// Source: docs/gateways/smsc.md 1.3 and 1.4.
	authenticate: (request, { login = '', password = '' }) =>
		withParameters(request, {
			...(login === '' ? { apikey: password } : { login, psw: password }),
			fmt: '3',
			charset: 'utf-8',
		}),
	account: ({ login = '', password = '' }) => login || password,
	paces,
	recipients,
	removers,
	// Source: docs/gateways/smsc.md 5.
	lagMs: 15_000,
	trigger: 'SmscTrigger',
	checks,
};
