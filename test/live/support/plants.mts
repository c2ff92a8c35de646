/** Differences between the world and the sandbox, planted in answers. */
import type { Sandbox } from '../../sandbox/index.mts';
import type { Plant, PlantedAnswer, PlantedRequest } from './proof.mts';

/** One difference, and the facts that it contradicts. */
export interface Difference {
	readonly what: string;
	readonly facts: readonly string[];
	readonly plant?: Plant;
	/** A switch of the sandbox. */
	readonly set?: (sandbox: Sandbox) => void;
}

type Meets = RegExp | ((request: PlantedRequest) => boolean);

const meets = (which: Meets, request: PlantedRequest): boolean =>
	typeof which === 'function'
		? which(request)
		: which.test(`${request.path}?${request.query}&${request.body}`);

/** @param which requests, by "path?query&body" */
export const answered = (which: Meets, change: (answer: PlantedAnswer) => void): Plant => ({
	answered(request, answer) {
		if (meets(which, request)) change(answer);
	},
});

/** Changes what is asked, so that another thing happens. */
export const asked = (which: Meets, change: (request: PlantedRequest) => void): Plant => ({
	asked(request) {
		if (meets(which, request)) change(request);
	},
});

/** JSON in the place of what was answered. */
export const json = (which: Meets, body: unknown, status = 200): Plant =>
	answered(which, (answer) => {
		answer.status = status;
		answer.headers['content-type'] = 'application/json';
		answer.body = Buffer.from(JSON.stringify(body), 'utf8');
	});

/** The text of an answer with another in the place of each match. */
export const words = (which: Meets, from: RegExp, to: string): Plant =>
	answered(which, (answer) => {
		answer.body = Buffer.from(answer.body.toString('utf8').replaceAll(from, to), 'utf8');
	});

export const status = (which: Meets, code: number): Plant =>
	answered(which, (answer) => void (answer.status = code));

export const empty = (which: Meets): Plant =>
	answered(which, (answer) => void (answer.body = Buffer.alloc(0)));

export const html = (which: Meets, code = 200): Plant =>
	answered(which, (answer) => {
		answer.status = code;
		answer.headers['content-type'] = 'text/html; charset=utf-8';
		answer.body = Buffer.from('<!DOCTYPE html><html><body>Maintenance</body></html>', 'utf8');
	});

export const redirect = (which: Meets): Plant =>
	answered(which, (answer) => {
		answer.status = 302;
		answer.headers.location = 'http://127.0.0.1:9/login';
		answer.body = Buffer.alloc(0);
	});

/** Half of the answer. */
export const truncated = (which: Meets): Plant =>
	answered(which, (answer) => {
		answer.body = answer.body.subarray(0, Math.floor(answer.body.length / 2));
	});

/** The text in another charset, whatever the header says. */
export const latin = (which: Meets): Plant =>
	answered(which, (answer) => {
		answer.body = Buffer.from(
			answer.body.toString('utf8').replaceAll(/[^\x20-\x7e]/g, 'ÿ'),
			'latin1',
		);
	});
