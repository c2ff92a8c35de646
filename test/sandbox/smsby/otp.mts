import { randomInt } from 'node:crypto';

import { accept } from './accept.mts';
import { eraWrapped, wireId } from './answers.mts';
import { idOf, phoneOf, senderOf, sized, wordOf } from './check.mts';
import type { Call, Desk, Method } from './desk.mts';
import { BOTH } from './desk.mts';
import { invalid, Refusal } from './refusal.mts';
import type { SmsBySettings } from './settings.mts';
import type { PasswordObject } from './state.mts';
import { ERRORS, PASSWORD_LENGTH, PASSWORD_TYPES } from './wire.mts';
import { toWall } from './zone.mts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const DIGITS = '0123456789';

/** The characters of a code; capitals as in the SDK's sample "GAYXILYZOX". */
const ALPHABETS: Readonly<Record<string, string>> = {
	letters: LETTERS,
	numbers: DIGITS,
	both: LETTERS + DIGITS,
};

const codeFor = ({ typeId, length }: PasswordObject): string => {
	const alphabet = ALPHABETS[typeId] ?? DIGITS;
	return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
};

/** `type_id` and `len` (docs/gateways/smsby.md 5). */
const shapeOf = ({ params }: Call) => {
	const typeId = wordOf(params.need('type_id'), 'type_id', PASSWORD_TYPES);
	const length = Number(params.need('len'));
	const { min, max } = PASSWORD_LENGTH;
	if (!Number.isInteger(length) || length < min || length > max) {
		throw invalid(ERRORS.passwordLength);
	}
	return { typeId, length };
};

const passwordObjectOf = ({ state }: Desk, call: Call, name: string): PasswordObject => {
	const id = idOf(call, name);
	const found = state.passwordObjects.find((one) => one.id === id);
	if (!found) throw new Refusal('notFound', ERRORS.notFound);
	return found;
};

const shown = ({ id, typeId, length, createdAt }: PasswordObject, settings: SmsBySettings) => ({
	id: wireId(id, settings),
	type_id: typeId,
	len: length,
	d_create: toWall(createdAt, settings.zone),
});

const createPasswordObject = ({ context, state }: Desk, call: Call): unknown => {
	const id = state.nextId();
	state.passwordObjects.push({ id, ...shapeOf(call), createdAt: context.clock.now() });
	return { result: { password_object_id: wireId(id, context.settings) } };
};

const getPasswordObjects = ({ context, state }: Desk): unknown => ({
	result: state.passwordObjects.map((one) => shown(one, context.settings)),
});

const getPasswordObject = (desk: Desk, call: Call): unknown => ({
	result: shown(passwordObjectOf(desk, call, 'id'), desk.context.settings),
});

const editPasswordObject = (desk: Desk, call: Call): unknown => {
	Object.assign(passwordObjectOf(desk, call, 'id'), shapeOf(call));
	return { result: '1' };
};

const deletePasswordObject = (desk: Desk, call: Call): unknown => {
	const { passwordObjects } = desk.state;
	passwordObjects.splice(passwordObjects.indexOf(passwordObjectOf(desk, call, 'id')), 1);
	return { result: '1' };
};

/** sendSmsMessageWithCode: `%CODE%` is replaced, and the code comes back (docs/gateways/smsby.md 5). */
const sendSmsMessageWithCode = (desk: Desk, call: Call): unknown => {
	const { settings } = desk.context;
	const { params } = call;
	const template = params.need('message');
	if (!template.includes('%CODE%')) throw invalid(ERRORS.noCode);
	const passwordObject = passwordObjectOf(desk, call, 'password_object_id');
	const phone = phoneOf(call, desk);
	const sender = senderOf(params.text('alphaname_id'), settings);
	const code = codeFor(passwordObject);
	const { text, length } = sized(template.replaceAll('%CODE%', code));
	desk.account.charge('sms', length.parts);
	const message = accept(desk, call, {
		channel: 'sms',
		recipient: phone,
		sender: sender.name,
		senderId: sender.id,
		text,
		parts: length.parts,
		details: { code, passwordObjectId: passwordObject.id },
	});
	const answer = {
		status: 'ok',
		parts: length.parts,
		len: length.length,
		sms_id: wireId(message.id, settings),
		code,
	};
	return eraWrapped(answer, settings);
};

export const otpMethods: readonly Method[] = (
	[
		['createPasswordObject', ['type_id', 'len'], createPasswordObject],
		['getPasswordObjects', [], getPasswordObjects],
		['getPasswordObject', ['id'], getPasswordObject],
		['editPasswordObject', ['id', 'type_id', 'len'], editPasswordObject],
		['deletePasswordObject', ['id'], deletePasswordObject],
		[
			'sendSmsMessageWithCode',
			['password_object_id', 'phone', 'message', 'alphaname_id'],
			sendSmsMessageWithCode,
		],
	] as const
).map(([name, parameters, run]): Method => ({ name, version: 'v1', verbs: BOTH, parameters, run }));
