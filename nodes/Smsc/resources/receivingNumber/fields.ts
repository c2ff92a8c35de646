import type { INodeProperties } from 'n8n-workflow';

import type { ReadParameter } from '../../../shared/delivery/parameterReader';
import { phoneNumber } from '../../../shared/recipients';

export const numberField: INodeProperties = {
	displayName: 'Number',
	name: 'number',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 79037672219',
	description: 'Number for incoming messages, as Get Many lists it',
};

export const readNumber = (read: ReadParameter): string =>
	phoneNumber(read('number', ''), 'none', 'Number');
