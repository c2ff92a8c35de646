/** How many attacks a run makes, and which. */

const numberOf = (name: string, preset: number): number => {
	const given = process.env[name];
	if (given === undefined || given === '') return preset;
	if (!/^\d+$/.test(given)) throw new RangeError(`${name} is a whole number, not “${given}”`);
	return Number(given);
};

/** Fixed, so that a failure can be repeated; `ATTACK_SEED=random` takes another each time. */
export const seed =
	process.env.ATTACK_SEED === 'random'
		? Math.floor(Math.random() * 2 ** 31)
		: numberOf('ATTACK_SEED', 20261122);

/** Generated calls of each gateway; `npm run attack` makes more. */
export const casesPerGateway = numberOf('ATTACK_CASES', 4000);

/** Genuine callbacks of each gateway, repetitions included; here as well. */
export const genuinePerGateway = numberOf('ATTACK_GENUINE', 2000);

/** Tells the reader of a test run how to have the same one again. */
export const announce = (what: string): void => {
	process.stderr.write(`${what}: ATTACK_SEED=${seed}\n`);
};
