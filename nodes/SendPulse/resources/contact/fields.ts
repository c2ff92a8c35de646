import { required, textField, type WireField } from '../../../shared/fields/wire';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { emailOf } from '../../fields';
import { pathPart } from '../../../shared/routing/pathPart';
import { readText } from '../../../shared/fields/wire';
import { bookField as namedBookField } from '../addressBook/fields';

/** The book of the contact. */
export const bookField = namedBookField('book');

/** The path of the book. */
export const bookPath = (read: ReadParameter): string =>
	`/addressbooks/${readText(bookField, read)}`;

/** @param name another one in each resource: n8n evaluates a value as often as fields have its name */
export const namedEmailField = (
	name: string,
	description = 'E-mail address of the contact',
): WireField => ({
	...required(
		textField('E-Mail', name, 'email', { placeholder: 'e.g. ann@example.com', description }),
	),
	encode: emailOf,
});

export const emailField = namedEmailField('email');

/** An address in a path: `+` and Cyrillic letters need it. Source: docs/gateways/sendpulse.md 1.5. */
export const emailPath = (read: ReadParameter, one = emailField): string =>
	pathPart(readText(one, read), one.field.displayName);
