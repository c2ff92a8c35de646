/** The simulated gateways on one loopback server: `npm run sandbox`. The program is beside it (test/setup/program.js). */
void import('../setup/program.js').then(({ start }) => start(() => import('./main.program.mts')));
