import { html } from './html.js';

/** A text as one word of a shell's command. */
const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

/** The command line of a request that sends one message. */
const curl = ({ url, example: { path, headers = {}, form, json } }) =>
	[
		'curl',
		...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
		...Object.entries(form ?? {}).map(
			([name, value]) => `--data-urlencode ${quoted(`${name}=${value}`)}`,
		),
		...(json
			? [`-H ${quoted('Content-Type: application/json')}`, `-d ${quoted(JSON.stringify(json))}`]
			: []),
		quoted(url + path),
	].join(' ');

/** What to do while there is no message: where each gateway is, what it lets in, and a line that sends. */
export const Start = ({ gateways }) => html`
	<div class="start">
		<p>No message yet. Send one to a gateway of the sandbox.</p>
		${gateways.map(
			(gateway) => html`
				<section aria-label=${gateway.displayName}>
					<h2><i class="dot ${gateway.id}"></i>${gateway.displayName}</h2>
					<dl>
						<dt>Base URL</dt>
						<dd><code>${gateway.url}</code></dd>
						${Object.entries(gateway.credentials).map(
							([name, value]) =>
								html`<dt>${name}</dt>
									<dd><code>${value}</code></dd>`,
						)}
					</dl>
					${gateway.example ? html`<pre>${curl(gateway)}</pre>` : null}
				</section>
			`,
		)}
	</div>
`;
