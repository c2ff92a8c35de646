import type { IExecuteSingleFunctions, IHttpRequestOptions, PreSendAction } from 'n8n-workflow';

import { locatorValue } from '../input/read';
import { InputProblem } from '../model/inputProblem';
import { itemReader, type ReadParameter, type Setting } from '../input/parameterReader';
import { fileFinder } from '../input/files';
import { withProblem } from './failedItem';
import { type CredentialChoice, credentialName } from '../model/gateway';
import type { WireParameter } from '../fields/wire';
import { recordOf } from '../text/json';
import { nodeOf } from '../model/n8n';

/**
 * One part of a request's path, made of a value that a user gave.
 *
 * @param value the field's value, without half a character, as it is read; of a dropdown, the chosen entry
 * @param label the field's label
 * @returns the value percent-encoded, so that nothing in it ends the part
 * @throws InputProblem when it is empty, or one or two dots, which would call another address
 */
export function pathPart(value: unknown, label: string): string {
	const text = locatorValue(value).trim();
	if (text === '' || text === '.' || text === '..') {
		const problem = text === '' ? 'is empty' : `cannot be “${text}”`;
		throw new InputProblem(label, problem, 'Enter a value, or check its expression.');
	}
	return encodeURIComponent(text);
}

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
	const credentials = await context.getCredentials(credentialName(gateway, nodeOf(context)));
	const files = fileFinder(() => ({
		item: context.getInputData(),
		read: async (property) => await context.helpers.getBinaryDataBuffer(property),
	}));
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
 * Fills a declarative operation's body, or the query of a GET, from the fields of its item. What is there already, such as the
 * command, stays.
 */
export function parametersFromFields(
	gateway: CredentialChoice,
	parameters: (read: ReadParameter, setting: Setting) => WireParameter[],
): PreSendAction {
	return requestFromInput(gateway, (options, read, setting) => {
		const place = options.method === 'GET' ? 'qs' : 'body';
		const given = Object.fromEntries(parameters(read, setting));
		return { ...options, [place]: { ...given, ...recordOf(options[place]) } };
	});
}
