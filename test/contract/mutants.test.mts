/** The mistakes of `npm run mutants` can still be made where the plans say, so that none of them is left out unseen. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Mutant, Plan } from '../mutants/mistakes.mts';
import { plant } from '../mutants/plant.mts';
import { ofEachGateway } from './manifest.mts';
import { projectRoot } from '../projectRoot.mts';

const plans = ofEachGateway<Plan>('test/mutants/<id>.mts', 'Plan');

const sourceOf = (file: string): string => readFileSync(path.join(projectRoot(), file), 'utf8');

const mutated = ({ file, edits }: Mutant): string =>
	edits.reduce((text, edit) => plant(file, text, edit), sourceOf(file));

const planted = Object.entries(plans).flatMap(([id, plan]) =>
	Object.entries(plan).flatMap(([mistake, mutants]) =>
		'absent' in mutants ? [] : mutants.map((mutant) => ({ id, mistake, mutant })),
	),
);

test.each(planted)('$id: $mistake can be planted in $mutant.file', ({ mutant }) => {
	expect(mutated(mutant)).not.toBe(sourceOf(mutant.file));
});

const source = 'const one = { text: () => 1 };\nconst two = { text: () => 1, more: () => 1 };\n';

test('a mistake is made in the declaration that is named, and nowhere else', () => {
	expect(plant('two.ts', source, { in: 'two.text', from: '1', to: '2' })).toBe(
		'const one = { text: () => 1 };\nconst two = { text: () => 2, more: () => 1 };\n',
	);
});

test('a declaration that is gone is an error that names it', () => {
	expect(() => plant('two.ts', source, { in: 'two.name', from: '1', to: '2' })).toThrow(
		'two.ts has no two.name any more',
	);
});

test('a text that is gone, or that is there twice, is an error that names it', () => {
	expect(() => plant('two.ts', source, { in: 'one', from: '3', to: '2' })).toThrow(
		'one has “3” 0 times instead of once',
	);
	expect(() => plant('two.ts', source, { in: 'two', from: '1', to: '2' })).toThrow(
		'two has “1” 2 times instead of once',
	);
});
