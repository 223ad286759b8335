import { compose } from '../schema/compose.ts';
import { settle } from '../schema/committed-file.ts';

const checkOnly = process.argv.includes('--check');
const schema = (name: string) => new URL(`../../schema/${name}`, import.meta.url);

const result = compose();
if (!result.ok) {
  console.error(`The subgraphs do not compose:\n${result.errors.map((error) => `  - ${error}`).join('\n')}`);
  process.exit(1);
}
for (const hint of result.hints) console.log(`hint ${hint}`);

const settled = [
  settle(schema('supergraph.graphql'), result.supergraph, checkOnly),
  settle(schema('api.graphql'), result.api, checkOnly),
];
for (const { ok, message } of settled) (ok ? console.log : console.error)(message);
if (settled.some(({ ok }) => !ok)) {
  console.error('Run "npm run schema:compose" and commit what it writes.');
  process.exit(1);
}
