import { runTool } from '../checks/tool.ts';
import { subgraphNames } from '../schema/subgraphs.ts';

const [subgraph, name] = process.argv.slice(2);
if (!subgraph || !name || !subgraphNames.includes(subgraph)) {
  console.error(`Usage: npm run migrations:generate -- <${subgraphNames.join('|')}> <name>`);
  process.exit(1);
}
const { ok } = await runTool('drizzle-kit', ['generate', '--config', 'drizzle.config.ts', '--name', name], {
  show: true,
  env: { SUBGRAPH: subgraph },
});
process.exit(ok ? 0 : 1);
