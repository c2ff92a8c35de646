/** A program that runs the checks of SMSC that write, for the test that kills it. Its credential is in the environment. */
import '../../engine/harness/oneWorkflow.mts';
import { askAccess } from '../access.mts';
import { realClock } from '../clock.mts';
import { liveGateways } from '../gateways.mts';

// Only now, so that n8n's engine is loaded as it has to be.
const { loadDist } = await import('../cli.mts');
const { shippedOf } = await import('../engine.mts');
const { runLive } = await import('../run.mts');

const [upstream = '', folder = ''] = process.argv.slice(2);
const gateway = liveGateways.smsc;
const nothing = async () => undefined;

await runLive({
	// Those of the raw API, so that the package need not be built; the sandbox needs no pauses.
	gateway: {
		...gateway,
		checks: gateway.checks.filter(({ facts }) => facts.includes('smsc/mails-del')),
		paces: [],
	},
	access: await askAccess(gateway, process.env, { ask: nothing, askSecret: nothing }, false),
	upstream,
	level: 'write',
	recipients: { phones: [], emails: [] },
	shipped: shippedOf(gateway.id, loadDist),
	folder,
	clock: realClock,
	say: (line) => console.log(line),
	agree: async () => false,
});
