/** Credentials: from the environment or typed in, never from the command line, never stored. */
import { createHash } from 'node:crypto';
import type { Access, LiveGateway } from './model.mts';
import type { Terminal } from './terminal.mts';

/**
 * Asks for what the environment does not have. What it had is taken out of it, so that no program and no expression of n8n's
 * sees it later.
 *
 * @throws Error that names what is missing, when nothing is typed in
 */
export async function askAccess(
	gateway: LiveGateway,
	environment: NodeJS.ProcessEnv,
	terminal: Pick<Terminal, 'ask' | 'askSecret'>,
	withCallbacks: boolean,
): Promise<Access> {
	const access: Record<string, string> = {};
	for (const { name, variable, says, secret, optional, forCallbacks } of gateway.access) {
		const given = environment[variable];
		delete environment[variable];
		if (forCallbacks && !withCallbacks) continue;
		const question = `${says}: `;
		const typed =
			given ?? (secret ? await terminal.askSecret(question) : await terminal.ask(question));
		const value = (typed ?? '').trim();
		if (value === '' && !optional)
			throw new Error(`${says} is missing: type it in, or set ${variable}`);
		access[name] = value;
	}
	return access;
}

const forms = (value: string): string[] => [
	value,
	encodeURIComponent(value),
	Buffer.from(value).toString('base64'),
	...['md5', 'sha1', 'sha256'].map((kind) => createHash(kind).update(value).digest('hex')),
];

/** Whatever lets anybody in, in every form in which it may be written. */
export const secretsOf = ({ access: fields }: LiveGateway, access: Access): string[] => [
	...new Set(
		fields
			.filter(({ secret }) => secret)
			.map(({ name }) => access[name] ?? '')
			.filter((value) => value !== '')
			.flatMap(forms),
	),
];
