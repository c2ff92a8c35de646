/**
 * What n8n's editor keeps of a text, as measured in n8n 2.41: a notice goes through sanitize-html with three tags, every other
 * text with the usual formatting ones. What is not kept goes without a trace: `a<br>b` is shown as `ab`.
 */

/** `N8nNotice` of the editor. */
const noticeTags = ['a', 'ul', 'li'];

const noticeAttributes = [
	'data-key',
	'href',
	'target',
	'data-action',
	'data-action-parameter-connectiontype',
	'data-action-parameter-creatorview',
];

/** `v-n8n-html`, which shows descriptions and hints. */
const htmlTags = [...noticeTags, 'b', 'strong', 'i', 'em', 'code', 'br', 'p', 'ol', 'pre'];

const tagPattern = /<\/?([a-z][a-z0-9]*)\b([^>]*)>/gi;

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

function lost(text: string, tags: string[], attributes: string[]): string[] {
	return [...text.matchAll(tagPattern)].flatMap(([tag, name = '', rest = '']) => {
		if (!tags.includes(name.toLowerCase())) return [tag];
		const given = [...rest.matchAll(/([a-z-]+)\s*=/gi)].map(([, one = '']) => one.toLowerCase());
		return given.every((one) => attributes.includes(one)) ? [] : [tag];
	});
}

/** @returns the tags of a notice that the editor drops */
export const lostInNotice = (text: string): string[] => lost(text, noticeTags, noticeAttributes);

/** @returns the tags of a description or hint that the editor drops */
export const lostInHtml = (text: string): string[] => lost(text, htmlTags, ['href', 'target']);

/** @returns the text of a notice as a person reads it and copies from it, an entry of a list on a line of its own */
export const shownNotice = (text: string): string =>
	text
		.replace(tagPattern, (_tag, name: string) =>
			['ul', 'li'].includes(name.toLowerCase()) ? '\n' : '',
		)
		.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole)
		.replace(/\n+/g, '\n')
		.trim();
