const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** Text for any place in HTML. */
export const escaped = (text: string): string =>
	text.toWellFormed().replace(/[&<>"']/g, (character) => entities[character] ?? '');
