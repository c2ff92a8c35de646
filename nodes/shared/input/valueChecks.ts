import { InputProblem } from '../model/inputProblem';
import { describeCharacter, firstUnencodable } from '../text/charset';
import { isNestedBeyond, isRecord, mostLevels, readJson } from '../text/json';
import { choosingHint, describeValue, isMoment } from './describeValue';

const cutInside = (label: string, text: string): InputProblem =>
	new InputProblem(
		label,
		`contains half of the character ${describeCharacter(firstUnencodable(text, 'utf-8') ?? '')}: the text was cut inside a character, e.g. an emoji`,
		'Cut by whole characters: {{ Array.from($json.text).slice(0, 17).join("") }}, with your own field.',
	);

/** @throws InputProblem when the value has lists and objects inside each other in more levels than can be sent */
export function checkLevels(value: unknown, label: string): void {
	if (!isNestedBeyond(mostLevels, value)) return;
	throw new InputProblem(
		label,
		`has lists and objects nested more than ${mostLevels.toLocaleString('en')} levels deep`,
		'Check the brackets and braces in it.',
	);
}

/** @throws InputProblem when a text in the value, or a name, has half of a pair of UTF-16 */
function checkWholeTexts(value: unknown, label: string): void {
	if (typeof value === 'string') {
		if (!value.isWellFormed()) throw cutInside(label, value);
	} else if (Array.isArray(value)) {
		for (const entry of value) checkWholeTexts(entry, label);
	} else if (isRecord(value) && !isMoment(value)) {
		for (const [name, entry] of Object.entries(value)) {
			checkWholeTexts(name, label);
			checkWholeTexts(entry, label);
		}
	}
}

/** JSON may write half a character as an escape. */
const halfEscape = /\\u[dD][89abAB][0-9a-fA-F]{2}|\\u[dD][c-fC-F][0-9a-fA-F]{2}/;

function checkWholeJson(value: unknown, label: string): void {
	checkLevels(value, label);
	checkWholeTexts(value, label);
}

/** @throws InputProblem as `checkLevels` and `checkWholeTexts`, also for what a text holds as JSON and writes with escapes */
export function checkJson(value: unknown, label: string): void {
	checkWholeJson(value, label);
	if (typeof value === 'string' && halfEscape.test(value))
		checkWholeJson(readJson(value)?.value, label);
}

/** @throws InputProblem when one text, number or truth value belongs there and something else stands there */
export function checkOneValue(value: unknown, label: string): void {
	if (typeof value === 'string') checkWholeTexts(value, label);
	if (typeof value !== 'object' || value === null || isMoment(value)) return;
	throw new InputProblem(
		label,
		(redact) => `is ${describeValue(value, redact) ?? 'empty'}, but one text is expected here`,
		choosingHint(value),
	);
}
