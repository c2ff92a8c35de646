import type { IExecuteSingleFunctions } from 'n8n-workflow';

import type { ReadParameter } from '../../../shared/input/parameterReader';
import { namedEmailField, readEmail } from '../contact/fields';
import { fieldText } from '../../shapes';

const name = 'address';

/** The address that an operation beside sending is about. */
export const addressField = namedEmailField(
	name,
	'Address that the operation is about. Verify Domain sends the e-mail with the code to it, so it has to be at that domain.',
);

/** Reads `addressField`. @throws InputProblem when it is no address */
export const readAddress = (read: ReadParameter): string => readEmail(read, name);

/** The same where it has been sent. */
export const sentAddress = (context: IExecuteSingleFunctions): string => fieldText(context, name);
