import { type IHookFunctions, NodeOperationError } from 'n8n-workflow';

import { credentialName, type Gateway } from '../gateway';
import { pasted } from '../pasted';
import { callbackSecretField } from './knownSecret';

/** A shorter secret could be guessed, and could not be masked in texts. */
const shortestSecret = 8;

/**
 * @returns the callback secret of the node's credential
 * @throws NodeOperationError when it has none, so that callbacks could not be told from forged ones
 */
export async function requiredSecret(context: IHookFunctions, gateway: Gateway): Promise<string> {
	const credentials = await context.getCredentials(credentialName(gateway, context.getNode()));
	const secret = pasted(credentials[callbackSecretField]);
	if (secret.length >= shortestSecret) return secret;
	const fault =
		secret === ''
			? 'The credential has no Callback Secret'
			: `The Callback Secret of the credential has fewer than ${shortestSecret} characters`;
	throw new NodeOperationError(context.getNode(), fault, {
		description: `Enter a long random text as Callback Secret in the ${gateway.displayName} credential. Without it anybody who knows the URL could start this workflow.`,
	});
}

/**
 * Webhook methods of a gateway that gets its callback URL with each message, so that there is nothing to register.
 * Activation only makes sure that the callbacks can be told from forged ones.
 */
export function unregisteredWebhook(gateway: Gateway) {
	return {
		async checkExists(this: IHookFunctions): Promise<boolean> {
			await requiredSecret(this, gateway);
			return true;
		},
		async create(this: IHookFunctions): Promise<boolean> {
			return true;
		},
		async delete(this: IHookFunctions): Promise<boolean> {
			return true;
		},
	};
}
