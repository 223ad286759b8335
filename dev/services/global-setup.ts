import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { applyMigrations } from '@arena/subgraph-kit';
import { databaseUrl, onServer, type TestServices } from '@arena/testing';
import type { TestProject } from 'vitest/node';
import { findServices } from './find-services.ts';

const subgraphsFolder = new URL('../../subgraphs/', import.meta.url);

/** Migrates one template database per subgraph, for test files to clone. */
async function makeTemplates(postgresUrl: string, runId: string): Promise<Record<string, string>> {
  const templates: Record<string, string> = {};
  for (const subgraph of readdirSync(subgraphsFolder)) {
    const name = `arena_template_${runId}_${subgraph}`;
    await onServer(postgresUrl, (sql) => sql`create database ${sql(name)}`);
    await applyMigrations(databaseUrl(postgresUrl, name), new URL(`${subgraph}/migrations`, subgraphsFolder));
    templates[subgraph] = name;
  }
  return templates;
}

/** Finds or starts the servers of a test run; returns what takes everything down again. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const runId = randomBytes(4).toString('hex');
  const found = await findServices();
  const templates = await makeTemplates(found.postgresUrl, runId);
  const services: TestServices = { runId, templates, ...found.services };
  project.provide('services', services);
  return async () => {
    await onServer(found.postgresUrl, async (sql) => {
      for (const name of Object.values(templates)) await sql`drop database ${sql(name)} with (force)`;
    });
    await found.stop();
  };
}
