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
	shown.flatMap(({ options = [] }) =>
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

/** Fields that share a name, and what their collections offer. */
interface Named {
	fields: INodeProperties[];
	entries: INodeProperties[];
}

/** What a form is asked for in each run of its node. */
interface FormIndex {
	byName: ReadonlyMap<string, Named>;
	defaults: INodeParameters;
	/** Names of the parameters on which it depends which fields are shown. */
	conditions: string[];
}

const indexes = new WeakMap<readonly INodeProperties[], FormIndex>();

/** Made where it is first asked for: n8n starts with all nodes, and most of them never run. */
function indexOf(properties: readonly INodeProperties[]): FormIndex {
	const known = indexes.get(properties);
	if (known) return known;
	const byName = new Map<string, Named>();
	const defaults: INodeParameters = {};
	for (const field of properties) {
		const named = byName.get(field.name) ?? { fields: [], entries: [] };
		named.fields.push(field);
		named.entries.push(...entriesOf(field));
		byName.set(field.name, named);
		defaults[field.name] ??= field.default as never;
	}
	const entries = properties.flatMap(entriesOf);
	const index: FormIndex = {
		byName,
		defaults,
		conditions: conditions([...properties, ...entries]),
	};
	indexes.set(properties, index);
	return index;
}

const none: Named = { fields: [], entries: [] };

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
	const { byName, defaults } = indexOf(description.properties);
	const full = description as INodeTypeDescription;
	// Copying hundreds of defaults would take longer than all else here.
	const root = Object.assign(Object.create(defaults) as INodeParameters, parameters);
	const isShown = (field: INodeProperties, values: INodeParameters = root) =>
		NodeHelpers.displayParameter(values, field, node, full, root);

	return Object.entries(parameters).flatMap(([name, value]) => {
		const { fields, entries } = byName.get(name) ?? none;
		const held = entries.length > 0 && isRecord(value) ? Object.keys(value) : [];
		const isSet = fields.every((field) => !isEqualJson(field.default, value));
		if (!isSet && held.length === 0) return [];
		if (fields.some((field) => isShown(field))) {
			if (held.length === 0) return [];
			const offered = fields.filter((field) => isShown(field)).flatMap(entriesOf);
			// An entry of a collection says something by being there.
			return held.flatMap((entry) => {
				const kind = entries.find((one) => one.name === entry);
				const isOffered = offered.some(
					(one) => one.name === entry && isShown(one, value as INodeParameters),
				);
				return kind && !isOffered ? [kind.displayName] : [];
			});
		}
		if (!isSet) return [];
		const dropdowns = byName.get('operation')?.fields.filter((field) => isShown(field)) ?? [];
		const operations = operationsOf(dropdowns);
		// Of several labels the one that the field has where another operation is chosen and everything else as here.
		const labelled =
			fields.find((field) =>
				operations.some((operation) => isShown(field, { ...defaults, ...parameters, operation })),
			) ?? fields[0];
		return labelled ? [labelled.displayName] : [];
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
	return (context) => {
		if (isTool(context)) return;
		const node = nodeOf(context);
		const { parameters } = node;
		const description = { name: node.type, properties };
		const open = indexOf(properties).conditions.filter((name) =>
			String(parameters[name] ?? '').startsWith('='),
		);
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
