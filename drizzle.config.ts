import { defineConfig } from 'drizzle-kit';

const subgraph = process.env['SUBGRAPH'];
if (!subgraph) throw new Error('SUBGRAPH must name the subgraph: npm run migrations:generate does');

export default defineConfig({
  dialect: 'postgresql',
  casing: 'snake_case',
  schema: `subgraphs/${subgraph}/src/db/schema.ts`,
  out: `subgraphs/${subgraph}/migrations`,
});
