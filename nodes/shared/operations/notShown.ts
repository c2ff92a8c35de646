import {
	type IExecuteFunctions,
	type INodeParameters,
	type INodeProperties,
	type INodeTypeDescription,
	NodeHelpers,
} from 'n8n-workflow';

import { addHint, isTool, nodeOf } from '../model/n8n';
import { parameterReader } from '../input/parameterReader';
import { entriesOf } from '../model/operation';
import { isEqualJson, isRecord } from '../text/json';

type Description = Pick<INodeTypeDescription, 'name' | 'properties'>;

/** The operations of all dropdowns that are shown. */
const operationsOf = (shown: readonly INodeProperties[]): string[] =>
	shown
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [] }) =>
			options.flatMap((one) => ('value' in one ? [String(one.value)] : [])),
		);

/** Names of parameters on which it depends whether a field is shown, such as `/type`. */
function conditions(fields: readonly INodeProperties[]): string[] {
	const named = fields.flatMap(({ displayOptions: { show, hide } = {} }) => [
		...Object.keys(show ?? {}),
		...Object.keys(hide ?? {}),
	]);
	return [...new Set(named.map((name) => name.replace(/^\//, '')))];
}

/**
 * The labels of fields that hold something and that the form does not show for what the parameters choose. n8n takes the
 * values of hidden fields away before a node runs, as far as it can tell: not where it depends on an expression.
 *
 * @param parameters of a node, conditions already evaluated
 */
export function labelsNotShown(
	description: Description,
	node: { typeVersion: number },
	parameters: INodeParameters,
): string[] {
	const { properties } = description;
	const full = description as INodeTypeDescription;
	const defaults: INodeParameters = {};
	for (const { name, default: preset } of properties) defaults[name] ??= preset as never;
	const root = { ...defaults, ...parameters };
	const isShown = (field: INodeProperties, values: INodeParameters = root) =>
		NodeHelpers.displayParameter(values, field, node, full, root);

	const operations = operationsOf(properties.filter((field) => isShown(field)));

	return Object.entries(parameters).flatMap(([name, value]) => {
		const fields = properties.filter((field) => field.name === name);
		const shown = fields.filter((field) => isShown(field));
		const known = fields.flatMap(entriesOf);
		if (shown.length > 0 && known.length > 0 && isRecord(value)) {
			const offered = shown.flatMap(entriesOf);
			// An entry of a collection says something by being there.
			return Object.keys(value).flatMap((entry) => {
				const kind = known.find((one) => one.name === entry);
				const isOffered = offered.some(
					(one) => one.name === entry && isShown(one, value as INodeParameters),
				);
				return kind && !isOffered ? [kind.displayName] : [];
			});
		}
		const isSet = fields.every((field) => !isEqualJson(field.default, value));
		// Of several labels the one that the field has where another operation is chosen and everything else as here.
		const labelled =
			fields.find((field) =>
				operations.some((operation) => isShown(field, { ...root, operation })),
			) ?? fields[0];
		return labelled && shown.length === 0 && isSet ? [labelled.displayName] : [];
	});
}

/** Items that are looked at where it depends on an expression what the form would show. */
const mostItems = 20;

/**
 * Makes what says above the output which fields hold something although the form shows them for none of the items.
 *
 * @param properties of the node
 */
export function notShownHint(properties: INodeProperties[]): (context: IExecuteFunctions) => void {
	const conditionNames = conditions([...properties, ...properties.flatMap(entriesOf)]);

	return (context) => {
		if (isTool(context)) return;
		const node = nodeOf(context);
		const { parameters } = node;
		const description = { name: node.type, properties };
		const open = conditionNames.filter((name) => String(parameters[name] ?? '').startsWith('='));
		const items = Math.min(context.getInputData().length, open.length > 0 ? mostItems : 1);
		const reader = parameterReader(context);
		let labels: string[] | undefined;
		for (let row = 0; row < items && labels?.length !== 0; row++) {
			const evaluated: INodeParameters = { ...parameters };
			try {
				for (const name of open) evaluated[name] = reader(row)(name) as never;
			} catch {
				// An expression that fails becomes the failure of its row.
				return;
			}
			const found = labelsNotShown(description, node, evaluated);
			labels = labels?.filter((label) => found.includes(label)) ?? found;
		}
		if (!labels || labels.length === 0) return;
		addHint(
			context,
			`The form hides these fields for what is chosen, so their values have no effect: ${[...new Set(labels)].join(', ')}.`,
			'warning',
		);
	};
}
