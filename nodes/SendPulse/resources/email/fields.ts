import { namedEmailField } from '../contact/fields';

/** The address that an operation beside sending is about. */
export const addressField = namedEmailField(
	'address',
	'Address that the operation is about. Verify Domain sends the e-mail with the code to it, so it has to be at that domain.',
);
