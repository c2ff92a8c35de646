/**
 * An answer about many messages is given to their rows in a time that grows as they do, in whatever order it names them. Every route
 * that a file of `nodes` exports is asked.
 */
import { globSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fieldsOfTemplate } from '../../nodes/SendPulse/resources/chatbotMessage/templateParameters.ts';
import { Ledger } from '../../nodes/shared/delivery/ledger.ts';
import { OnceKeys } from '../../nodes/shared/delivery/onceKeys.ts';
import { unfold } from '../../nodes/shared/delivery/unfold.ts';
import type { Message, Route } from '../../nodes/shared/delivery/route.ts';
import { projectRoot } from '../projectRoot.mts';
import { growth, most } from './support/growth.mts';

const root = projectRoot();

type Row = Record<string, unknown>;

/** A message as all routes know it, with what single ones have. */
const messageOf = (at: number): Row => ({
	id: String(at),
	recipient: String(79_000_000_000 + at),
	phone: String(79_000_000_000 + at),
	email: `a${at}@example.com`,
	reference: null,
	channel: 'sms',
	text: 'a',
	parameters: [],
	more: {},
	status: '1',
	status_code: 100,
	sms_id: String(at),
	messageId: String(at),
});

const named = (rows: Row[], name: string) =>
	Object.fromEntries(rows.map((row) => [String(row[name]), row]));

/** Ways in which an answer names what it is about. */
const answers: Record<string, (rows: Row[]) => unknown> = {
	list: (rows) => rows,
	'list in an object': (rows) => ({ phones: rows, result: rows, data: rows, messages: rows }),
	'object by ID': (rows) => ({ sms: named(rows, 'id'), ...named(rows, 'id') }),
	'object by recipient': (rows) => ({ sms: named(rows, 'recipient'), ...named(rows, 'recipient') }),
	'object by address': (rows) => named(rows, 'email'),
};

const isRoute = (value: unknown): value is Route<Message> =>
	typeof value === 'object' && value !== null && 'verdicts' in value;

const failure = {
	kind: 'outcomeUnknown',
	code: null,
	text: '',
	hint: '',
	httpStatus: null,
} as const;

/** What a route does with the answers about some messages. */
const readersOf = ({ verdicts, inquiry, finalStatus }: Route<Message>) => ({
	verdicts,
	inquiry: inquiry && ((rows: Message[], body: unknown) => inquiry.verdicts(rows, body, failure)),
	'final status':
		finalStatus && ((rows: Message[], body: unknown) => finalStatus.states(rows as never, body)),
});

const files = globSync('nodes/**/*.ts', { cwd: root })
	.filter((file) => !file.endsWith('.node.ts'))
	.sort();

test('rows get their part of an answer in steps that grow as the rows do', async () => {
	const slow: string[] = [];
	let routes = 0;
	for (const file of files) {
		const exported = (await import(resolve(root, file))) as Record<string, unknown>;
		for (const [name, route] of Object.entries(exported)) {
			if (!isRoute(route)) continue;
			routes++;
			for (const [what, read] of Object.entries(readersOf(route))) {
				if (!read) continue;
				for (const [kind, answer] of Object.entries(answers)) {
					const times = growth(
						({ length }) => {
							const rows = Array.from({ length: length / 8 }, (_, at) => messageOf(at));
							read(rows as never, answer(rows.toReversed()));
						},
						(length) => 'a'.repeat(length),
					);
					if (times >= most)
						slow.push(
							`${relative('nodes', file)}: ${name}: ${what}, ${kind}: ×${times.toFixed(1)}`,
						);
				}
			}
		}
	}
	expect(slow).toEqual([]);
	expect(routes).toBeGreaterThan(10);
});

/** Numbers from 0. */
const upTo = (length: number): number[] => Array.from({ length }, (_, at) => at);

const many: Record<string, (length: number) => unknown> = {
	'rows of one request, half of them refused, that are tried again': (length) => {
		const rows = upTo(length);
		const entry = { rows, ids: rows.map(String), refused: rows.filter((row) => row % 2 === 0) };
		const memory = { deliveryLedger: { runIndex: 0, entries: [entry] } };
		const context = {
			getContext: () => memory,
			getWorkflowDataProxy: () => ({ $runIndex: 0 }),
		};
		return Ledger.open(context as never).remember();
	},
	'calls of one row, half of them for what is gone': (length) => {
		const route = { parts: () => upTo(length).map(String), partsShareOne: true };
		const row = { index: 0, message: messageOf(0) };
		const { units, fold } = unfold(route as never, [row as never], 1);
		const gone = { state: 'failed', failure: { ...failure, kind: 'notFound' } } as const;
		const accepted = { state: 'accepted', messageId: null, groupId: null } as const;
		return fold(units.map(({ index }) => (index % 2 === 0 ? gone : accepted)));
	},
	'keys that are settled one by one, and claimed': (length) => {
		const store = {
			checkProcessedAndRecord: () => ({ processed: [] }),
			getProcessedDataCount: () => 0,
		};
		const context = {
			getWorkflow: () => ({}),
			getNode: () => ({}),
			helpers: store,
			logger: console,
		};
		const keys = new OnceKeys(context as never);
		for (const at of upTo(length)) {
			keys.settle([String(at)], []).catch(() => {});
			keys.claim([`${at} next`]).catch(() => {});
		}
	},
	'places of a template': (length) =>
		fieldsOfTemplate({
			components: ['HEADER', 'BODY'].map((type) => ({
				type,
				text: upTo(length / 8)
					.map((place) => `{{${place}}} и `)
					.join(''),
			})),
		}),
};

test.each(Object.entries(many))('%s: steps grow as they do', (_name, work) => {
	expect(
		growth(
			({ length }) => work(length),
			(length) => 'a'.repeat(length),
		),
	).toBeLessThan(most);
});
