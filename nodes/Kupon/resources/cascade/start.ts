import type { Operation } from '../../../shared/model/operation';
import { duplicatesOption, safetyOptions } from '../../../shared/fields/common';
import { byRoute } from '../../../shared/operations/byRoute';
import { kupon } from '../../gateway';
import { cascadeRoute } from '../../routes';
import { closingFields, findTokenForSteps, messageFields } from '../fields';
import { scenarioField, startFields } from './fields';

/** Source: docs/gateways/kupon.md 2; button, action and picture of the scenario go first. */
export const start: Operation = {
	value: 'start',
	name: 'Start',
	action: 'Start a cascade',
	description: 'Send through the channels of a scenario, one after the other, until one delivers',
	...byRoute(kupon, cascadeRoute),
	fields: [
		scenarioField,
		...startFields,
		...messageFields,
		...closingFields(findTokenForSteps, duplicatesOption, ...safetyOptions),
	],
};
