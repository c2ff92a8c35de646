import type { IExecuteSingleFunctions } from 'n8n-workflow';

import type { Gateway } from '../gateway';
import type { Attempt } from '../transport/readAnswer';
import { SettledFailure } from '../transport/settle';
import { fileFinder } from './files';
import { inputFailure } from './inputProblem';
import type { ReadParameter } from './parameterReader';
import type { Setting } from './route';

const reader =
	(context: IExecuteSingleFunctions): ReadParameter =>
	(name, fallback) =>
		context.getNodeParameter(name, fallback as object);

function attempt<T>(make: () => T): Attempt<T> {
	try {
		return { ok: true, value: make() };
	} catch (error) {
		return { ok: false, failure: inputFailure(error) };
	}
}

/**
 * Makes something of the fields of one item of a declarative operation.
 *
 * @throws SettledFailure when a value cannot be used, so that the gate reports it and calls nobody
 */
export async function fromInput<T>(
	context: IExecuteSingleFunctions,
	gateway: Gateway,
	make: (read: ReadParameter, setting: Setting) => T,
): Promise<T> {
	const credentials = await context.getCredentials(gateway.credential);
	const findFile = fileFinder(
		context.getInputData(),
		async (property) => await context.helpers.getBinaryDataBuffer(property),
	);
	const made = attempt(() =>
		make(reader(context), { timeZone: context.getTimezone(), credentials, findFile }),
	);
	if (made.ok) return made.value;
	throw new SettledFailure(context, gateway, made.failure);
}
