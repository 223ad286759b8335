import { checkLedger } from '@arena/payments';
import { exitFailed } from '@arena/subgraph-kit';
import { formatLedger } from '../ledger/format.ts';
import { subgraphDatabaseUrl } from '../run/databases.ts';
import { parseSettings } from '../run/settings.ts';

try {
  const report = await checkLedger(await subgraphDatabaseUrl(parseSettings(process.env), 'payments'));
  console.log(formatLedger(report));
  if (report.faults.length > 0) process.exitCode = 1;
} catch (error) {
  exitFailed(error);
}
