import { type IHookFunctions, type ILoadOptionsFunctions, NodeOperationError } from 'n8n-workflow';

import { credentialName, type Gateway } from '../gateway';
import { pasted } from '../pasted';
import { secretFieldOf } from './knownSecret';

/** A shorter secret could be guessed, and could not be masked in texts. */
const shortestSecret = 8;

/**
 * @returns the callback secret of the node's credential
 * @throws NodeOperationError when it has none, so that callbacks could not be told from forged ones
 */
export async function requiredSecret(
	context: IHookFunctions | ILoadOptionsFunctions,
	gateway: Gateway,
): Promise<string> {
	const credentials = await context.getCredentials(credentialName(gateway, context.getNode()));
	const { name, label } = secretFieldOf(gateway);
	const secret = pasted(credentials[name]);
	if (secret.length >= shortestSecret) return secret;
	const fault =
		secret === ''
			? `The credential has no ${label}`
			: `The ${label} of the credential has fewer than ${shortestSecret} characters`;
	throw new NodeOperationError(context.getNode(), fault, {
		description: `${gateway.callbacks.secretField ? `Enter the ${label}` : `Enter a long random text as ${label}`} in the ${gateway.displayName} credential. Without it anybody who knows the URL could start this workflow.`,
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
