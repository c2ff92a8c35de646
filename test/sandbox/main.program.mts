import { parseArgs } from 'node:util';

import type { Registry } from './framework/start.mts';
import { gateways } from './gateways.mts';
import { startSandbox } from './index.mts';

const CONTROL_PORT = 4600;
/** A person who looks on waits no longer for a receiver that does not answer. */
const CALLBACK_TIMEOUT = 10_000;

const definitions: Registry = gateways;
const ids = Object.keys(gateways) as (keyof typeof gateways)[];

const USAGE = [
	'Simulated message gateways on 127.0.0.1.',
	'',
	`  --control-port N   inspection and faults (${CONTROL_PORT})`,
	...ids.map(
		(id) => `  --${id}-port N`.padEnd(21) + `${gateways[id].displayName} (${gateways[id].port})`,
	),
	'  --speed N          virtual seconds in a real second (1; 0 stops the clock)',
].join('\n');

/** A flag as a number; anything else ends the program with the usage text. */
const numberOf = (name: string, value: string | undefined, fallback: number): number => {
	const number = value === undefined ? fallback : Number(value);
	if (value === '' || !Number.isFinite(number) || number < 0) {
		throw new RangeError(`--${name} needs a number, not "${value}"`);
	}
	return number;
};

/** Reads the flags: one port each, and the speed. */
const readFlags = (args: readonly string[]) => {
	const names = [...ids.map((id) => `${id}-port`), 'control-port', 'speed'];
	const options = {
		help: { type: 'boolean' as const },
		...Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
	};
	const values: Readonly<Record<string, unknown>> = parseArgs({ args: [...args], options }).values;
	const flag = (name: string, fallback: number) => {
		const value = values[name];
		return numberOf(name, typeof value === 'string' ? value : undefined, fallback);
	};
	return {
		help: values.help === true,
		ports: {
			control: flag('control-port', CONTROL_PORT),
			...Object.fromEntries(ids.map((id) => [id, flag(`${id}-port`, gateways[id].port)])),
		},
		speed: flag('speed', 1),
	};
};

/** Starts every gateway on its fixed port and runs until it is told to stop. */
const main = async (): Promise<void> => {
	const { help, ports, speed } = readFlags(process.argv.slice(2));
	if (help) {
		console.log(USAGE);
		return;
	}
	const sandbox = await startSandbox({
		ports,
		clock: { speed },
		callbackTimeoutMs: CALLBACK_TIMEOUT,
	});
	for (const id of ids) {
		const { displayName, url, settings } = sandbox[id];
		const credentials = Object.entries(definitions[id]?.credentials(settings) ?? {});
		console.log(`${displayName.padEnd(24)} ${url}`);
		for (const [name, value] of credentials) console.log(`${''.padEnd(24)} ${name}: ${value}`);
	}
	console.log(`${'Control'.padEnd(24)} ${sandbox.controlUrl}`);
	console.log(`${'Inbox, in a browser'.padEnd(24)} ${sandbox.controlUrl}/`);
	console.log('Press Ctrl+C to stop.');

	const stop = () => {
		process.off('SIGINT', stop).off('SIGTERM', stop);
		void sandbox.close().then(() => console.log('Stopped.'));
	};
	process.on('SIGINT', stop).on('SIGTERM', stop);
};

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	console.error(USAGE);
	process.exitCode = 1;
});
