/** How SMS.by is asked and answers. Source: docs/gateways/smsby.md 2. */
import type { RawRequest } from '../model.mts';
import type { Expected } from '../probes.mts';
import { either, filled, numeric, object } from '../shapes.mts';

/** A method by GET, with parameters in the query. */
export const get = (method: string, query: Record<string, string> = {}): RawRequest => ({
	method: 'GET',
	path: `/api/v1/${method}`,
	query,
});

/** A method by POST, with parameters in the form. */
export const post = (method: string, form: Record<string, string> = {}): RawRequest => ({
	path: `/api/v1/${method}`,
	form,
});

const refusalBody = either(object({ error: filled }), object({ status: 'error', message: filled }));

/** Refused in words, at one of these HTTP statuses. */
export const refused = (...status: number[]): Expected => ({ status, json: refusalBody });

/** Refused in words, whatever the HTTP status is, of which there were many. Source: docs/gateways/smsby.md 10. */
export const refusedAnyhow = refused(200, 400, 403, 404, 421, 500);

/** An SMS that was taken. Source: docs/gateways/smsby.md 3.1. */
export const accepted = object({ sms_id: numeric, status: 'NEW' });
