import { isForTheOperator } from '@arena/subgraph-kit';
import { examine } from '../doctor/examine.ts';
import { findPlaces } from '../doctor/places.ts';
import { formatJson, formatScreen, isSound } from '../doctor/screen.ts';

const USAGE = `Usage: npm run doctor [-- --json]
  looks at a running Arena and says what ails it; exits 1 if something fails`;

/** For what keeps a look from being taken at all. */
const NOT_LOOKED = 2;

try {
  const args = process.argv.slice(2);
  const asJson = args.includes('--json');
  if (args.some((arg) => arg !== '--json')) {
    console.error(USAGE);
    process.exit(NOT_LOOKED);
  }
  const report = await examine(await findPlaces(process.env));
  const coloured = process.stdout.isTTY && !process.env['NO_COLOR'];
  console.log(asJson ? formatJson(report) : formatScreen(report, { coloured }));
  // what hangs is not waited for
  process.exit(isSound(report) ? 0 : 1);
} catch (error) {
  console.error(isForTheOperator(error) ? error.message : error);
  process.exit(NOT_LOOKED);
}
