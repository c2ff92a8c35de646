import { api } from './api.js';
import { Faults } from './faults.js';
import { html, render } from './html.js';
import { listenToKeys } from './keys.js';
import { keyOf, List } from './list.js';
import { Message } from './message.js';
import { Top } from './top.js';

/** Milliseconds between two looks at the sandbox. */
const PACE = 700;

const state = {
	gateways: [],
	counts: {},
	clock: null,
	search: '',
	gateway: '',
	lines: [],
	found: 0,
	/** Key of the message that is open. */
	open: null,
	message: null,
	faults: {},
	showsFaults: false,
	problem: null,
};

const show = () => render(html`<${Page} />`, document.body);

const Page = () => html`
	<${Top} state=${state} actions=${actions} />
	${state.problem ? html`<p class="problem" role="alert">${state.problem}</p>` : null}
	${state.showsFaults
		? html`<${Faults} gateways=${state.gateways} faults=${state.faults} actions=${actions} />`
		: null}
	<main class=${state.open === null ? '' : 'reading'}>
		<section class="messages" aria-label="Inbox">
			<${List} state=${state} actions=${actions} />
		</section>
		<section class="open" aria-label="Message" aria-live="polite">
			${state.open === null
				? null
				: html`<button type="button" class="back" onClick=${actions.close}>← All messages</button>`}
			${state.message
				? html`<${Message} key=${state.open} message=${state.message} actions=${actions} />`
				: html`<p class="empty">Choose a message: ↑ ↓, then D, R, C, F or E.</p>`}
		</section>
	</main>
`;

const refreshOpen = async () => {
	const line = state.open;
	if (line === null) return;
	const [gateway, ...id] = line.split('/');
	const message = await api.message(gateway, id.join('/')).catch(() => null);
	// Another message may have been opened while this one was on its way.
	if (state.open === line) state.message = message;
};

const refresh = async () => {
	const { search, gateway } = state;
	const [clock, seen, gateways] = await Promise.all([
		api.clock(),
		api.messages(search, gateway),
		state.gateways.length > 0 ? state.gateways : api.gateways(),
	]);
	const faults = await Promise.all(gateways.map(async ({ id }) => [id, await api.faults(id)]));
	// What was typed meanwhile has its own answer on the way.
	if (search === state.search && gateway === state.gateway) Object.assign(state, seen);
	Object.assign(state, { clock, gateways, faults: Object.fromEntries(faults) });
	await refreshOpen();
};

/** Does something, then shows what has become of everything. */
const doing = async (work) => {
	try {
		await work();
		await refresh();
		state.problem = null;
	} catch (error) {
		state.problem =
			error instanceof TypeError
				? 'The sandbox does not answer. Is it still running?'
				: error.message;
	}
	show();
};

const actions = {
	search: (text) => doing(() => (state.search = text)),
	choose: (gateway) => doing(() => (state.gateway = gateway)),
	open: (line) => doing(() => (state.open = keyOf(line))),
	close: () => doing(() => Object.assign(state, { open: null, message: null })),
	step: (by) => {
		const at = state.lines.findIndex((line) => keyOf(line) === state.open);
		const line = state.lines[Math.max(0, Math.min(state.lines.length - 1, at + by))];
		if (!line) return;
		void actions.open(line).then(() => {
			document.querySelector('.line[aria-current=true]')?.scrollIntoView({ block: 'nearest' });
		});
	},
	setStatus: ({ gateway, id }, status) => doing(() => api.setStatus(gateway, id, status)),
	reply: ({ gateway, recipient }, text) => doing(() => api.reply(gateway, recipient, text)),
	setSpeed: (speed) => doing(() => api.setSpeed(speed)),
	advance: (ms) => doing(() => api.advance(ms)),
	toggleFaults: () => doing(() => (state.showsFaults = !state.showsFaults)),
	toggleFault: (gateway, fault, active) =>
		doing(() => (active ? api.liftFault(gateway, active.id) : api.addFault(gateway, fault))),
	reset: () =>
		doing(async () => {
			if (!confirm('Forget all messages, faults and settings of all gateways?')) return;
			await api.reset();
			Object.assign(state, { open: null, message: null });
		}),
};

const live = async () => {
	if (!document.hidden) await doing(() => undefined);
	setTimeout(live, PACE);
};

listenToKeys(state, actions);
void live();
