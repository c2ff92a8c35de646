import iconv from 'iconv-lite';

import type { Sandbox } from '../../index.mts';
import { startSandbox } from '../../index.mts';
import type { Seen } from '../../testing/http.mts';
import { call, postForm } from '../../testing/http.mts';

/** Credentials and an answer in JSON. */
export const ACCESS = { login: 'smsc-sandbox', psw: 'smsc-sandbox-password', fmt: '3' };

export const PHONE = '79161234567';
export const OTHER_PHONE = '79261234567';

/** An SMS that goes through. */
export const SMS = { phones: PHONE, mes: 'Hello', charset: 'utf-8' };

type Values = Readonly<Record<string, string | Buffer | undefined>>;

const present = (values: Values): Record<string, string | Buffer> => {
	const entries = Object.entries(values).filter(([, value]) => value !== undefined);
	return Object.fromEntries(entries) as Record<string, string | Buffer>;
};

type Target = { readonly url: string };

/** One script by POST; undefined removes a parameter. */
export const run = async (smsc: Target, script: string, values: Values = {}): Promise<Seen> =>
	await postForm(`${smsc.url}/sys/${script}.php`, present({ ...ACCESS, ...values }));

/** The body of an answer, decoded as the bytes are. */
export const runText = async (
	smsc: Target,
	script: string,
	values: Values = {},
	encoding = 'utf8',
): Promise<string> => iconv.decode((await run(smsc, script, values)).bytes, encoding);

/** The same by GET. */
export const runByGet = async (
	smsc: Target,
	script: string,
	values: Readonly<Record<string, string>>,
): Promise<Seen> =>
	await call(
		`${smsc.url}/sys/${script}.php?${new URLSearchParams({ ...ACCESS, ...values }).toString()}`,
	);

/** An SMS with changes. */
export const sendSms = async (smsc: Target, values: Values = {}): Promise<Seen> =>
	await run(smsc, 'send', { ...SMS, ...values });

/** What a script answers in each of the four formats; the limits have to be off. */
export const inAllFormats = async (
	smsc: Target,
	script: string,
	values: Values = {},
): Promise<string[]> => {
	const bodies: string[] = [];
	for (const fmt of ['0', '1', '2', '3']) {
		bodies.push(await runText(smsc, script, { charset: 'utf-8', ...values, fmt }));
	}
	return bodies;
};

/** A sandbox whose clock stands still and whose work takes no time. */
export const useSmsc = (): {
	readonly sandbox: Sandbox<'smsc'>;
	readonly smsc: Sandbox<'smsc'>['smsc'];
} => {
	let sandbox: Sandbox<'smsc'> | undefined;
	const started = (): Sandbox<'smsc'> => {
		if (!sandbox) throw new Error('The sandbox has not started');
		return sandbox;
	};
	beforeAll(async () => {
		sandbox = await startSandbox({
			gateways: ['smsc'],
			clock: { speed: 0 },
		});
	});
	beforeEach(() => {
		started().smsc.settings.latencyMs = 0;
	});
	afterEach(async () => await started().smsc.reset());
	afterAll(async () => await started().close());
	return {
		get sandbox() {
			return started();
		},
		get smsc() {
			return started().smsc;
		},
	};
};
