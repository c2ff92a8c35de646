/** The fields of an operation's form, with the values that a person could fill them with; derived from the node. */
import type {
	INodeParameters,
	INodeProperties,
	INodePropertyOptions,
	INodeType,
	NodeParameterValueType,
} from 'n8n-workflow';
import { fieldsOf } from '../../browser/operations.mts';
import { byId } from '../samples/sample.mts';

/** A place in the parameters: names and, in a list of groups, the first entry. */
type Path = Array<string | 0>;

/** A field that holds one value. */
export interface Leaf {
	path: Path;
	field: INodeProperties;
	/** Parameters with which the form shows it. */
	shownBy: INodeParameters;
	/** All fields of the operation. */
	form: INodeProperties[];
}

type Show = Readonly<Record<string, readonly NodeParameterValueType[] | undefined>>;

/** What decides which operation it is. */
const ofOperation = ['resource', 'operation', '@version', '@tool'];

const withoutSlash = (name: string): string => name.replace(/^\//, '');

const showOf = ({ displayOptions }: INodeProperties): Show =>
	Object.fromEntries(
		Object.entries((displayOptions?.show ?? {}) as Show).filter(
			([name]) => !ofOperation.includes(withoutSlash(name)),
		),
	);

const isForTools = ({ displayOptions }: INodeProperties): boolean =>
	((displayOptions?.show ?? {}) as Show)['@tool']?.includes(true) ?? false;

/** What has to be chosen for a field to show: of each condition the value that stands, or else its first. */
function choicesFor(
	field: INodeProperties,
	beside: INodeProperties[],
	stands: INodeParameters,
): { here: INodeParameters; above: INodeParameters } {
	let here: INodeParameters = {};
	let above: INodeParameters = {};
	for (const [key, values = []] of Object.entries(showOf(field))) {
		const name = withoutSlash(key);
		const controllers = beside.filter((one) => one.name === name);
		const value = stands[name] ?? controllers[0]?.default;
		const chosen = values.includes(value as never) ? value : values[0];
		const more = { [name]: chosen as NodeParameterValueType };
		if (key.startsWith('/')) above = { ...above, ...more };
		else {
			const [controller] = controllers;
			const outer = controller && choicesFor(controller, beside, stands);
			here = { ...here, ...outer?.here, ...more };
			above = { ...above, ...outer?.above };
		}
	}
	return { here, above };
}

/** Nothing, as a field has it by default or a dropdown. */
const isUnset = (value: unknown): boolean =>
	value === undefined ||
	value === '' ||
	(typeof value === 'object' && value !== null && 'value' in value && value.value === '');

const isField = (option: object): option is INodeProperties => 'type' in option;

/** One value for each field of a group; of those with one name the one that shows. */
function entryOf(fields: INodeProperties[], chosen: INodeParameters): INodeParameters {
	const isShown = (field: INodeProperties): boolean =>
		Object.entries(showOf(field)).every(([name, values = []]) =>
			values.includes((chosen[name] ?? fields.find((one) => one.name === name)?.default) as never),
		);
	const value = ({ name, ...field }: INodeProperties) => {
		if (chosen[name] !== undefined) return chosen[name];
		if (['id', 'value'].includes(name)) return '7';
		return isUnset(field.default) || field.type === 'fixedCollection'
			? valuesFor({ name, ...field })[0]
			: field.default;
	};
	return Object.fromEntries(
		[...fields.filter((field) => !isShown(field)), ...fields.filter(isShown)]
			.filter(({ type }) => type !== 'notice')
			.map((field) => [field.name, value(field)]),
	) as INodeParameters;
}

interface Place {
	path: Path;
	shownBy: INodeParameters;
	/** All fields of the operation. */
	form: INodeProperties[];
}

function leavesIn(
	fields: INodeProperties[],
	{ path, shownBy, form }: Place,
	stands: INodeParameters,
): Leaf[] {
	return fields.flatMap((field): Leaf[] => {
		if (['notice', 'hidden', 'button'].includes(field.type) || isForTools(field)) return [];
		const { here, above } = choicesFor(field, fields, stands);
		const above2 = Object.keys(above).reduce<INodeParameters>((all, name) => {
			const controller = form.find((one) => one.name === name);
			return controller ? { ...choicesFor(controller, form, stands).here, ...all } : all;
		}, above);
		const shown = merged(
			merged(shownBy, above2),
			path.length > 0 ? filledIn({}, path, here) : here,
		);
		const inside: Place = { path: [...path, field.name], shownBy: shown, form };
		if (field.type === 'collection') {
			return leavesIn((field.options ?? []).filter(isField), inside, {});
		}
		if (field.type !== 'fixedCollection')
			return [{ path: inside.path, field, shownBy: shown, form }];
		return (field.options ?? []).flatMap((group): Leaf[] => {
			if (!('values' in group)) return [];
			const at: Path = [...inside.path, group.name];
			if (field.typeOptions?.multipleValues) at.push(0);
			return group.values.flatMap((one) => {
				const choices = choicesFor(one, group.values, {}).here;
				return leavesIn([one], { ...inside, path: at }, {}).map((leaf) => ({
					...leaf,
					shownBy: merged(shown, filledIn({}, at, entryOf(group.values, choices))),
				}));
			});
		});
	});
}

/**
 * The fields of an operation, those inside of collections and groups included.
 *
 * @param parameters resource and operation, and what a valid input of it has
 */
export function leavesOf(node: new () => INodeType, parameters: INodeParameters): Leaf[] {
	const { resource, operation } = parameters as { resource: string; operation: string };
	const form = fieldsOf(new node().description, { resource, operation });
	return leavesIn(form, { path: [], shownBy: {}, form }, parameters);
}

/** The same of a node without resources, such as a trigger. */
export const leavesOfForm = (form: INodeProperties[]): Leaf[] =>
	leavesIn(form, { path: [], shownBy: {}, form }, {});

/** The parameters with a value in each field that shows and has to be filled, as another choice may have brought it. */
export function completed(form: INodeProperties[], parameters: INodeParameters): INodeParameters {
	const missing = form.filter(
		(field) =>
			(field.type === 'json'
				? parameters[field.name] === undefined
				: field.required && isUnset(parameters[field.name]) && isUnset(field.default)) &&
			Object.entries(showOf(field)).every(([name, values = []]) =>
				values.includes(
					(parameters[name] ?? form.find((one) => one.name === name)?.default) as never,
				),
			),
	);
	return {
		...parameters,
		...Object.fromEntries(missing.map((field) => [field.name, valuesFor(field)[0]])),
	} as INodeParameters;
}

/** The parameters with another value at a place. */
export function filledIn(
	parameters: INodeParameters,
	[name = '', ...rest]: Path,
	value: NodeParameterValueType,
): INodeParameters {
	const next = rest[0];
	const old = parameters[name];
	if (next === undefined) return { ...parameters, [name]: value };
	if (next === 0) {
		const first = (Array.isArray(old) ? old[0] : {}) as INodeParameters;
		const [, ...inner] = rest;
		const entry = inner.length > 0 ? filledIn(first, inner, value) : value;
		return { ...parameters, [name]: [entry] as NodeParameterValueType };
	}
	return { ...parameters, [name]: filledIn((old ?? {}) as INodeParameters, rest, value) };
}

const isRecord = (value: unknown): value is INodeParameters =>
	typeof value === 'object' && value !== null && !Array.isArray(value) && !('__rl' in value);

/** Parameters with more: collections are filled together, everything else is replaced. */
export function merged(parameters: INodeParameters, more: INodeParameters): INodeParameters {
	const both = { ...parameters };
	for (const [name, value] of Object.entries(more)) {
		const old = both[name];
		both[name] = isRecord(old) && isRecord(value) ? merged(old, value) : value;
	}
	return both;
}

/** The same with another last digit, or with one, so that two of a kind differ. */
const differently = (text: string): string =>
	/\d\D*$/.test(text)
		? text.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10))
		: `${text} 2`;

/** Texts that a person could put in, those of the placeholder first. */
function textsFor({ placeholder = '', name, displayName }: INodeProperties): string[] {
	const example = placeholder.replace(/^e\.g\. /, '').replace(/\{\{.*\}\}/, '17');
	const words = `${name} ${displayName}`;
	return [
		...new Set([
			...(example ? [example, differently(example)] : []),
			...(/phone|recipient/i.test(words) ? ['79001112299', '380501112299'] : []),
			...(/mail|recipient/i.test(words) || example.includes('@')
				? ['zebra@example.com', 'ann@example.com']
				: []),
			...(/url|link|address/i.test(words)
				? ['https://zebra.example/', 'https://ann.example/']
				: []),
			...(/zone/i.test(words) ? ['Europe/Moscow', 'Asia/Almaty'] : []),
			...['Zebra', 'Ann', '7', '8', '2030-05-06', '2030-05-07'],
		]),
	];
}

const choices = (options: INodeProperties['options'] = []): NodeParameterValueType[] =>
	(options as INodePropertyOptions[]).map(({ value }) => value);

/**
 * Values of which some at least can be sent, and which ask for different things.
 *
 * @throws when a field is of a type that none of the nodes has had
 */
export function valuesFor(field: INodeProperties): NodeParameterValueType[] {
	const { type, typeOptions = {}, options = [], placeholder = '' } = field;
	switch (type) {
		case 'boolean':
			return [true, false];
		case 'number': {
			const least = Math.max(typeOptions.minValue ?? 1, 0);
			return [least + 1, least + 2, least, least + 10];
		}
		case 'options':
			// Of one choice it matters whether it is made.
			return options.length === 1 ? [...choices(options), ''] : choices(options);
		case 'multiOptions':
			return options.length === 0
				? [['7'], ['8']]
				: choices(options).map((one) => [one] as string[]);
		case 'dateTime':
			return ['2030-05-06T10:00:00', '2031-07-08T11:30:00'];
		case 'color':
			return ['#aabbcc', '#bbccdd'];
		case 'json':
			return [
				placeholder.replace(/^e\.g\. /, '') ||
					(field.default === '{}' ? '{"name":"Ann"}' : String(field.default)),
				...['Ann', 'Zebra'].flatMap((text) => [
					`{"name":"${text}"}`,
					`[{"name":"${text}"}]`,
					`{"type":"text","text":"${text}"}`,
				]),
			];
		case 'resourceLocator':
			// An ID without an example is a number.
			return textsFor({
				...field,
				placeholder: field.modes?.map((mode) => mode.placeholder).find((one) => one) ?? '7',
			}).map((value) => byId(value) as never);
		case 'fixedCollection':
			return [
				Object.fromEntries(
					options.flatMap((group) => {
						if (!('values' in group)) return [];
						const entry = entryOf(group.values, {});
						return [[group.name, typeOptions.multipleValues ? [entry] : entry]];
					}),
				),
			];
		case 'string':
			return /binary field/.test(`${field.hint} ${field.description}`)
				? ['data', 'other']
				: textsFor(field);
		default:
			throw new Error(`Say in test/contract/form/leaves.mts what fills a field of type ${type}`);
	}
}
