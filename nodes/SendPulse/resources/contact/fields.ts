import type { INodeProperties } from 'n8n-workflow';

import type { ReadParameter } from '../../../shared/delivery/parameterReader';
import { emailAddress } from '../../../shared/recipients';

export const emailField: INodeProperties = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. ann@example.com',
	description: 'Email address of the contact',
};

/** Reads `emailField`. @throws InputProblem when it is no address */
export const readEmail = (read: ReadParameter): string => emailAddress(read('email', ''), 'Email');

/** An address in a path: `+` and Cyrillic letters need it. Source: notes sendpulse.md section 1.5. */
export const emailPath = (read: ReadParameter): string => encodeURIComponent(readEmail(read));
