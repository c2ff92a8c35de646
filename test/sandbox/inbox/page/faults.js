import { html } from './html.js';

/** The faults that have a switch; the control port knows more of them. */
const SWITCHES = [
	['Connection refused', { kind: 'refuse' }],
	['Reset before the work', { kind: 'reset', when: 'before' }],
	['Reset after the work', { kind: 'reset', when: 'after' }],
	['No answer', { kind: 'hang', when: 'before' }],
	['No answer, work done', { kind: 'hang', when: 'after' }],
	['Two seconds late', { kind: 'slow', delayMs: 2000 }],
	['401', { kind: 'status', status: 401 }],
	['429, wait 3 seconds', { kind: 'status', status: 429, retryAfter: 3 }],
	['500 with a page', { kind: 'status', status: 500 }],
	['400 beside the answer', { kind: 'wrongStatus', status: 400 }],
	['Empty answer', { kind: 'empty' }],
	['Cut answer', { kind: 'truncated' }],
	['Garbage', { kind: 'garbage' }],
	['Wrong content type', { kind: 'wrongContentType' }],
	['Wrong charset', { kind: 'wrongCharset' }],
	['Answer of 50 MB', { kind: 'huge' }],
];

const isThis = (fault) => (active) =>
	Object.entries(fault).every(([name, value]) => active[name] === value);

/** A table of switches, one column a gateway. */
export const Faults = ({ gateways, faults, actions }) => html`
	<section id="faults" class="faults" aria-label="Faults">
		<table>
			<thead>
				<tr>
					<th scope="col">Fault, for every request until switched off</th>
					${gateways.map(({ displayName }) => html`<th scope="col">${displayName}</th>`)}
				</tr>
			</thead>
			<tbody>
				${SWITCHES.map(
					([name, fault]) => html`
						<tr>
							<th scope="row">${name}</th>
							${gateways.map((gateway) => {
								const active = (faults[gateway.id] ?? []).find(isThis(fault));
								return html`<td>
									<label>
										<input
											type="checkbox"
											role="switch"
											aria-label="${name}, ${gateway.displayName}"
											checked=${active !== undefined}
											onChange=${() => actions.toggleFault(gateway.id, fault, active)}
										/>
										${active?.hits ? html`<small>struck ${active.hits}×</small>` : null}
									</label>
								</td>`;
							})}
						</tr>
					`,
				)}
			</tbody>
		</table>
	</section>
`;
