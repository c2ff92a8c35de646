import fc from 'fast-check';
import { sharingParts } from '../../../nodes/shared/delivery/collect.ts';
import { holds } from '../../properties.mts';

const message = (more: object) => ({ recipient: '1', reference: null, ...more });

test('equal parts of messages that follow each other are one object', () => {
	const share = sharingParts();
	const first = share(message({ parameters: [['sender', 'Shop']], campaign: { name: 'n8n' } }));
	const second = share(message({ parameters: [['sender', 'Shop']], campaign: { name: 'x' } }));
	expect(second).toHaveProperty('parameters', [['sender', 'Shop']]);
	expect(Object.values(second)[2]).toBe(Object.values(first)[2]);
	expect(second).toHaveProperty('campaign', { name: 'x' });
});

test('a file stays the file of its message', () => {
	const share = sharingParts();
	const files = [Buffer.from('a'), Buffer.from('a')];
	const [first, second] = files.map((file) => share(message({ file })));
	expect(Object.values(first ?? {})[2]).toBe(files[0]);
	expect(Object.values(second ?? {})[2]).toBe(files[1]);
});

test('no message says anything else than before', () => {
	const part = fc.jsonValue({ maxDepth: 3 });
	const parts = fc.record(
		{ parameters: part, own: fc.constantFrom(undefined, {}, [], { a: undefined }) },
		{ requiredKeys: [] },
	);
	holds(
		fc.property(fc.array(parts, { minLength: 2, maxLength: 5 }), (rows) => {
			const share = sharingParts();
			for (const row of rows) {
				const plain = message(structuredClone(row));
				expect(share(message(row))).toStrictEqual(plain);
			}
		}),
	);
});
