import type { Gateway } from '../../../nodes/shared/model/gateway.ts';
import type { Failure, FailureKind } from '../../../nodes/shared/model/failure.ts';
import { isRecord, parseJson } from '../../../nodes/shared/text/json.ts';

export const failure = (kind: FailureKind, more: Partial<Failure> = {}): Failure => ({
	kind,
	code: null,
	text: `a failure of the kind ${kind}`,
	hint: 'Do something about it.',
	httpStatus: null,
	...more,
});

/** A gateway that refuses with `{"error": "words", "kind": "rejected"}`. */
export const testGateway: Gateway = {
	id: 'test',
	displayName: 'Test Gateway',
	credential: 'testApi',
	limits: { concurrent: 5, perSecond: 0, listSize: 100 },
	baseUrl: () => 'https://gateway.test',
	parse: parseJson,
	readFailure: (httpStatus, body) =>
		isRecord(body) && typeof body.error === 'string'
			? failure((body.kind ?? 'rejected') as FailureKind, { text: body.error, httpStatus })
			: null,
	statuses: { 1: 'delivered' },
	callbacks: {
		largestBody: 1000,
		isProvenByUrl: () => false,
		authenticate: () => ({ accepted: false }),
		parse: () => [],
	},
	secrets: ({ key }) => [String(key ?? '')],
};
