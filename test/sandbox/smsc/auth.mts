import { createHash } from 'node:crypto';

import type { SmscSettings } from './settings.mts';
import type { Parameters } from './wire/parameters.mts';
import { badParameters, Refusal } from './wire/refusal.mts';
import { ERROR, TEXT } from './wire/words.mts';

/**
 * Lets a caller in or throws (docs/gateways/smsc.md 1.3): login with the password, plain or as lower-case MD5 or SHA1 hex;
 * `apikey`; or an empty login with the key in `psw`. A password sent as `apikey` is error 2 (docs/gateways/smsc.md 17). A
 * request without any of them is error 1 (a guess).
 */
export const authorise = (parameters: Parameters, settings: SmscSettings): void => {
	if (settings.address === 'blocked') throw new Refusal(ERROR.blockedIp, TEXT.blockedIp);
	const [login, password, key] = ['login', 'psw', 'apikey'].map((name) => parameters.text(name));
	if (!login && !password && !key) throw badParameters();
	const isKnown =
		(key && settings.apiKeys.includes(key)) ||
		(!key && !login && settings.apiKeys.includes(password ?? '')) ||
		(!key && login === settings.login && passwordForms(settings).includes(password ?? ''));
	if (!isKnown || settings.address === 'notAllowed') {
		throw new Refusal(ERROR.authorise, TEXT.authorise);
	}
};

const passwordForms = ({ passwords }: SmscSettings): string[] =>
	passwords.flatMap((password) => [
		password,
		...['md5', 'sha1'].map((hash) => createHash(hash).update(password).digest('hex')),
	]);
