import htm from './htm.mjs';
import { h, render } from './preact.mjs';

/** Preact's elements as tagged templates. Whatever is put in is text, never markup. */
export const html = htm.bind(h);
export { render };

/** An instant as the reader's clock shows it. */
export const clockTime = (iso) => new Date(iso).toLocaleTimeString([], { hour12: false });

/** An instant with its day. */
export const dayAndTime = (iso) => new Date(iso).toLocaleString([], { hour12: false });
