import type { FailureKind } from '../../../nodes/shared/model/failure.ts';
import type { Refusal, Sample } from './sample.mts';

/** The script that an operation calls, where its error numbers differ from the common ones. Source: docs/gateways/smsc.md 1.7. */
function scriptOf(operation: string): 'send' | 'senders' | 'status' | 'jobs' | 'other' {
	if (['message.delete', 'message.getStatus'].includes(operation)) return 'status';
	if (operation.startsWith('message.')) return 'send';
	if (operation.startsWith('sender.')) return 'senders';
	return operation.startsWith('mailing.') ? 'jobs' : 'other';
}

type ByScript = Partial<Record<ReturnType<typeof scriptOf>, FailureKind>> & { other: FailureKind };

const numbered = (
	code: number,
	error: string,
	kinds: ByScript | FailureKind,
	more: Partial<Refusal> = {},
): Refusal => ({
	name: `error ${code}`,
	says: `error ${code}, “${error}”`,
	body: { error, error_code: code },
	kind:
		typeof kinds === 'string'
			? kinds
			: (operation: string) => kinds[scriptOf(operation)] ?? kinds.other,
	...more,
});

const notFound = numbered(3, 'no data', {
	send: 'insufficientFunds',
	jobs: 'rejected',
	other: 'notFound',
});

/** Source: docs/gateways/smsc.md 1.5 to 1.8 and A2. */
export const smscRefusals: Refusal[] = [
	numbered(1, 'parameters error', 'invalidRequest'),
	numbered(2, 'authorise error', 'unauthorized'),
	{
		...notFound,
		says: 'error 3: no money in send.php, records not found elsewhere, which is an empty list for a list',
		kind: (operation: string, sample: Sample) =>
			sample.emptyList
				? 'nothing'
				: (notFound.kind as (operation: string, sample: Sample) => FailureKind)(operation, sample),
	},
	numbered(4, 'IP address is blocked', 'unauthorized'),
	numbered(5, 'invalid date format', {
		send: 'invalidRequest',
		jobs: 'invalidRequest',
		other: 'rejected',
	}),
	numbered(6, 'message is denied', 'rejected'),
	numbered(7, 'invalid number', {
		send: 'invalidRecipient',
		senders: 'invalidRecipient',
		other: 'rejected',
	}),
	numbered(8, "can't to deliver", 'rejected'),
	numbered(10, 'code was sent already', { senders: 'duplicate', other: 'rejected' }),
	numbered(11, 'wrong code', 'rejected'),
	numbered(9, 'duplicate request, wait a minute', 'duplicate', { name: 'duplicate' }),
	numbered(9, 'too many concurrent requests', 'busy', { name: 'busy', tries: 8 }),
	{
		name: 'plain',
		says: 'error 1 as plain text',
		body: 'ERROR = 1 (parameters error)',
		kind: 'invalidRequest',
	},
];
