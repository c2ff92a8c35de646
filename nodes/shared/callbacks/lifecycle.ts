import { type IHookFunctions, NodeOperationError } from 'n8n-workflow';

import type { Gateway } from '../gateway';
import { callbackSecretField } from './receive';

/**
 * Webhook methods of a gateway that gets its callback URL with each message, so that there is nothing to register.
 * Activation only makes sure that the callbacks can be told from forged ones.
 */
export function unregisteredWebhook(gateway: Gateway) {
	return {
		async checkExists(this: IHookFunctions): Promise<boolean> {
			const credentials = await this.getCredentials(gateway.credential);
			if (String(credentials[callbackSecretField] ?? '') === '') {
				throw new NodeOperationError(this.getNode(), 'The credential has no Callback Secret', {
					description: `Enter a long random text as Callback Secret in the ${gateway.displayName} credential. Without it anybody who knows the URL could start this workflow.`,
				});
			}
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
