import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { deliver } from '../../../nodes/shared/delivery/deliver.ts';
import type { Route } from '../../../nodes/shared/delivery/route.ts';
import { DeduplicationStore } from '../../engine/harness/deduplicationStore.mts';
import { type FakeContext, fakeContext } from './executeContext.mts';
import { testGateway } from './gateway.mts';
import { type TestMessage, testRoute } from './route.mts';

/** What the gateway says to one request: ids or failures of its recipients, a whole answer, or a throw. */
type Says = (recipients: string[]) => unknown;

interface Execution extends FakeContext {
	says?: Says;
	route?: Route<TestMessage>;
}

/** The same node in one execution after the other, with a Send Once Key, and what the gateway was asked for. */
export class Deliveries {
	readonly store = new DeduplicationStore();

	readonly sent: string[][] = [];

	/** The texts of the same messages. */
	readonly texts: string[][] = [];

	readonly warnings: string[] = [];

	/** One try of an execution; give it the memory of an earlier try to make it the next one. */
	async run(items: IDataObject[], { says, route = testRoute, ...given }: Execution = {}) {
		const context = fakeContext({
			items,
			continueOnFail: true,
			store: this.store,
			warnings: this.warnings,
			credentials: { key: 'the-secret', concurrent: 1, perSecond: 0 },
			...given,
			parameters: {
				recipient: '={{ $json.recipient }}',
				text: '={{ $json.text }}',
				options: { sendOnceKey: '={{ $json.orderId }}' },
				...given.parameters,
			},
			http: async (options) => {
				const { messages } = options.body as { messages: Array<{ to: string; text: string }> };
				const recipients = messages.map(({ to }) => to);
				this.sent.push(recipients);
				this.texts.push(messages.map(({ text }) => text));
				const body = (await says?.(recipients)) ?? { ids: recipients.map((to) => `id-${to}`) };
				return { body: Buffer.from(JSON.stringify(body)), headers: {}, statusCode: 200 };
			},
		});
		return (await deliver(context, testGateway, route))[0] ?? [];
	}

	/** Brings the store back to what it held while the gateway was asked for these recipients, as after a crash. */
	async killedDuring(items: IDataObject[], recipient: string, more: Execution = {}): Promise<void> {
		let rows: Map<string, string> | undefined;
		await this.run(items, {
			...more,
			says: (recipients) => {
				if (recipients.includes(recipient)) rows = new Map(this.store.rows);
				return more.says?.(recipients);
			},
		});
		if (!rows) throw new Error(`Nobody was asked for ${recipient}`);
		this.store.rows = rows;
	}
}

export const orders = (...numbers: Array<number | string>) =>
	numbers.map((number) => ({
		recipient: `10${number}`,
		text: 'hello',
		orderId: `order-${number}`,
	}));

/** Each row as its id, `again` when it was sent before, or the outcome of its failure; and the row that it goes with. */
export const shapeOf = (output: INodeExecutionData[]) =>
	output.map(({ json }) => {
		const details = json.details as IDataObject | undefined;
		const state = details?.outcome ?? (json.alreadySent === true ? 'again' : json.messageId);
		return json.duplicateOf === undefined ? state : [state, json.duplicateOf];
	});
