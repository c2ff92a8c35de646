import type { INodeProperties } from 'n8n-workflow';

import type { ReadParameter } from '../../../shared/input/parameterReader';
import { emailAddress } from '../../../shared/input/recipients';
import { pathPart } from '../../../shared/routing/pathPart';
import { bookField as namedBookField, readBook as readNamedBook } from '../addressBook/fields';

/** The book of the contact. */
export const bookField = namedBookField('book');

export const readBook = (read: ReadParameter): string => readNamedBook(read, 'book');

/** @param name another one in each resource: n8n evaluates a value as often as fields have its name */
export const namedEmailField = (
	name: string,
	description = 'E-mail address of the contact',
): INodeProperties => ({
	displayName: 'E-Mail',
	name,
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. ann@example.com',
	description,
});

export const emailField = namedEmailField('email');

/** Reads a field of `namedEmailField`. @throws InputProblem when it is no address */
export const readEmail = (read: ReadParameter, name = 'email'): string =>
	emailAddress(read(name, ''), 'E-Mail');

/** An address in a path: `+` and Cyrillic letters need it. Source: docs/gateways/sendpulse.md 1.5. */
export const emailPath = (read: ReadParameter, name = 'email'): string =>
	pathPart(readEmail(read, name), 'E-Mail');
