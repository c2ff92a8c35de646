import { dayAndTime, html } from './html.js';

const SPEEDS = [
	[0, 'stopped'],
	[1, 'real time'],
	[60, 'a minute a second'],
	[3600, 'an hour a second'],
];

const MINUTE = 60_000;

const Chip = ({ isChosen, choose, count, children }) => html`
	<button type="button" class="chip" aria-pressed=${isChosen} onClick=${choose}>
		${children} <small>${count}</small>
	</button>
`;

/** Which gateway's messages are shown. */
const Gateways = ({ state, actions }) => {
	const total = Object.values(state.counts).reduce((sum, count) => sum + count, 0);
	return html`
		<nav class="chips" aria-label="Gateways">
			<${Chip} isChosen=${state.gateway === ''} count=${total} choose=${() => actions.choose('')}>
				All
			<//>
			${state.gateways.map(
				({ id, displayName }) => html`
					<${Chip}
						isChosen=${state.gateway === id}
						count=${state.counts[id] ?? 0}
						choose=${() => actions.choose(id)}
					>
						<i class="dot ${id}"></i>${displayName}
					<//>
				`,
			)}
		</nav>
	`;
};

/** The time of the sandbox and what moves it. */
const Clock = ({ clock, actions }) => html`
	<div class="clock">
		<time>${clock ? dayAndTime(clock.now) : ''}</time>
		<select
			aria-label="Speed of the clock"
			value=${clock?.speed}
			onChange=${(event) => actions.setSpeed(Number(event.target.value))}
		>
			${(SPEEDS.some(([speed]) => speed === clock?.speed)
				? SPEEDS
				: [...SPEEDS, [clock?.speed, `${clock?.speed} seconds a second`]]
			).map(([speed, name]) => html`<option value=${speed}>${name}</option>`)}
		</select>
		<button type="button" onClick=${() => actions.advance(MINUTE)}>+1 min</button>
		<button type="button" onClick=${() => actions.advance(60 * MINUTE)}>+1 h</button>
	</div>
`;

/** Search, gateways, clock and the way to the faults. */
export const Top = ({ state, actions }) => {
	const active = Object.values(state.faults).flat().length;
	return html`
		<header>
			<h1>Inbox</h1>
			<input
				id="search"
				type="search"
				placeholder="Search ( / )"
				aria-label="Search"
				value=${state.search}
				onInput=${(event) => actions.search(event.target.value)}
			/>
			<${Gateways} state=${state} actions=${actions} />
			<${Clock} clock=${state.clock} actions=${actions} />
			<button
				type="button"
				class=${active > 0 ? 'warn' : ''}
				aria-expanded=${state.showsFaults}
				aria-controls="faults"
				onClick=${actions.toggleFaults}
			>
				Faults${active > 0 ? ` (${active})` : ''}
			</button>
			<button type="button" onClick=${actions.reset}>Forget everything</button>
		</header>
	`;
};
