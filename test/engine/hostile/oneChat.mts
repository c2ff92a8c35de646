/** A SendPulse account with one bot, which one customer writes to. */

/** @param id its number @param createdAt ISO text */
export const chatMessage = (id: number, createdAt: string) => ({
	...{ id: `m${id}`, contact_id: 'c1', direction: 1, type: 1, created_at: createdAt },
	data: { text: String(id) },
});

/** @returns what it answers at an address @param messages from the earliest on */
export function oneChatAnswer(url: string, messages: object[]): object {
	const listed = messages.toReversed();
	const path = url.split('?')[0] ?? '';
	const data = path.endsWith('/bots')
		? [{ id: 'bot1', name: 'Shop' }]
		: path.endsWith('/chats/messages')
			? listed
			: [{ contact: { id: 'c1' }, inbox_last_message: listed[0] ?? null }];
	return { success: true, data };
}
