/** n8n's queue mode as docs/queue-mode.md describes it: what a list, its callbacks and a killed worker come to. */
import { callbacks } from './queue/callbacks.mts';
import { killedWorker } from './queue/killedWorker.mts';
import { limits } from './queue/limits.mts';
import { startStage, type Stage } from './queue/stage.mts';
import { tokens } from './queue/tokens.mts';

let stage: Stage;

beforeAll(async () => (stage = await startStage()));

afterAll(async () => await stage?.close());

// One cluster for all: starting it takes longer than most of them.
limits(() => stage);
tokens(() => stage);
killedWorker(() => stage);
callbacks(() => stage);
