import { startVitest } from 'vitest/node';
import { countTests, formatCounts } from '../test-run/test-counts.ts';

// npm sets it for its own purposes; the services under test must not take it for their mode
process.env['NODE_ENV'] = 'test';

const vitest = await startVitest('test', process.argv.slice(2), { watch: false });
const counts = countTests(vitest.state.getTestModules());
const unhandled = vitest.state.getUnhandledErrors().length;
await vitest.close();
console.log(formatCounts({ ...counts, failed: counts.failed + unhandled }));
process.exit(counts.failed + unhandled === 0 && counts.passed > 0 ? 0 : 1);
