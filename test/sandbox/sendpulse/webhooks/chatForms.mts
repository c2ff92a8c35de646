/**
 * What an event of a chatbot looks like, channel by channel (docs/gateways/sendpulse.md 18.4). `channel_data` is the
 * object of the platform; in the list of a chat's messages the same object is `data`.
 */

export type ChatService =
	| 'telegram'
	| 'whatsapp'
	| 'instagram'
	| 'messenger'
	| 'viber'
	| 'livechat'
	| 'tiktok';

type Data = Readonly<Record<string, unknown>>;

const telegram = (text: string, number: number): Data => ({
	message_id: number,
	message: { from: { id: 222 }, chat: { id: 222 }, text },
});

const whatsapp = (text: string, number: number): Data => ({
	message: { id: `wamid.${number}`, from: '380501112233', type: 'text', text: { body: text } },
});

const meta = (text: string, number: number): Data => ({ message: { mid: `m_${number}`, text } });

/** Live chat and its kin give no id of their own. */
const nested = (text: string): Data => ({ message: { type: 'text', text: { text } } });

const TEXTS: Readonly<Record<ChatService, (text: string, number: number) => Data>> = {
	telegram,
	whatsapp,
	instagram: meta,
	messenger: meta,
	viber: nested,
	livechat: nested,
	tiktok: nested,
};

/** The platform's object for a text that a customer writes. @param number tells the messages of a chat apart */
export const textData = (service: ChatService, text: string, number: number): Data =>
	TEXTS[service](text, number);

/** The platform's objects for what is no plain text, with the text that people read in it. */
export const OTHER_MESSAGES: readonly (readonly [
	service: ChatService,
	what: string,
	data: Data,
	text: string | null,
])[] = [
	[
		'whatsapp',
		'an image with a caption',
		{
			message: {
				id: 'wamid.IMG',
				type: 'image',
				image: { id: '9', mime_type: 'image/jpeg', caption: 'here' },
			},
		},
		'here',
	],
	[
		'whatsapp',
		'a document',
		{
			message: {
				id: 'wamid.DOC',
				type: 'document',
				document: { id: '9', url: 'https://media.example/9', filename: 'bill.pdf' },
			},
		},
		null,
	],
	[
		'whatsapp',
		'a place',
		{
			message: {
				id: 'wamid.LOC',
				type: 'location',
				location: { latitude: 50.45, longitude: 30.52, name: 'Shop', address: 'Main street 1' },
			},
		},
		null,
	],
	['whatsapp', 'what it cannot show', { message: { id: 'wamid.U', type: 'unsupported' } }, null],
	[
		'messenger',
		'a comment under a post',
		{
			message: {
				item: 'comment',
				verb: 'add',
				comment_id: '7_8',
				post_id: '7',
				from: { id: '9', name: 'D' },
				message: 'Nice',
			},
		},
		'Nice',
	],
	[
		'instagram',
		'an attachment without a type',
		{
			message: {
				mid: 'm_att',
				attachments: [{ type: null, payload: { url: 'https://media.example/a.jpg' } }],
			},
		},
		null,
	],
	[
		'telegram',
		'a photo in two sizes',
		{
			message_id: 77,
			message: {
				from: { id: 222 },
				chat: { id: 222 },
				caption: 'Look',
				photo: [{ file_id: 'small' }, { file_id: 'large' }],
			},
		},
		'Look',
	],
];

/** Titles that SendPulse documents. Whoever builds a flow can type any other. */
export const TITLES = [
	'incoming_message',
	'outgoing_message',
	'new_subscriber',
	'open_chat',
	'link_click',
	'run_custom_flow',
	'bot_block',
	'unsubscribe',
] as const;
