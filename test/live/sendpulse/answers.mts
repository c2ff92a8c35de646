/** How SendPulse is asked and answers. Source: docs/gateways/sendpulse.md 1. */
import type { RawRequest } from '../model.mts';
import type { Expected } from '../probes.mts';
import { either, filled, number, object } from '../shapes.mts';
import type { Like } from '../shapes.mts';

export const get = (path: string, query: Record<string, string> = {}): RawRequest => ({
	method: 'GET',
	path,
	query,
});

export const send = (
	method: 'POST' | 'PUT' | 'DELETE',
	path: string,
	json: object = {},
): RawRequest => ({ method, path, json });

export const done: Expected = { json: object({ result: true }) };

export const of = (json: Like): Expected => ({ json });

/** A refusal in the usual form, with this HTTP status and one of the codes. */
export const refused = (status: number | number[], ...codes: number[]): Expected => ({
	status,
	json: object({ message: filled, error_code: codes.length > 0 ? either(...codes) : number }),
});

export const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** A path with an address in it. */
export const inPath = (text: string): string => encodeURIComponent(text);
