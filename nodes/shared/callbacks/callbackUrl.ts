import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { InputProblem } from '../model/inputProblem';
import { pasted } from '../text/pasted';

const label = 'Callback URL';

/**
 * @returns the secret that a callback URL carries
 * @throws InputProblem when the credential has none
 */
export function callbackSecretOf({ callbackSecret }: ICredentialDataDecryptedObject): string {
	const secret = pasted(callbackSecret);
	if (secret !== '') return secret;
	throw new InputProblem(
		label,
		'needs a Callback Secret',
		'Enter one in the credential; the trigger refuses callbacks without it.',
	);
}

/**
 * The callback URL that travels with a message: the one of the trigger, as the user pasted it, with what the trigger needs
 * to know again.
 *
 * @param gateway name of the gateway
 * @param given the field's value
 * @param ownNames names of query parameters that the node itself adds
 * @param query further parameters, encoded
 * @throws InputProblem when the URL cannot be called, or has one of these names already
 */
export function callbackUrlWith(
	gateway: string,
	given: string,
	ownNames: readonly string[],
	query: string,
): string {
	const url = URL.canParse(given) ? new URL(given) : null;
	if (!url || !['http:', 'https:'].includes(url.protocol)) {
		throw new InputProblem(
			label,
			`“${given}” is not an https:// or http:// address`,
			`Paste the production URL of the ${gateway} Trigger.`,
		);
	}
	const taken = ownNames.find((name) => url.searchParams.has(name));
	if (taken !== undefined) {
		throw new InputProblem(
			label,
			`already has the parameter “${taken}”, which the node adds itself`,
			`Paste the production URL of the ${gateway} Trigger as it is.`,
		);
	}
	// A fragment never travels; everything else stays as it was typed, if it can travel so.
	const typed = (/^[\x21-\x7e]*$/.test(given) ? given : url.href).split('#', 1)[0] ?? '';
	const joint = /[?&]$/.test(typed) ? '' : typed.includes('?') ? '&' : '?';
	return `${typed}${joint}${query}`;
}
