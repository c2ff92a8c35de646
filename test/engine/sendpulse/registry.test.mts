import { registry } from '../../../nodes/SendPulse/registry.ts';

/** docs/gateways/sendpulse.md 19. */
const codes = [
	...[8, 10, 11, 12, 13, 14, 17, 19, 20, 97, 21, 31, 32, 290, 201, 203, 211, 213, 299, 303, 400],
	...[401, 403, 422, 502, 503, 550, 573, 602, 701, 703, 704, 707, 708, 711, 720, 721, 722, 791],
	...[799, 800, 802, 832, 901, 902, 903, 904, 905, 906, 999, 1003, 1004, 1005, 1101, 1104, 2900],
	...[3030303030, 2020202020, 731],
];

test.each(codes)('error code %d has a hint', (code) => {
	expect(registry[code]?.hint).toMatch(/^[A-Z].{10,}\.$/);
});

test('no code waits a quarter of an hour by itself', () => {
	for (const code of [711, 791, 1004]) expect(registry[code]?.kind).toBe('rejected');
});
