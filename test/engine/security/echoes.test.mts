/** A gateway, or a proxy before it, that repeats the request in its answer: no secret of it shows anywhere. */
import '../harness/withoutPauses.mts';
import { findSecrets } from '../harness/index.mts';
import { credentialCases, usesOf, travelling } from './calls.mts';
import type { Answer, Seen } from './server.mts';
import { useServer } from './server.mts';

/** The request as an error page shows it: as it came, decoded, and in JSON. */
const shown = ({ method, url, headers, body }: Seen): string => {
	const decoded = (text: string) => {
		try {
			return decodeURIComponent(text.replaceAll('+', ' '));
		} catch {
			return text;
		}
	};
	return [method, url, decoded(url), headers, body, decoded(body), JSON.stringify(body)].join(' ');
};

const answers: Record<string, (request: Seen) => Answer> = {
	'an error page': (request) => ({
		status: 500,
		headers: { 'content-type': 'text/html' },
		body: `<html><body><h1>Error</h1><pre>${shown(request)}</pre></body></html>`,
	}),
	'a refusal': (request) => ({
		status: 400,
		body: JSON.stringify({
			type: 'error',
			msg: shown(request),
			error: shown(request),
			error_code: 6,
			message: shown(request),
		}),
	}),
	'a refusal of the account': (request) => ({
		status: 401,
		body: JSON.stringify({ error: shown(request), message: shown(request), error_code: 2 }),
	}),
	'something unreadable': (request) => ({ status: 200, body: `{"id": ${shown(request)}` }),
	'a redirect to an address with the query': ({ url }) => ({
		status: 302,
		headers: { location: `http://127.0.0.2:9${url}` },
		body: url,
	}),
	'a header that nobody wants': (request) => ({
		status: 429,
		headers: {
			'retry-after': '3600',
			'x-request': encodeURIComponent(shown(request)).slice(0, 4000),
		},
		body: JSON.stringify({ error: shown(request) }),
	}),
};

const kinds = credentialCases.map((one) => ({ ...one, kind: one.secrets[0] }));

const servers = Object.entries(answers).map(([name, answer]) => ({
	name,
	answer,
	gateway: useServer(),
}));

describe.each(kinds)('$name, $kind', (one) => {
	test.each(usesOf(one))('$what', async ({ run }) => {
		// At the same time, because reads are repeated after pauses.
		await Promise.all(
			servers.map(async ({ name, answer, gateway }) => {
				gateway.answer = answer;
				const seen = await run(gateway.url);

				// What the node was shown did hold the secret; otherwise this would prove nothing.
				const asked = findSecrets(gateway.seen, travelling(one));
				expect({ [name]: asked }).not.toEqual({ [name]: [] });
				expect({ [name]: findSecrets(seen, one.secrets) }).toEqual({ [name]: [] });
			}),
		);
	});
});
