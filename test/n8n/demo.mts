/** `npm run demo`. The program is beside it (test/setup/program.js). */
void import('../setup/program.js').then(({ start }) => start(() => import('./demo.program.mts')));
