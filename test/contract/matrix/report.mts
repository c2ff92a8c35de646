/** The second half of `npm run matrix`. The program is beside it (test/setup/program.js). */
void import('../../setup/program.js').then(({ start }) =>
	start(() => import('./report.program.mts')),
);
