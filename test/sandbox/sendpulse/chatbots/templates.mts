import { isObject } from '../core/arguments.mts';
import { CHATBOT_FAILURES } from './failures.mts';
import type { Template } from './model.mts';
import type { Chatbots } from './state.mts';

type Values = Readonly<Record<string, unknown>>;

const PLACE = /\{\{\s*([\w]+)\s*\}\}/g;

const placesOf = (text: unknown): string[] =>
	typeof text === 'string' ? [...text.matchAll(PLACE)].map(([, name = '']) => name) : [];

const listOf = (value: unknown): Values[] =>
	Array.isArray(value) ? (value as unknown[]).filter(isObject) : [];

/** The component of a template, by its kind in capitals. */
const partOf = ({ components }: Template, kind: string): Values | undefined =>
	components.find(({ type }) => type === kind);

/** How many parameters the header takes: those of its text, or its picture. */
const headerCount = (header: Values | undefined): number => {
	if (!header) return 0;
	return header.format === 'TEXT' ? new Set(placesOf(header.text)).size : 1;
};

const expect = (given: readonly Values[], count: number): void => {
	if (given.length !== count) throw CHATBOT_FAILURES.parameters();
};

/** The parameters of a component a send gives, checked for their shape. */
const parametersOf = (given: readonly Values[], type: string): Values[] =>
	given
		.filter((one) => one.type === type)
		.flatMap(({ parameters }) => {
			if (!Array.isArray(parameters)) throw CHATBOT_FAILURES.wrong('template.components');
			return listOf(parameters);
		});

const checkButtons = (template: Template, given: readonly Values[]): void => {
	const buttons = listOf(partOf(template, 'BUTTONS')?.buttons);
	for (const [at, button] of buttons.entries()) {
		const own = given.filter(({ type, index }) => type === 'button' && Number(index) === at);
		const isUrl = button.type === 'URL' && placesOf(button.url).length > 0;
		if (isUrl) expect(parametersOf(own, 'button'), 1);
	}
};

/**
 * The words a template makes (docs/gateways/sendpulse.md 25.3): `name` and `language.code` name an approved template of the
 * bot, `components` is an array, and each placeholder gets its parameter.
 */
export const readTemplate = (chatbots: Chatbots, botId: string, value: Values): string => {
	const { name, language, components } = value;
	const code = isObject(language) ? language.code : undefined;
	if (typeof name !== 'string' || name === '') throw CHATBOT_FAILURES.missing('template.name');
	if (typeof code !== 'string' || code === '')
		throw CHATBOT_FAILURES.missing('template.language.code');
	if (components !== undefined && !Array.isArray(components)) {
		throw CHATBOT_FAILURES.wrong('template.components');
	}
	const template = [...chatbots.templates.values()].find(
		(one) => one.botId === botId && one.name === name && one.language === code,
	);
	if (template?.status !== 'APPROVED') throw CHATBOT_FAILURES.noTemplate();
	const given = listOf(components);
	const body = partOf(template, 'BODY');
	const places = [...new Set(placesOf(body?.text))];
	const texts = parametersOf(given, 'body');
	expect(texts, places.length);
	expect(parametersOf(given, 'header'), headerCount(partOf(template, 'HEADER')));
	checkButtons(template, given);
	const words = new Map(
		texts.map(({ parameter_name: named, text }, at) => [
			typeof named === 'string' ? named : (places[at] ?? ''),
			text,
		]),
	);
	if (![...words.values()].every((text) => typeof text === 'string' && text !== '')) {
		throw CHATBOT_FAILURES.wrong('template.components');
	}
	const pattern = typeof body?.text === 'string' ? body.text : '';
	return pattern.replaceAll(PLACE, (_, place: string) => String(words.get(place) ?? ''));
};
