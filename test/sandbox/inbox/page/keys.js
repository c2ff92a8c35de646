const inField = ({ target }) =>
	target instanceof HTMLElement && target.matches('input:not([type=checkbox]), select, textarea');

/** Works the page by keys: arrows or j and k, / for the search, Escape, and the first letters of the deeds. */
export const listenToKeys = (state, actions) => {
	document.addEventListener('keydown', (event) => {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		if (event.key === 'Escape') return void document.activeElement?.blur();
		if (inField(event)) return;
		if (event.key === '/') {
			event.preventDefault();
			document.getElementById('search').focus();
			return;
		}
		if (event.key === 'ArrowDown' || event.key === 'j') {
			event.preventDefault();
			return actions.step(1);
		}
		if (event.key === 'ArrowUp' || event.key === 'k') {
			event.preventDefault();
			return actions.step(-1);
		}
		const { message } = state;
		const chosen = message?.deeds.find(({ deed }) => deed[0] === event.key);
		if (chosen) actions.setStatus(message, chosen.status);
	});
};
