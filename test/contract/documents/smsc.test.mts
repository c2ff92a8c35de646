/** The sections and answers of SMSC's document, and what serves them. `TABLES=write` writes the page. */
import type { IDataObject } from 'n8n-workflow';
import { readRefusal } from '../../../nodes/Smsc/errors.ts';
import { storeOf, runNode } from '../../engine/harness/index.mts';
import { type Bench, openBench } from '../bench.mts';
import { smscTable } from '../smsc.table.mts';
import { todo } from '../todo.mts';
import { pageTable } from './page.mts';
import { documentOf, operationLabel } from './served.mts';
import { type ReadAnswer, smscAnswers, smscSections } from './smsc.mts';

const document = documentOf<{
	sections: string[];
	answers: Record<string, string[]>;
	errors: string[];
}>('smsc');

let bench: Bench;
beforeAll(async () => {
	bench = await openBench(smscTable);
});
afterAll(async () => await bench.close());
beforeEach(async () => {
	await bench.gateway.reset();
	smscTable.prepare?.(bench.sandbox);
	const { contacts, blacklist } = bench.sandbox.smsc.state;
	for (const [kind, address] of [
		['phone', '79001112233'],
		['mail', 'anna@example.com'],
	] as const) {
		const { id } = contacts.groups.add({ name: 'Клиенты', number: contacts.freeNumber(), kind });
		contacts.contacts.add({
			...{ kind, address, groups: [id], name: 'Анна', fnm: 'Анна', lnm: 'Ёж', mnm: 'Ивановна' },
			...{ bd: '17.05.1990', myid: 'my-7', cmt: 'заметка', tags: 'вип', pho: '79001112244' },
		});
		blacklist.records.add({ kind, address, type: 1, comment: 'спам' });
	}
});

/** The row that an operation puts out, failed or not. */
async function rowOf({ operation, set }: ReadAnswer['operations'][number]): Promise<IDataObject> {
	const [resource = '', name = ''] = operation.split('.');
	const { outputs } = await runNode({
		nodeType: smscTable.node,
		credentials: storeOf(smscTable, bench.gateway),
		parameters: { resource, operation: name, ...set },
		items: [{ json: {} }],
		node: { onError: 'continueRegularOutput' },
	});
	return outputs[0]?.[0]?.json ?? {};
}

const at = (row: IDataObject, path: string): unknown =>
	path.split('.').reduce<unknown>((value, name) => (value as IDataObject | undefined)?.[name], row);

const inDocument = {
	missing: (name: string) =>
		`list the operation that serves ${name} in test/contract/documents/smsc.mts`,
	surplus: (name: string) =>
		`list ${name} in test/contract/documents/smsc.json, or take it out of smsc.mts`,
};

test('no section of the menu is left unspoken of', () => {
	expect(todo(Object.keys(smscSections), document.sections, inDocument)).toEqual([]);
});

test('no field of an answer is left unspoken of', () => {
	const spokenOf = Object.entries(smscAnswers).flatMap(([name, { fields }]) => [
		name,
		...Object.keys(fields).map((field) => `${name} ${field}`),
	]);
	const written = Object.entries(document.answers).flatMap(([name, fields]) => [
		name,
		...fields.map((field) => `${name} ${field}`),
	]);
	expect(todo(spokenOf, written, inDocument)).toEqual([]);
});

test.each(Object.entries(smscAnswers))(
	'every field of the answer comes out: %s',
	async (_name, { operations, fields }) => {
		for (const operation of operations) {
			const row = await rowOf(operation);
			for (const [wire, field] of Object.entries(fields)) {
				const value = at(row, field);
				expect([wire, value === undefined || value === null || value === '']).toEqual([
					wire,
					false,
				]);
			}
		}
	},
);

test('every error number of the document means something', () => {
	expect(document.errors).not.toEqual([]);
	for (const code of document.errors) {
		const failure = readRefusal('phones', 200, { error: 'words', error_code: Number(code) });
		expect(failure).toMatchObject({ code, hint: expect.stringMatching(/\S/) as string });
	}
});

test('stands in the gateway’s page', () => {
	const sections = Object.entries(smscSections).map(([name, section]) => {
		if ('not' in section) return `| ${name} | not served: ${section.not} |`;
		const labels = section.operations.map((one) => operationLabel(smscTable, one)).join('; ');
		return `| ${name} | ${labels}${section.how ? ` (${section.how})` : ''} |`;
	});
	const answers = Object.entries(smscAnswers).map(([name, { operations, fields }]) => {
		const labels = [
			...new Set(operations.map(({ operation }) => operationLabel(smscTable, operation))),
		];
		const rows = Object.entries(fields).map(([wire, field]) => `\`${wire}\` → \`${field}\``);
		return `| ${name} | ${labels.join('; ')} | ${rows.join(', ')} |`;
	});
	pageTable(
		'smsc',
		[
			'| section of the menu | operation |',
			'| --- | --- |',
			...sections,
			'',
			'| answer | e.g. in | field of the document → field of the row |',
			'| --- | --- | --- |',
			...answers,
		].join('\n'),
	);
});
