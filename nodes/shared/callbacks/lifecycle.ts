import {
	type ICredentialDataDecryptedObject,
	type IHookFunctions,
	type ILoadOptionsFunctions,
	NodeOperationError,
} from 'n8n-workflow';

import { credentialName, type Gateway } from '../model/gateway';
import { InputProblem } from '../model/inputProblem';
import { pasted } from '../text/pasted';
import { type CallbackTarget, checkCallbackAddress } from './callbackAddress';
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
	const node = context.getNode();
	const type = credentialName(gateway, node);
	const credentials = await context.getCredentials(type);
	const { name, label } = secretFieldOf(gateway);
	const secret = pasted(credentials[name]);
	if (secret.length >= shortestSecret) return secret;
	const named = node.credentials?.[type]?.name;
	const credential = `the ${gateway.displayName} credential${named ? ` “${named}”` : ''}`;
	const fault =
		secret === ''
			? `${credential} has no ${label}`
			: `the ${label} of ${credential} has fewer than ${shortestSecret} characters`;
	const remedy = gateway.callbacks.secretField
		? `enter the ${label}`
		: `enter a long random text as ${label}`;
	// What n8n shows when it cannot publish a workflow is the message alone.
	throw new NodeOperationError(
		node,
		`${node.name}: ${fault}. Open the credential, ${remedy}, save, and publish again. Without it anybody who knows the URL could start this workflow.`,
	);
}

/**
 * Makes sure that the gateway can call the trigger, before its URL is registered there.
 *
 * @throws NodeOperationError when n8n's own address is one that nobody else can call
 */
export function requireReachable(
	context: IHookFunctions,
	target: CallbackTarget,
	credentials: ICredentialDataDecryptedObject,
): void {
	const url = context.getNodeWebhookUrl('default') ?? '';
	try {
		checkCallbackAddress(url, { ...target, label: 'The address of this n8n' }, { credentials });
	} catch (error) {
		if (!(error instanceof InputProblem)) throw error;
		throw new NodeOperationError(
			context.getNode(),
			`${context.getNode().name}: ${error.message}. ${error.hint}`,
		);
	}
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
