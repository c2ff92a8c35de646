import type { IExecuteSingleFunctions, IHttpRequestOptions, PreSendAction } from 'n8n-workflow';

import { recordOf } from '../text/json';
import type { WireParameter } from '../fields/wire';
import type { Setting } from '../input/setting';
import { type CredentialChoice, credentialName, type Gateway } from '../model/gateway';
import { withProblem } from './problem';
import { fileFinder } from '../input/files';
import { itemReader, type ReadParameter } from '../input/parameterReader';

/**
 * Makes something of the fields of one item of a declarative operation.
 *
 * @throws what `make` throws
 */
export async function fromInput<T>(
	context: IExecuteSingleFunctions,
	gateway: CredentialChoice,
	make: (read: ReadParameter, setting: Setting) => T | Promise<T>,
): Promise<T> {
	const credentials = await context.getCredentials(credentialName(gateway, context.getNode()));
	const files = fileFinder(
		context.getInputData(),
		async (property) => await context.helpers.getBinaryDataBuffer(property),
	);
	const setting = { timeZone: context.getTimezone(), credentials, ...files };
	return await make(itemReader(context), setting);
}

/**
 * The step that makes the request of a declarative operation from the fields of its item. A value that cannot be used
 * becomes the item's failure: the gate reports it and calls nobody. So does what the gateway said to a question that had to be
 * asked first (`askFirst`).
 */
export function requestFromInput(
	gateway: CredentialChoice,
	make: (
		options: IHttpRequestOptions,
		read: ReadParameter,
		setting: Setting,
		context: IExecuteSingleFunctions,
	) => IHttpRequestOptions | Promise<IHttpRequestOptions>,
): PreSendAction {
	return async function (this: IExecuteSingleFunctions, options) {
		try {
			return await fromInput(
				this,
				gateway,
				async (read, setting) => await make(options, read, setting, this),
			);
		} catch (error) {
			return withProblem(options, error);
		}
	};
}

/**
 * Fills a declarative operation's body from the fields of its item. What the body has already, such as the command, stays.
 */
export function bodyFromFields(
	gateway: Pick<Gateway, 'credential'>,
	parameters: (read: ReadParameter, setting: Setting) => WireParameter[],
): PreSendAction {
	return requestFromInput(gateway, (options, read, setting) => {
		return {
			...options,
			body: { ...Object.fromEntries(parameters(read, setting)), ...recordOf(options.body) },
		};
	});
}
