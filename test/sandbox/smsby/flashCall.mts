import { randomBytes, randomInt } from 'node:crypto';

import { accept } from './accept.mts';
import { checkAllowed, phoneDigits } from './check.mts';
import type { Call, Desk, Method } from './desk.mts';
import { POST } from './desk.mts';
import { Refusal } from './refusal.mts';
import type { FlashCall } from './state.mts';
import { ERRORS, FLASH_CALL } from './wire.mts';
import { toWall } from './zone.mts';

/** Refused data is a 421 here (docs/gateways/smsby.md 2). */
const unverified = (text: string): Refusal => new Refusal('unverified', text);

const digitsOf = ({ params }: Call, name: string): string | undefined => {
	const text = params.text(name);
	if (text !== undefined && !/^\d{1,9}$/.test(text)) throw unverified(ERRORS.whole(name));
	return text;
};

const needed = ({ params }: Call, name: string): string => {
	const text = params.text(name);
	if (text === undefined) throw unverified(ERRORS.required(name));
	return text;
};

const phoneOf = (desk: Desk, call: Call): string => {
	const { settings } = desk.context;
	const phone = phoneDigits(needed(call, 'phone'), settings);
	if (phone === null) throw unverified(ERRORS.phone);
	checkAllowed(phone, settings);
	return phone;
};

/** flashCall (docs/gateways/smsby.md 5); the JSON types are those of the published sample. */
const flashCall = (desk: Desk, call: Call): unknown => {
	const { clock } = desk.context;
	const phone = phoneOf(desk, call);
	const code = digitsOf(call, 'code') ?? String(randomInt(100_000, 1_000_000));
	const attempts = Number(digitsOf(call, 'attempt') ?? FLASH_CALL.attempts);
	const validSeconds = digitsOf(call, 'time_valid') ?? String(FLASH_CALL.validSeconds);
	const fclid = randomBytes(16).toString('hex');
	desk.state.flashCalls.push({
		fclid,
		phone,
		code,
		attempts,
		expiresAt: clock.now() + Number(validSeconds) * 1000,
		tries: 0,
		confirmedAt: null,
	});
	accept(desk, call, {
		channel: 'flashcall',
		id: fclid,
		recipient: phone,
		sender: '',
		senderId: null,
		text: code,
		details: { attempts, validSeconds: Number(validSeconds) },
	});
	const data = { code, phone, time_valid: validSeconds, fclid, attempt: attempts };
	return { status: 'success', data };
};

/** Why a code is not confirmed; every wrong answer is a guess. */
const problemWith = (known: FlashCall, code: string, now: number): string | null => {
	if (known.confirmedAt !== null) return ERRORS.alreadyConfirmed;
	if (now > known.expiresAt) return ERRORS.codeExpired;
	if (known.tries >= known.attempts) return ERRORS.noAttempts;
	known.tries++;
	return known.code === code ? null : ERRORS.wrongCode;
};

const confirmFlashCall = (desk: Desk, call: Call): unknown => {
	const { clock, settings } = desk.context;
	const phone = phoneOf(desk, call);
	const fclid = needed(call, 'fclid');
	const code = needed(call, 'code');
	digitsOf(call, 'code');
	const known = desk.state.flashCalls.find((one) => one.fclid === fclid && one.phone === phone);
	if (!known) throw unverified(ERRORS.notFound);
	const now = clock.now();
	const problem = problemWith(known, code, now);
	if (problem !== null) throw unverified(problem);
	known.confirmedAt = now;
	return {
		status: 'success',
		message: 'Code confirmed',
		data: {
			fclid,
			phone,
			activated_at: toWall(now, settings.zone),
			valid: 1,
			quantity: known.tries,
		},
	};
};

export const flashCallMethods: readonly Method[] = [
	{
		name: 'flashCall',
		version: 'v1',
		verbs: POST,
		parameters: ['phone', 'code', 'attempt', 'time_valid'],
		isLimited: false,
		run: flashCall,
	},
	{
		name: 'confirmFlashCall',
		version: 'v1',
		verbs: POST,
		parameters: ['phone', 'code', 'fclid'],
		isLimited: false,
		run: confirmFlashCall,
	},
];
