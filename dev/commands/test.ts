import { startVitest } from 'vitest/node';
import { countTests, formatCounts } from '../test-run/test-counts.ts';

// npm sets it for its own purposes; the services under test must not take it for their mode
process.env['NODE_ENV'] = 'test';

const vitest = await startVitest('test', process.argv.slice(2), { watch: false });
const counts = countTests(vitest.state.getTestModules());
// what fails outside every test (a server that cannot be had, a rejection nobody handles) fails the run
const outside = vitest.state.getUnhandledErrors().length;
await vitest.close();
const failed = counts.failed + (outside > 0 || counts.passed === 0 ? Math.max(1, outside) : 0);
console.log(formatCounts({ ...counts, failed }));
process.exit(failed === 0 ? 0 : 1);
