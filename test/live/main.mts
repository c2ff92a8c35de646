/** `npm run live`. The program is beside it (test/setup/program.js). */
void import('../setup/program.js').then(({ start }) => start(() => import('./main.program.mts')));
