import { freePorts } from '../n8n/ports.mts';

test('a port that was given is given to nobody else, though nobody uses it yet', async () => {
	const given: number[] = [];
	for (let call = 0; call < 200; call++) given.push(...(await freePorts(2)));
	expect(new Set(given).size).toBe(400);
});
