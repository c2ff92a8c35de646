import type { Arguments } from '../core/arguments.mts';
import { isObject } from '../core/arguments.mts';
import { CHATBOT_FAILURES } from './failures.mts';
import type { ChannelName } from './model.mts';

/** One message of a send, read. */
export type Body = {
	readonly text: string;
	/** The address of the file, if there is one. */
	readonly file: string | null;
	/** Whether it may go outside the 24 hours. */
	readonly isTagged: boolean;
	readonly data: Readonly<Record<string, unknown>>;
};

type Values = Readonly<Record<string, unknown>>;

const LONGEST = { telegram: 4096, whatsapp: 1024 } as const;

/** What goes into `message` or an element of `messages` (docs/gateways/sendpulse.md 25.3). */
export class BodyReader {
	readonly #channel: ChannelName;
	readonly #limit: number | null;

	/** `limit`: the most characters of a text, whatever the channel. */
	constructor(channel: ChannelName, limit: number | null) {
		this.#channel = channel;
		this.#limit = limit;
	}

	read(value: unknown, name: string): Body {
		if (!isObject(value)) throw CHATBOT_FAILURES.missing(name);
		const read = this.#readers[this.#channel];
		return { isTagged: false, file: null, data: value, ...read(value, name) };
	}

	readonly #readers: Readonly<
		Record<ChannelName, (value: Values, name: string) => Partial<Body> & { readonly text: string }>
	> = {
		telegram: (value, name) => this.#telegram(value, name),
		whatsapp: (value, name) => this.#whatsapp(value, name),
		messenger: (value, name) => this.#messenger(value, name),
		instagram: (value, name) => this.#instagram(value, name),
		viber: (value, name) => this.#plain(value, name, ['image', 'generic_template']),
		livechat: (value, name) => this.#plain(value, name, ['image', 'document']),
		tiktok: (value, name) => this.#plain(value, name, []),
	};

	#telegram(value: Values, name: string) {
		const { type } = value;
		this.#checkKeyboard(value, name);
		if (type === 'text') return { text: this.#text(value.text, `${name}.text`) };
		if (
			typeof type === 'string' &&
			['photo', 'document', 'video', 'audio', 'voice'].includes(type)
		) {
			const file = this.#url(value[type], `${name}.${type}`);
			const { caption } = value;
			return { text: caption === undefined ? '' : this.#text(caption, `${name}.caption`), file };
		}
		if (type === 'action' && typeof value.action === 'string') return { text: '' };
		if (type === 'carousel' && Array.isArray(value.carousel)) return { text: '' };
		throw CHATBOT_FAILURES.wrong(`${name}.type`);
	}

	/** Rows of buttons; a button has a text, and an address or data. */
	#checkKeyboard(value: Values, name: string): void {
		if (value.reply_markup === undefined) return;
		const field = `${name}.reply_markup.inline_keyboard`;
		const rows = isObject(value.reply_markup) ? value.reply_markup.inline_keyboard : undefined;
		if (!Array.isArray(rows) || !rows.every(Array.isArray)) throw CHATBOT_FAILURES.wrong(field);
		for (const button of rows.flat() as unknown[]) this.#checkButton(button, field, 'data');
	}

	#checkButton(button: unknown, field: string, postback: 'data' | 'to_chain_id'): void {
		if (!isObject(button) || typeof button.text !== 'string' || button.text === '') {
			throw CHATBOT_FAILURES.wrong(field);
		}
		if (button.type === 'web_url') {
			// The examples of documents have plain http here.
			if (typeof button.url !== 'string' || !/^https?:\/\/\S+$/.test(button.url)) {
				throw CHATBOT_FAILURES.wrong(`${field}.url`);
			}
			return;
		}
		const target =
			postback === 'data' && isObject(button.data) ? button.data.to_chain_id : button.to_chain_id;
		if (button.type !== 'postback' || typeof target !== 'string')
			throw CHATBOT_FAILURES.wrong(field);
	}

	#whatsapp(value: Values, name: string) {
		const { type } = value;
		if (typeof type !== 'string') throw CHATBOT_FAILURES.missing(`${name}.type`);
		const inner = value[type];
		if (!isObject(inner)) throw CHATBOT_FAILURES.missing(`${name}.${type}`);
		if (type === 'text') return { text: this.#text(inner.body, `${name}.text.body`) };
		if (['image', 'document', 'audio'].includes(type)) {
			const { caption } = inner;
			// The description of a sound has a link and "voice", and no caption.
			if (type === 'audio' && caption !== undefined)
				throw CHATBOT_FAILURES.wrong(`${name}.audio.caption`);
			return {
				text: caption === undefined ? '' : this.#text(caption, `${name}.${type}.caption`),
				file: this.#url(inner.link, `${name}.${type}.link`),
			};
		}
		if (type === 'interactive') {
			const text = isObject(inner.body) ? inner.body.text : inner.body;
			return { text: this.#text(text, `${name}.interactive.body.text`) };
		}
		// Any object of the platform's own API is taken as well.
		return { text: '' };
	}

	#messenger(value: Values, name: string) {
		const { type, tag, content_type: content } = value;
		if (type !== 'RESPONSE' && type !== 'MESSAGE_TAG' && type !== 'UPDATE') {
			throw CHATBOT_FAILURES.wrong(`${name}.type`);
		}
		const isTagged = type === 'MESSAGE_TAG';
		if (isTagged && tag !== 'HUMAN_AGENT' && tag !== 'CUSTOMER_FEEDBACK') {
			throw CHATBOT_FAILURES.wrong(`${name}.tag`);
		}
		if (content === 'message') return { text: this.#text(value.text, `${name}.text`), isTagged };
		if (content === 'media_img' || content === 'media_file') {
			const key = content === 'media_img' ? 'img' : 'file';
			return { text: '', file: this.#url(value[key], `${name}.${key}`), isTagged };
		}
		if (content === 'template' && isObject(value.data)) {
			const attachment = isObject(value.data.attachment) ? value.data.attachment : {};
			const payload = isObject(attachment.payload) ? attachment.payload : {};
			return { text: this.#cards(payload.elements, `${name}.data`, 'chain'), isTagged };
		}
		throw CHATBOT_FAILURES.wrong(`${name}.content_type`);
	}

	#instagram(value: Values, name: string) {
		const { type, message } = value;
		if (!isObject(message)) throw CHATBOT_FAILURES.missing(`${name}.message`);
		if (type === 'text') return { text: this.#text(message.text, `${name}.message.text`) };
		const attachment = isObject(message.attachment) ? message.attachment : {};
		const payload = isObject(attachment.payload) ? attachment.payload : {};
		if (type === 'image') {
			return { text: '', file: this.#url(payload.url, `${name}.message.attachment.payload.url`) };
		}
		if (type === 'generic_template') {
			return { text: this.#cards(payload.elements, `${name}.message.attachment`, 'to_chain_id') };
		}
		throw CHATBOT_FAILURES.wrong(`${name}.type`);
	}

	/** Cards of Instagram and Messenger: each has a title, and buttons that open an address or go to a chain. */
	#cards(elements: unknown, field: string, target: 'chain' | 'to_chain_id'): string {
		if (!Array.isArray(elements) || elements.length === 0) throw CHATBOT_FAILURES.missing(field);
		const titles = elements.map((element: unknown) => {
			if (!isObject(element)) throw CHATBOT_FAILURES.wrong(field);
			for (const button of (Array.isArray(element.buttons) ? element.buttons : []) as unknown[]) {
				if (!isObject(button) || typeof button.title !== 'string')
					throw CHATBOT_FAILURES.wrong(field);
				const data = isObject(button.data) ? button.data[target] : undefined;
				const isLink = button.type === 'web_url' && typeof button.url === 'string';
				if (!isLink && !(button.type === 'postback' && typeof data === 'string')) {
					throw CHATBOT_FAILURES.wrong(`${field}.buttons`);
				}
			}
			return this.#text(element.title, `${field}.title`);
		});
		return titles.join('\n');
	}

	/** Viber, live chat, TikTok. */
	#plain(value: Values, name: string, kinds: readonly string[]) {
		const { type } = value;
		if (type === 'text') {
			const inner = isObject(value.text) ? value.text : {};
			const rows = inner.buttons;
			const field = `${name}.text.buttons`;
			if (rows !== undefined && (!Array.isArray(rows) || !rows.every(Array.isArray))) {
				throw CHATBOT_FAILURES.wrong(field);
			}
			for (const button of (rows ?? []).flat() as unknown[]) {
				this.#checkButton(button, field, 'to_chain_id');
			}
			return { text: this.#text(inner.text, `${name}.text.text`) };
		}
		if (typeof type !== 'string' || !kinds.includes(type))
			throw CHATBOT_FAILURES.wrong(`${name}.type`);
		if (type === 'generic_template' && Array.isArray(value[type])) return { text: '' };
		const inner = isObject(value[type]) ? value[type] : {};
		const file = isObject(inner.file) ? inner.file.path : undefined;
		return { text: '', file: this.#url(file, `${name}.${type}.file.path`) };
	}

	#text(value: unknown, field: string): string {
		if (typeof value !== 'string' || value.trim() === '') throw CHATBOT_FAILURES.missing(field);
		const own =
			this.#channel === 'whatsapp' || this.#channel === 'telegram' ? LONGEST[this.#channel] : null;
		const limit = this.#limit ?? own;
		if (limit !== null && [...value].length > limit) throw CHATBOT_FAILURES.tooLong(field, limit);
		return value;
	}

	/** "URLs must be public https". */
	#url(value: unknown, field: string): string {
		if (typeof value !== 'string' || !value.startsWith('https://') || !URL.canParse(value)) {
			throw CHATBOT_FAILURES.wrong(field);
		}
		return value;
	}
}

/** A text of a call that has to be there. */
export const needText = (values: Arguments, name: string): string => {
	const value = values.value(name);
	if (typeof value !== 'string' || value === '') throw CHATBOT_FAILURES.missing(name);
	return value;
};
