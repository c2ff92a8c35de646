import type { IDataObject, ResourceMapperField } from 'n8n-workflow';

import { InputProblem } from '../../../shared/model/inputProblem';
import { jsonIn } from '../../../shared/fields/parts';
import type { WireField } from '../../../shared/fields/wire';
import { isRecord, recordOf, recordsOf } from '../../../shared/text/json';
import { numberOrNull, rowsOf, textOf } from '../../values';
import { publicUrl } from './buttons';

const placeholder = /\{\{\s*(\w+)\s*\}\}/g;

/** The places of a text, each where it stands first. */
function placesIn(text: string): Map<string, RegExpMatchArray> {
	const places = new Map<string, RegExpMatchArray>();
	for (const match of text.matchAll(placeholder)) {
		const [, name = ''] = match;
		if (!places.has(name)) places.set(name, match);
	}
	return places;
}

const placesOf = (text: unknown): string[] => [...placesIn(String(text ?? '')).keys()];

/** Media that a header can be. Source: docs/gateways/sendpulse.md 25.3, "Template of WhatsApp". */
const mediaFormats = ['image', 'video', 'document'];

const field = (id: string, displayName: string, required = true): ResourceMapperField => ({
	id,
	displayName,
	required,
	defaultMatch: false,
	display: true,
	type: 'string',
});

/** Places with the words around them, the nearest first: the editor shows about 25 characters of a label. */
function labelledPlaces(text: unknown): Array<[place: string, label: string]> {
	const line = String(text ?? '')
		.replace(/\s+/g, ' ')
		.trim();
	return [...placesIn(line)].map(([place, { 0: written, index = 0 }]) => {
		const near =
			index > 16 ? `…${line.slice(index - 16, index).replace(/^\S* /, '')}` : line.slice(0, index);
		const behind = index + written.length;
		const around = `${near}_${line.slice(behind, behind + 61)}`;
		const shown = around.length > 60 ? `${around.slice(0, 60)}…` : around;
		return [place, `{{${place}}}: ${shown.toWellFormed()}`];
	});
}

/** The parameters of one component of a template. */
function fieldsOfComponent(component: IDataObject): ResourceMapperField[] {
	const { type, format, text } = component;
	switch (String(type ?? '').toUpperCase()) {
		case 'HEADER': {
			const media = String(format ?? '').toLowerCase();
			if (mediaFormats.includes(media))
				return [field(`header_${media}`, `Header: URL of the ${media}`)];
			return placesOf(text).map((place) => field(`headertext_${place}`, `Header {{${place}}}`));
		}
		case 'BODY':
			return labelledPlaces(text).map(([place, name]) => field(`body_${place}`, name));
		case 'BUTTONS':
			return rowsOf(component.buttons).flatMap((button, index) => {
				const title = textOf(button.text) ?? `Button ${index + 1}`;
				if (button.type === 'URL' && placesOf(button.url).length > 0) {
					return [field(`url_${index}`, `Button “${title}”: end of its URL`)];
				}
				return button.type === 'QUICK_REPLY'
					? [field(`reply_${index}`, `Button “${title}”: flow ID`, false)]
					: [];
			});
		default:
			return [];
	}
}

/** The parameters of a template, of an answer's row. */
export const fieldsOfTemplate = ({ components }: IDataObject): ResourceMapperField[] =>
	rowsOf(components).flatMap(fieldsOfComponent);

const label = 'Template Parameters';

/** Positions by number, names as they came. */
const byPlace = (a: string, b: string): number => (numberOrNull(a) ?? 0) - (numberOrNull(b) ?? 0);

/** A file's name as its address has it. */
function nameIn(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

/** Texts for the places of a component; places that are numbers have to be there from 1 on. */
function textParameters(given: Map<string, string>): IDataObject[] {
	const places = [...given.keys()].sort(byPlace);
	return places.map((place, index) => {
		const isNumber = /^\d+$/.test(place);
		if (isNumber && Number(place) !== index + 1) {
			throw new InputProblem(
				label,
				`has no value for {{${index + 1}}}`,
				'Fill it in: WhatsApp checks the number of parameters.',
			);
		}
		const text = given.get(place) ?? '';
		return { type: 'text', ...(isNumber ? {} : { parameter_name: place }), text };
	});
}

/** A document needs a name, or WhatsApp shows none. Source: docs/gateways/sendpulse.md 25.3, "Template of WhatsApp". */
function mediaParameter(kind: string, url: string): IDataObject {
	const link = publicUrl(url, `${label}: Header`);
	if (kind !== 'document') return { type: kind, [kind]: { link } };
	const [name = ''] = new URL(link).pathname.split('/').slice(-1);
	return { type: kind, document: { link, ...(name ? { filename: nameIn(name) } : {}) } };
}

const button = (subType: string, index: string, parameter: IDataObject): IDataObject => ({
	type: 'button',
	sub_type: subType,
	index: Number(index),
	parameters: [parameter],
});

/** Values by the part of the template they belong to. */
function grouped(values: IDataObject): Map<string, Map<string, string>> {
	const groups = new Map<string, Map<string, string>>();
	for (const [id, value] of Object.entries(values)) {
		const [, part = '', place = ''] = /^([a-z]+)_(\w+)$/.exec(id) ?? [];
		const text = String(value ?? '');
		if (text.trim() === '') continue;
		const group = groups.get(part) ?? new Map<string, string>();
		groups.set(part, group);
		group.set(place, text);
	}
	return groups;
}

/** @throws InputProblem when a value that the template needs is missing */
function checkRequired(schema: unknown, values: IDataObject): void {
	for (const { id, displayName, required } of rowsOf(schema)) {
		if (required !== true || String(values[String(id)] ?? '').trim() !== '') continue;
		throw new InputProblem(
			label,
			`has no value for ${textOf(displayName) ?? String(id)}`,
			'Fill it in, or check its expression: WhatsApp does not take empty parameters.',
		);
	}
}

/** The `components` of a template message, from a resource mapper's value. @throws InputProblem when a parameter is missing */
function componentsOf(given: unknown): IDataObject[] {
	const mapper = recordOf(given);
	const values = recordOf(mapper.value);
	checkRequired(mapper.schema, values);
	const groups = grouped(values);
	const media = [...(groups.get('header') ?? [])].map(([kind, url]) => mediaParameter(kind, url));
	const header = [...media, ...textParameters(groups.get('headertext') ?? new Map())];
	const body = textParameters(groups.get('body') ?? new Map());
	const parts: IDataObject[] = [
		{ type: 'header', parameters: header },
		{ type: 'body', parameters: body },
	];
	const buttons = [
		...[...(groups.get('url') ?? [])].map(([index, text]) =>
			button('url', index, { type: 'text', text }),
		),
		...[...(groups.get('reply') ?? [])].map(([index, flow]) =>
			button('quick_reply', index, { type: 'payload', payload: { to_chain_id: flow } }),
		),
	];
	return [...parts.filter(({ parameters }) => recordsOf(parameters).length > 0), ...buttons];
}

const wire = 'template.components';

/** The parameters of a template as the editor shows them; their names say where they belong. */
export const parametersField: WireField = {
	field: {
		displayName: label,
		name: 'templateParameters',
		type: 'resourceMapper',
		default: { mappingMode: 'defineBelow', value: null },
		required: true,
		noDataExpression: true,
		typeOptions: {
			loadOptionsDependsOn: ['bot.value', 'chatTemplate.value'],
			resourceMapper: {
				resourceMapperMethod: 'getTemplateParameters',
				mode: 'add',
				fieldWords: { singular: 'parameter', plural: 'parameters' },
				addAllFields: true,
				multiKeyMatch: false,
				supportAutoMap: false,
				hideNoDataError: true,
			},
		},
	},
	wire,
	encode: componentsOf,
};

/** The same as JSON, alone or as what holds them. */
export const componentsField: WireField = {
	field: {
		displayName: 'Components (JSON)',
		name: 'templateComponents',
		type: 'json',
		typeOptions: { rows: 5 },
		default: '[]',
		description:
			'As WhatsApp takes them, e.g. [{ "type": "body", "parameters": [{ "type": "text", "text": "Ann" }] }]',
	},
	wire,
	encode: (value, displayName) => {
		const given = jsonIn(value, displayName);
		const list = isRecord(given) ? given.components : given;
		const components = recordsOf(list);
		if (Array.isArray(list) && components.length === list.length) return components;
		throw new InputProblem(
			displayName,
			'is not a list of components',
			'Write e.g. [{ "type": "body", "parameters": [{ "type": "text", "text": "Ann" }] }].',
		);
	},
	unset: [],
};
