import type { ReadParameter } from '../../../shared/input/parameterReader';
import { pathPart } from '../../../shared/routing/fromInput';
import { readText } from '../../../shared/fields/wire';
import { namedBookField, namedEmailField } from '../../fields';

/** The book of the contact. */
export const bookField = namedBookField('book');

/** The path of the book. */
export const bookPath = (read: ReadParameter): string =>
	`/addressbooks/${readText(bookField, read)}`;

export const emailField = namedEmailField('email');

/** An address in a path: `+` and Cyrillic letters need it. Source: docs/gateways/sendpulse.md 1.5. */
export const emailPath = (read: ReadParameter, one = emailField): string =>
	pathPart(readText(one, read), one.field.displayName);
