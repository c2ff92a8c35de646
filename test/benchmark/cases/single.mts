/** One request for each item: SMTP mail through SendPulse, which has no list of different messages. */
import type { Case } from './case.mts';
import { batched, jsonPost } from './httpRequest.mts';
import { bearer, sendPulse } from './lists.mts';

export const singleCase = (url: string, concurrent: number): Case => ({
	// Credentials and workflows of the host go by this name.
	name: `SendPulse, Email: Send with ${concurrent} in flight`,
	...sendPulse(url, concurrent),
	parameters: {
		authentication: 'apiKey',
		resource: 'email',
		operation: 'send',
		fromEmail: { __rl: true, mode: 'id', value: 'shop@example.com' },
		fromName: 'My Shop',
		toEmail: '={{ $json.email }}',
		subject: '={{ $json.subject }}',
		emailFormat: 'html',
		html: '={{ $json.html }}',
	},
	item: `{ email: 'ann+' + number + '@example.com', subject: 'Заказ ' + number, html: '<p>Ваш заказ ' + number + ' готов.</p>' }`,
	http: jsonPost(
		`${url}/smtp/emails`,
		`={{ { email: {
			subject: $json.subject,
			from: { name: 'My Shop', email: 'shop@example.com' },
			to: [{ email: $json.email }],
			html: $json.html.base64Encode(),
		} } }}`,
	),
	httpHeader: bearer,
});

/** HTTP Request with about as many in flight: a batch of that many whenever the answers of the last one are due. */
export const flights = (one: Case, concurrent: number, latencyMs: number): Case => ({
	...one,
	name: `${one.name}, ${concurrent} in a batch`,
	http: batched(one.http, concurrent, latencyMs),
});
