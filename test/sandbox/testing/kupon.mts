import type { Message } from '../framework/message.mts';
import type { Seen } from './http.mts';
import { postForm } from './http.mts';

/** Parameters the strict sandbox accepts as they are. */
export const ACCEPTED = {
	token: 'kupon-sandbox-token',
	type: 'sms',
	sender: 'MyShop',
	sent_to: '79001112233',
	sent_text: 'Заказ 42 готов',
	charset: 'UTF-8',
};

type Values = Readonly<Record<string, string | Buffer | undefined>>;

const present = (values: Values): Record<string, string | Buffer> => {
	const entries = Object.entries(values).filter(([, value]) => value !== undefined);
	return Object.fromEntries(entries) as Record<string, string | Buffer>;
};

type Target = { readonly url: string };

/** send-message with good parameters, changed as given; undefined removes one. */
export const sendOne = async (kupon: Target, changes: Values = {}): Promise<Seen> =>
	await postForm(`${kupon.url}/api/v1/bulk/send-message`, present({ ...ACCEPTED, ...changes }));

/** send-list-messages with those items. */
export const sendList = async (
	kupon: Target,
	items: unknown,
	changes: Values = {},
): Promise<Seen> =>
	await postForm(
		`${kupon.url}/api/v1/bulk/send-list-messages`,
		present({
			...ACCEPTED,
			sent_to: undefined,
			sent_text: undefined,
			messages: JSON.stringify(items),
			...changes,
		}),
	);

/** The only message of a gateway. */
export const onlyMessage = ({ messages }: { messages: readonly Message[] }): Message => {
	const [message] = messages;
	if (!message || messages.length !== 1) throw new Error(`${messages.length} messages, not one`);
	return message;
};
