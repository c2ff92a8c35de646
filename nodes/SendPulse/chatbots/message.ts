import { idOf, isRecord, recordOf } from '../../shared/text/json';

type Values = Readonly<Record<string, unknown>>;

/** A file that came with a message, as far as the channel tells. */
export interface ChatMedia {
	/** The channel's word: image, document, photo …; null where it gives none. */
	type: string | null;
	/** Where the file is. Many channels give only an id, which stands in `raw`. */
	url: string | null;
}

/** What the channels' messages have in common. */
interface ChatContent {
	/** The platform's id, unique in its chat; null where the channel gives none. */
	platformId: string | null;
	text: string | null;
	media: ChatMedia | null;
}

const mediaTypes = [
	'image',
	'document',
	'photo',
	'video',
	'audio',
	'voice',
	'sticker',
	'location',
] as const;

/** @returns null also for white space alone */
function words(value: unknown): string | null {
	return typeof value === 'string' && value.trim() !== '' ? value : null;
}

const firstOf = <T>(list: unknown[], read: (value: unknown) => T | null): T | null => {
	for (const value of list) {
		const found = read(value);
		if (found !== null) return found;
	}
	return null;
};

/**
 * The object of the platform, and the message in it: a text alone, the message itself, or an object that has it as `message`.
 * Source: docs/gateways/sendpulse.md 18.4.3.
 */
function partsOf(data: unknown): { outer: Values; message: Values } {
	if (typeof data === 'string') return { outer: {}, message: { text: data } };
	const outer = recordOf(data);
	if (isRecord(outer.message)) return { outer, message: outer.message };
	return { outer, message: typeof outer.message === 'string' ? { text: outer.message } : outer };
}

/** A comment under a post has no id of a message; changes of one comment are told apart. Source: docs/gateways/sendpulse.md 18.4.4. */
function commentId({ comment_id: id, verb, message }: Values): string | null {
	const comment = idOf(id);
	return comment === null ? null : JSON.stringify([comment, idOf(verb), idOf(message)]);
}

/** Source: docs/gateways/sendpulse.md 18.4.4. */
const platformIdOf = (outer: Values, message: Values): string | null =>
	firstOf([message.id, outer.message_id, message.message_id, message.mid], idOf) ??
	commentId(message);

/** The part that has the name of its type. */
function mediaPart(message: Values): { type: string; part: unknown } | null {
	const named = idOf(message.type);
	const type =
		named !== null && named !== 'text' && Object.hasOwn(message, named)
			? named
			: mediaTypes.find((one) => message[one] !== undefined && message[one] !== null);
	return type === undefined ? null : { type, part: message[type] };
}

/** Instagram and Messenger: one attachment, or a list of them. */
function attachmentOf({ attachments, attachment }: Values): ChatMedia | null {
	const first: unknown = Array.isArray(attachments) ? attachments[0] : attachment;
	if (!isRecord(first)) return null;
	return { type: idOf(first.type), url: words(recordOf(first.payload).url) };
}

function mediaOf(message: Values): ChatMedia | null {
	const attached = attachmentOf(message);
	if (attached) return attached;
	const media = mediaPart(message);
	if (!media) return null;
	const { url, link } = recordOf(media.part);
	return { type: media.type, url: firstOf([url, link, message.url, media.part], words) };
}

/** What a person reads. Source: docs/gateways/sendpulse.md 18.4.3. */
function textOf(outer: Values, message: Values): string | null {
	const { text } = message;
	const inner = recordOf(text);
	const media = recordOf(mediaPart(message)?.part);
	return firstOf(
		[text, inner.body, inner.text, message.message, message.caption, media.caption, outer.text],
		words,
	);
}

/**
 * Reads a message of any channel in the same way.
 *
 * @param data the object of the platform: `channel_data` of an event, `data` of a message in a list
 */
export function contentOf(data: unknown): ChatContent {
	const { outer, message } = partsOf(data);
	return {
		platformId: platformIdOf(outer, message),
		text: textOf(outer, message),
		media: mediaOf(message),
	};
}
