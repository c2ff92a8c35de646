import { html } from './html.js';

const ADDRESS = /https?:\/\/[^\s<>"'()]+/gi;

/** What ends a sentence does not belong to an address in it. */
const END = /[.,;:!?]$/;

/** A text whose web addresses can be clicked. */
export const Linked = ({ text }) => {
	const parts = [];
	let done = 0;
	for (const { 0: found, index } of text.matchAll(ADDRESS)) {
		const address = END.test(found) ? found.slice(0, -1) : found;
		parts.push(
			text.slice(done, index),
			html`<a href=${address} target="_blank" rel="noopener noreferrer">${address}</a>`,
		);
		done = index + address.length;
	}
	return html`${parts}${text.slice(done)}`;
};
