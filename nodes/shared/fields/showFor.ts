import type { INodeProperties } from 'n8n-workflow';

import type { FormField } from '../model/operation';

type Show = NonNullable<NonNullable<INodeProperties['displayOptions']>['show']>;

const withConditions = (show: Show, field: INodeProperties): INodeProperties => ({
	...field,
	displayOptions: {
		...field.displayOptions,
		show: { ...show, ...field.displayOptions?.show },
	},
});

/** Adds conditions to fields, beside the ones that they already have. */
export const showFor = <F extends FormField>(show: Show, fields: readonly F[]): F[] =>
	fields.map((one) =>
		'field' in one
			? { ...one, field: withConditions(show, one.field) }
			: (withConditions(show, one) as F),
	);
