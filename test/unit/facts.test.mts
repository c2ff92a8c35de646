/** Each fact of a gateway's page says which check of `npm run live` settles it, or why no call does. */
import { factsOf, readFacts } from '../live/facts.mts';
import { liveGateways, type LiveId } from '../live/gateways.mts';

const gateways = Object.keys(liveGateways) as LiveId[];

/** Facts that the checks of a gateway settle. */
const settledBy = (gateway: LiveId): string[] =>
	liveGateways[gateway].checks.flatMap(({ facts }) => facts);

describe.each(gateways)('the facts of %s', (gateway) => {
	const { facts, reasons, silent } = factsOf(gateway);

	test('each has a check or a reason', () => {
		expect(facts.length).toBeGreaterThan(50);
		expect(silent).toEqual([]);
		expect(facts.filter(({ unread }) => unread.length > 0)).toEqual([]);
		const empty = facts.filter(
			({ ids, see, reasons }) => ids.length + see.length + reasons.length === 0,
		);
		expect(empty).toEqual([]);
	});

	test('each reason is explained, and used', () => {
		const used = new Set(facts.flatMap((fact) => fact.reasons));
		expect([...used].sort()).toEqual([...reasons].sort());
	});

	test('each id stands once, and what is pointed at is there', () => {
		const ids = facts.flatMap((fact) => fact.ids);
		expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
		expect(facts.flatMap(({ see }) => see).filter((id) => !ids.includes(id))).toEqual([]);
	});

	test('each id has a check, and each check an id', () => {
		const ids = facts.flatMap((fact) => fact.ids);
		const settled = settledBy(gateway);
		expect(settled.filter((id) => !ids.includes(id))).toEqual([]);
		expect(ids.filter((id) => !settled.includes(id))).toEqual([]);
		expect(settled.filter((id, at) => settled.indexOf(id) !== at)).toEqual([]);
	});
});

describe('a page', () => {
	const head =
		'| check | why no call settles it |\n| --- | --- |\n| –p | the account’s pages |\n\n';

	test.each([
		['a row without a cell', '## 1 X\n\n| a | check |\n| --- | --- |\n| b | |\n', ['1 b']],
		['a table without the column', '## 1 X\n\n| a |\n| --- |\n| b |\n', ['1 b']],
		['a section without a line', '## 2.1 Words\n\nSome.\n', ['2.1 Words']],
	])('%s is silent', (_, text, silent) => {
		expect(readFacts('smsc', head + text).silent).toEqual(silent);
	});

	test('ids, pointers and reasons are told apart', () => {
		const text =
			'## 1 X\n\n| a | check |\n| --- | --- |\n| b \\| c | smsc/x, see smsc/y-z, –p, smsby/q |\n';
		expect(readFacts('smsc', head + text).facts).toEqual([
			{
				section: '1',
				says: 'b \\| c',
				ids: ['smsc/x'],
				see: ['smsc/y-z'],
				reasons: ['–p'],
				unread: ['smsby/q'],
			},
		]);
	});

	test('a section without a table has a line', () => {
		const { facts, silent } = readFacts(
			'smsc',
			`${head}## 4 Words\n\nSome.\n\nCheck: smsc/a, –p.\n`,
		);
		expect(silent).toEqual([]);
		expect(facts).toMatchObject([
			{ section: '4', says: 'Words', ids: ['smsc/a'], reasons: ['–p'] },
		]);
	});
});
