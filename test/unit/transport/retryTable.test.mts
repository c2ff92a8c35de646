/** docs/retries-and-duplicates.md says of each kind of failure what the code does. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { failureKinds, type FailureKind } from '../../../nodes/shared/model/failure.ts';
import { triesOf } from '../../../nodes/shared/transport/repeatPolicy.ts';
import { projectRoot } from '../../projectRoot.mts';

const effects = ['read', 'again', 'once', 'send'] as const;

const page = readFileSync(path.join(projectRoot(), 'docs/retries-and-duplicates.md'), 'utf8');

/** Kind and tries of each line of the table. */
const written = [
	...page.matchAll(/^\|[^|]*\| +(?:`(\w+)`|all others) +((?:\| +\d+ +){4})\|$/gm),
].map(([, kind, tries = '']) => ({ kind, tries: tries.match(/\d+/g)?.map(Number) }));

const done = (kind: FailureKind) => effects.map((effect) => triesOf[kind][effect]);

test.each(failureKinds)('the tries of a call that failed as %s', (kind) => {
	const line =
		written.find((one) => one.kind === kind) ?? written.find((one) => one.kind === undefined);
	expect(line?.tries).toEqual(done(kind));
});

test('every kind that has a line of its own is one of the vocabulary', () => {
	const named = written.flatMap(({ kind }) => kind ?? []);
	expect(named).toHaveLength(4);
	expect(failureKinds).toEqual(expect.arrayContaining(named));
});
