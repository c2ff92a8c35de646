/** The command line of the live check. No credential belongs on it: others see it, and shells keep it. */
import { parseArgs } from 'node:util';
import { liveGateways } from './gateways.mts';
import { levels } from './model.mts';
import type { Level, LiveGateway, World } from './model.mts';

export interface Arguments {
	readonly gateway: LiveGateway;
	readonly level: Level;
	/** `https://smsc.ru` */
	readonly upstream: string;
	readonly recipients: World['recipients'];
	readonly callbacks: { address: string; port: number } | undefined;
	/** Folder for the recording. */
	readonly record: string | undefined;
	/** File for the report. */
	readonly report: string | undefined;
	/** No question at the level `read`. */
	readonly yes: boolean;
	/** Only removes what an earlier check left. */
	readonly clean: boolean;
}

/** What is wrong with the command line, in words for the user. It never repeats what was given: that may be a secret. */
export class BadArguments extends Error {}

const ids = Object.keys(liveGateways).sort();

export const USAGE = `Asks a real gateway whether it is as docs/gateways says, fact by fact.

  npm run live -- <gateway> [options]

Gateways: ${ids.join(', ')}

  --level LEVEL        read (default)  balance, senders, lists, statuses; changes nothing
                       write           also makes contacts, groups and the like, and removes them
                       send            also sends, to those whom --to names, and says the price first
  --to NUMBER|ADDRESS  your own phone or e-mail address, several times: only these can be sent anything, and only
                       at the level send; the other levels may ask for the price of a number
  --host HOST          where your account lives, if not at the usual host
  --callback-url URL   public address that leads to --port, a tunnel of your own: callbacks are awaited there
  --port N             where callbacks are listened for (8765)
  --record DIR         keeps what went over the wire, without secrets, after you have reviewed it
  --report FILE        where the report is written, instead of test/.artifacts/live
  --yes                asks nothing; for the level read only
  --clean              only removes what a check that crashed has left in the account

Credentials are asked for without an echo, or read from the environment, and never stored:
${Object.values(liveGateways)
	.map(
		({ id, access }) => `  ${id.padEnd(10)} ${access.map(({ variable }) => variable).join(', ')}`,
	)
	.join('\n')}

It shows what it is going to do, and asks before it begins. Ctrl+C stops it and removes what it has made.`;

const options = {
	level: { type: 'string' },
	to: { type: 'string', multiple: true },
	host: { type: 'string' },
	'callback-url': { type: 'string' },
	port: { type: 'string' },
	record: { type: 'string' },
	report: { type: 'string' },
	yes: { type: 'boolean' },
	clean: { type: 'boolean' },
	help: { type: 'boolean' },
} as const;

const NEVER =
	'Credentials are never given on the command line, where others see them and shells keep them. If that was one, change it at the gateway; then start again and type it in when asked, or set it in the environment (--help says how)';

function parse(args: readonly string[]) {
	try {
		return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
	} catch {
		throw new BadArguments(
			`There is an option that the live check does not have, or one without its value. ${NEVER}.`,
		);
	}
}

const isPhone = (text: string): boolean => /^\+?\d[\d ().-]{8,19}$/.test(text);
const isEmail = (text: string): boolean => /^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(text);

function addressOf(text: string, option: string): URL {
	let url: URL;
	try {
		url = new URL(text);
	} catch {
		throw new BadArguments(`${option} needs an address. ${NEVER}.`);
	}
	if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
		throw new BadArguments(
			`${option} needs an address that begins with https:// and has no name or password in it. ${NEVER}.`,
		);
	}
	return url;
}

function upstreamOf(host: string): string {
	const url = addressOf(host.includes('://') ? host : `https://${host}`, '--host');
	if (url.pathname !== '/' || url.search !== '') {
		throw new BadArguments(`--host needs a host without a path. ${NEVER}.`);
	}
	return url.origin;
}

function recipientsOf(named: readonly string[]): World['recipients'] {
	if (!named.every((one) => isPhone(one) || isEmail(one))) {
		throw new BadArguments(`--to needs a phone number or an e-mail address. ${NEVER}.`);
	}
	return { phones: named.filter(isPhone), emails: named.filter(isEmail) };
}

function portOf(text: string): number {
	const port = Number(text);
	if (!/^\d+$/.test(text) || port > 65_535)
		throw new BadArguments('--port needs a number up to 65535.');
	return port;
}

/**
 * @returns what the user wants; `help` for the usage
 * @throws BadArguments
 */
export function readArguments(args: readonly string[]): Arguments | 'help' {
	const { values, positionals } = parse(args);
	if (values.help) return 'help';
	const [id, ...rest] = positionals;
	if (id === undefined) throw new BadArguments(`Name a gateway: ${ids.join(', ')}.`);
	const gateway = Object.values(liveGateways).find((one) => one.id === id);
	if (!gateway)
		throw new BadArguments(`The first word names a gateway: ${ids.join(', ')}. ${NEVER}.`);
	if (rest.length > 0)
		throw new BadArguments(`Only one word stands before the options, the gateway. ${NEVER}.`);
	const level = levels.find((one) => one === (values.level ?? 'read'));
	if (!level) throw new BadArguments(`--level is one of ${levels.join(', ')}.`);
	const recipients = recipientsOf(values.to ?? []);
	const count = recipients.phones.length + recipients.emails.length;
	if (level === 'send' && count === 0) {
		throw new BadArguments(
			'--level send needs --to: a phone number or an e-mail address of your own.',
		);
	}
	if (values.yes && level !== 'read') {
		throw new BadArguments(
			'--yes is for --level read: whatever changes something in the account is asked for.',
		);
	}
	const address = values['callback-url'];
	if (address === undefined && values.port !== undefined) {
		throw new BadArguments('--port is for --callback-url.');
	}
	return {
		gateway,
		level,
		upstream: upstreamOf(values.host ?? gateway.hosts[0] ?? ''),
		recipients,
		callbacks:
			address === undefined
				? undefined
				: {
						address: addressOf(address, '--callback-url').href,
						port: portOf(values.port ?? '8765'),
					},
		record: values.record,
		report: values.report,
		yes: values.yes === true,
		clean: values.clean === true,
	};
}
