import { clockTime, html } from './html.js';
import { Start } from './start.js';

export const keyOf = ({ gateway, id }) => `${gateway}/${id}`;

const Line = ({ line, isOpen, open }) => html`
	<li>
		<button type="button" class="line" aria-current=${isOpen ? 'true' : null} onClick=${open}>
			<span class="who"><i class="dot ${line.gateway}"></i>${line.recipient}</span>
			<time>${clockTime(line.receivedAt)}</time>
			<span class="excerpt">${line.heading ? `${line.heading} — ` : ''}${line.excerpt}</span>
			<span class="word">
				${line.channel} · <span class=${line.mood}>${line.word}</span>${line.scheduledAt
					? ' · scheduled'
					: ''}${line.isReportLost ? html` · <span class="bad">callback failed</span>` : null}
			</span>
		</button>
	</li>
`;

/** The newest messages that the search finds. */
export const List = ({ state, actions }) => {
	const { lines, found, open } = state;
	if (lines.length === 0) {
		const isAsked = state.search !== '' || Object.values(state.counts).some((count) => count > 0);
		if (isAsked) return html`<p class="empty">Nothing found.</p>`;
		const { gateway, gateways } = state;
		return html`<${Start} gateways=${gateways.filter(({ id }) => !gateway || id === gateway)} />`;
	}
	return html`
		<ul class="list" aria-label="Messages">
			${lines.map(
				(line) => html`
					<${Line}
						key=${keyOf(line)}
						line=${line}
						isOpen=${open === keyOf(line)}
						open=${() => actions.open(line)}
					/>
				`,
			)}
		</ul>
		${found > lines.length
			? html`<p class="empty">The newest ${lines.length} of ${found}. Search for the others.</p>`
			: null}
	`;
};
