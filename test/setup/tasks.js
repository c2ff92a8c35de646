'use strict';

const { build } = require('./build.js');
const { root, node24, environment } = require('./install.js');
const { jestTotals, closingLine } = require('./jest.js');
const { say, show } = require('./progress.js');
const { ensureServices } = require('./services.js');
const { compat } = require('../compat/compat.js');
const { ensureN8n } = require('../n8n/install.js');

const FAST = ['unit', 'growth', 'sandbox', 'contract', 'engine', 'live'];

/** Sets up the real n8n, and the programs of the system that tests need beside it. */
async function ensureReal() {
	await ensureN8n();
	await ensureServices();
}

/** @param {AbortSignal} [until] ends the run before its end */
async function runProjects(projects, args, until) {
	say(`Running the tests: ${projects.join(', ')}`);
	return await jestTotals(projects, args, { until });
}

/** Says what came of the runs; answers the exit code. */
function conclude(...runs) {
	const sum = (key) => runs.reduce((total, one) => total + one[key], 0);
	const totals = { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
	console.log(closingLine(totals));
	return totals.failed === 0 && totals.passed > 0 ? 0 : 1;
}

async function runJest(projects, args) {
	return conclude(await runProjects(projects, args));
}

function runModule(file, args) {
	return show(node24, [file, ...args], { cwd: root, env: environment() });
}

/** The tasks by name; each gets the rest of the command line and answers the exit code. */
module.exports = {
	/** Everything, the real n8n included, which is set up during the tests that do without it. If that fails, they end. */
	async test(args) {
		await build();
		const failed = new AbortController();
		const real = ensureReal();
		real.catch(() => failed.abort());
		const fast = await runProjects(FAST, args, failed.signal);
		await real;
		return conclude(fast, await runProjects(['n8n', 'browser'], args));
	},

	/** Everything that needs no real n8n. Arguments go to jest, e.g. a file name or `-t words`. */
	async 'test:fast'(args) {
		return await runJest(FAST, args);
	},

	/** Only the tests in the real n8n. */
	async 'test:n8n'(args) {
		await build();
		await ensureReal();
		return await runJest(['n8n'], args);
	},

	/** Only the tests in a browser. */
	async 'test:browser'(args) {
		await build();
		await ensureReal();
		return await runJest(['browser'], args);
	},

	/** What n8n's reviewers run on a package. */
	async scan() {
		await build();
		return await show(node24, ['test/setup/scan.mjs'], { cwd: root, env: environment() });
	},

	/** The engine tests in the engines of other n8n versions, or `--demo`: all of them, or those that are named. */
	async compat(args) {
		await build();
		return await compat(args);
	},

	/** Pictures of every operation's form in n8n's editor. */
	async forms(args) {
		await build();
		await ensureReal();
		return await runModule('test/browser/forms.mts', args);
	},

	/** The pictures of README.md, from the real editor. */
	async pictures(args) {
		await build();
		await ensureReal();
		return await runModule('test/browser/pictures.mts', args);
	},

	/** The whole failure matrix; its counts go into docs/reliability.md. */
	async matrix(args) {
		process.env.MATRIX = 'whole';
		const patterns = ['--testPathPatterns', 'test/contract/matrix', ...args];
		const code = await runJest(['contract'], patterns);
		return code || (await runModule('test/contract/matrix/report.mts', []));
	},

	/** Callbacks under attack and load: 120,000 forged and 40,000 genuine ones (`ATTACK_CASES`, `ATTACK_SEED`). */
	async attack(args) {
		process.env.ATTACK_CASES ??= '30000';
		process.env.ATTACK_GENUINE ??= '10000';
		return await runJest(['engine'], ['test/engine/attack/', ...args]);
	},

	/**
	 * 100,000 messages over 5 % faults for each SMS gateway (`STRESS_ROWS`, `STRESS_SEED`); the counts go into
	 * docs/reliability.md. It takes some five minutes a gateway; `-- -t SMS.ru` is for one of them.
	 */
	async stress(args) {
		process.env.STRESS_ROWS ??= '100000';
		process.env.STRESS_REPORT ??= 'write';
		const runner = ['test/engine/stress/', '--runInBand', ...args];
		return await runJest(['engine'], runner);
	},

	/** Reads anew the API descriptions that an operator publishes: the gateway, and a folder if they are not to be fetched. */
	async published(args) {
		return await runModule('test/contract/published/main.mts', args);
	},

	/** Plants mistakes in the gateways and sees whether the contract notices; `kupon smsc callback` chooses some. */
	async 'new-gateway'(args) {
		return await runModule('test/newGateway/main.mts', args);
	},

	/** Plants mistakes in the gateways. */
	async mutants(args) {
		return await runModule('test/mutants/main.mts', args);
	},

	/** Sandbox and real n8n together: sends, waits for the delivery reports, prints the outcome. */
	async demo(args) {
		await build();
		await ensureN8n();
		return await runModule('test/n8n/demo.mts', args);
	},

	/** Measures the nodes against n8n's own and writes the summary of docs/performance.md; `--quick` only tries it out. */
	async benchmark(args) {
		await build();
		await ensureReal();
		return await runModule('test/benchmark/main.mts', args);
	},

	/** Asks a real gateway whether it is as docs/gateways says; `--help` tells of the options. */
	async live(args) {
		if (!args.includes('--help')) await build();
		return await runModule('test/live/main.mts', args);
	},

	/** The four gateways on one loopback server. */
	async sandbox(args) {
		return await runModule('test/sandbox/main.mts', args);
	},

	/** Writes the tables of the capacity model into docs/queue-mode.md. */
	async capacity(args) {
		return await runModule('test/capacity/main.mts', args);
	},

	/** Only installs: the packages, Node 24, the real n8n, and programs of the system that tests need. */
	async install() {
		await ensureReal();
		return 0;
	},
};
