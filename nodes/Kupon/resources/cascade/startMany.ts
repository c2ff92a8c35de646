import type { Operation } from '../../../shared/model/operation';
import { byListRoute } from '../../../shared/operations/byRoute';
import { duplicatesOption, safetyOptions } from '../../../shared/fields/common';
import { kupon } from '../../gateway';
import { cascadeListRoute } from '../../routes';
import { listClosingFields, findTokenForSteps } from '../fields';
import { listFields } from '../listFields';
import { scenarioField, startFields } from './fields';

/** Many input items, few requests. Source: docs/gateways/kupon.md 3, `sender`: the number of the scenario. */
export const startMany: Operation = {
	value: 'startMany',
	name: 'Start Many',
	action: 'Start many cascades',
	description: 'Start a cascade for each input item, many items in one request',
	...byListRoute(kupon, cascadeListRoute, 'Start Many', 'Start'),
	fields: [
		scenarioField,
		...listFields(startFields),
		...listClosingFields(findTokenForSteps, duplicatesOption, ...safetyOptions),
	],
};
