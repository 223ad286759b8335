import { parseArgs } from 'node:util';
import { compose, compositionFault, readSubgraphs } from '../schema/compose.ts';
import { settle } from '../schema/committed-file.ts';
import { withoutTag } from '../schema/without-tag.ts';

const { values: options } = parseArgs({
  options: { check: { type: 'boolean', default: false }, 'without-tag': { type: 'string' } },
});
const tag = options['without-tag'];
const schema = (name: string) => new URL(`../../schema/${name}`, import.meta.url);

const subgraphs = readSubgraphs();
const result = compose(tag === undefined ? subgraphs : withoutTag(subgraphs, tag));
if (!result.ok) {
  console.error(compositionFault(result.errors));
  process.exit(1);
}
if (tag === undefined) {
  for (const hint of result.hints) console.log(`hint ${hint}`);
  const settled = [
    settle(schema('supergraph.graphql'), result.supergraph, options.check),
    settle(schema('api.graphql'), result.api, options.check),
  ];
  for (const { ok, message } of settled) (ok ? console.log : console.error)(message);
  if (settled.some(({ ok }) => !ok)) {
    console.error('Run "npm run schema:compose" and commit what it writes.');
    process.exit(1);
  }
} else {
  process.stdout.write(result.api);
}
