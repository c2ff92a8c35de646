import type { INodeProperties } from 'n8n-workflow';

import { defaultCountryOption } from '../../../shared/fields/common';
import { itemsOption, namedBookField, namedPhoneField } from '../../fields';

export const phoneField = namedPhoneField('bookPhone');

export const bookField = namedBookField('phoneBook');

/** A guess: how many a call takes is not published. Source: docs/gateways/sendpulse.md 13. */
export const sizes = [100, 500] as const;

/** What an operation that takes lists of phones offers beside its fields. */
export const phoneListOptions: INodeProperties[] = [defaultCountryOption, itemsOption(...sizes)];
