import { defineConfig } from 'drizzle-kit';

const subgraph = process.env['SUBGRAPH'];
if (!subgraph)
  throw new Error('SUBGRAPH must name the subgraph: npm run migrations:generate -- <subgraph> sets it');

export default defineConfig({
  dialect: 'postgresql',
  casing: 'snake_case',
  schema: `subgraphs/${subgraph}/src/db/schema.ts`,
  out: process.env['MIGRATIONS_OUT'] ?? `subgraphs/${subgraph}/migrations`,
});
