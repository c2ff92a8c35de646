import type { IDataObject } from 'n8n-workflow';
import type { Job } from '../../../nodes/shared/delivery/job.ts';
import { dispatch } from '../../../nodes/shared/delivery/dispatch.ts';
import { Ledger } from '../../../nodes/shared/delivery/ledger.ts';
import { Account } from '../../../nodes/shared/transport/account.ts';
import { redactor } from '../../../nodes/shared/text/redact.ts';
import { type FakeContext, fakeContext } from './executeContext.mts';
import { testGateway } from './gateway.mts';
import { type TestMessage, testRoute } from './route.mts';

export const answer = (body: unknown, statusCode = 200) => ({
	body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
	headers: {},
	statusCode,
});
export const ids = (...entries: unknown[]) => answer({ ids: entries });
export const refusal = { text: 'bad number' };
export const recipientsOf = (options: IDataObject): string[] =>
	(options as { body: { messages: Array<{ to: string }> } }).body.messages.map(({ to }) => to);

const row = (index: number) => ({
	index,
	message: { recipient: `10${index}`, reference: null, text: '', sender: '' },
});
const packetsOf = (...packets: number[][]) => packets.map((packet) => packet.map(row));

interface Setup extends FakeContext {
	job?: Partial<Job<TestMessage>>;
	packets?: number[][];
}

/** Dispatches packets, and tells what came of it, what is remembered, and what was sent. */
export async function run({ job, packets = [[0, 1, 2]], ...given }: Setup) {
	const sent: string[][] = [];
	const memory: IDataObject = {};
	const context = fakeContext({
		...given,
		memory,
		http: async (options) => {
			sent.push(recipientsOf(options));
			return await given.http?.(options);
		},
	});
	const results = await dispatch(
		{
			context,
			line: {
				gateway: testGateway,
				credentialType: testGateway.credential,
				account: new Account().configure({ concurrent: 10, perSecond: 0 }),
				addresses: { primary: 'https://gateway.test', backups: [], barred: [] },
				redact: redactor(['the-secret']),
			},
			route: testRoute,
			ledger: Ledger.open(context),
			duplicateOf: new Map(),
			tally: { requests: 0 },
			concurrent: 1,
			stopOnFailure: false,
			...job,
		},
		packetsOf(...packets),
	);
	const states = results.flatMap((result, index) =>
		result ? [[index, result.state === 'accepted' ? result.messageId : result.failure.kind]] : [],
	);
	return { results, states, sent, remembered: Ledger.open(context).remember(), memory };
}

export const broken = () => {
	throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
};
export const neverThere = () => {
	throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
};
