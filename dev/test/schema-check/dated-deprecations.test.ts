import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { expect, test, vi } from 'vitest';

// the first text loads the whole lint
vi.setConfig({ testTimeout: 120_000 });

const cwd = fileURLToPath(new URL('../../..', import.meta.url));
const eslint = new ESLint({ cwd });

/** What the lint of the project says of a subgraph's SDL with a deprecation. */
async function faults(deprecation: string): Promise<string[]> {
  const sdl = `"What can be asked."\ntype Query {\n  "How many."\n  players: Int ${deprecation}\n}\n`;
  const results = await eslint.lintText(sdl, { filePath: 'subgraphs/users/schema.graphql' });
  return results.flatMap(({ messages }) => messages.map(({ message }) => message));
}

test.each([
  '',
  '@deprecated(reason: "Use teams, 2026-12-31")',
  '@deprecated(reason: """Use teams until 2026-12-31""")',
])('the lint takes %j', async (deprecation) => expect(await faults(deprecation)).toEqual([]));

test.each([
  '@deprecated(reason: "Use teams")',
  '@deprecated(reason: "2026-12-31")',
  '@deprecated(reason: "May go after 2026-12-31")',
  '@deprecated(reason: "Use 2026-12-31")',
  '@deprecated(reason: "Use teams, since 2026-12-31 no more")',
  '@deprecated(reason: "Use teams, 2026-13-31")',
  '@deprecated(reason: "Use teams, 12026-12-31")',
  '@deprecated(reason: "Use teams, 31.12.2026")',
])('the lint refuses %j', async (deprecation) => {
  expect(await faults(deprecation)).toEqual([expect.stringContaining('2026-12-31')]);
});

test('the lint refuses a deprecation without a reason', async () => {
  expect(await faults('@deprecated')).toHaveLength(1);
});
