'use strict';

/**
 * Loaded before jest in each of its processes. A worker with nothing left to wait for ends without tidying up its memory, which
 * takes more than the half second that jest gives it where the machine is busy. jest's word of a worker that "has failed to exit
 * gracefully" then means one that still waits for something, such as an open server.
 */
if (process.env.JEST_WORKER_ID) process.on('beforeExit', () => process.exit());
