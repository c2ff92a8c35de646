import { randomUUID } from 'node:crypto';

import { InputProblem } from '../shared/model/inputProblem';

/** Up to 40 Latin letters, digits, dots, dashes and underscores. Source: docs/gateways/smsc.md 2.1 `id`. */
const allowed = /^[A-Za-z0-9._-]{1,40}$/;

/** Between the user's reference and what makes the id unique. */
const separator = '..';

const uniqueBytes = 6;

const withReference = /^(.+)\.\.[0-9a-f]{12}$/;

const longestReference = 40 - separator.length - 2 * uniqueBytes;

/** Whether a reference can travel in the id, and so come back with the delivery reports. */
const canTravel = (reference: string): boolean =>
	allowed.test(reference) && reference.length <= longestReference;

/**
 * Makes the id of a message, so that it can be asked for when no answer came. It is unique, because SMSC tells only the
 * latest of several messages with one id. Source: docs/gateways/smsc.md 2.1 `id`.
 */
export function clientId(reference: string | null): string {
	// Node keeps random bytes for these in stock; asking for a few of them at a time costs ten times as much.
	const unique = (bytes: number) =>
		randomUUID()
			.replaceAll('-', '')
			.slice(0, 2 * bytes);
	return reference !== null && canTravel(reference)
		? `${reference}${separator}${unique(uniqueBytes)}`
		: `n8n-${unique(12)}`;
}

/** @returns whether `clientId` made the id, so that no earlier message can have it */
export const isUnique = (id: string): boolean =>
	withReference.test(id) || /^n8n-[0-9a-f]{24}$/.test(id);

/** @returns the reference in an id that `clientId` made */
export const referenceIn = (id: string): string | null => withReference.exec(id)?.[1] ?? null;

/** @throws InputProblem when the user's own id cannot be one */
export function ownId(value: unknown, label: string): string {
	const id = String(value ?? '').trim();
	const tooBig = /^\d+$/.test(id) && (Number(id) > 2_147_483_647 || Number(id) < 1);
	if (id === '' || (allowed.test(id) && !tooBig)) return id;
	throw new InputProblem(
		label,
		`“${id}” is not an ID that SMSC accepts`,
		'Use a number from 1 to 2147483647, or up to 40 Latin letters, digits, dots, dashes and underscores.',
	);
}
