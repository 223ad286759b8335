import { randomBytes } from 'node:crypto';
import { databaseUrl, onServer, type TestServices } from '@arena/testing';
import type { TestProject } from 'vitest/node';
import { subgraphFile, subgraphNames } from '../schema/subgraphs.ts';
import { findServices } from './find-services.ts';

type Subgraph = { migrate: (databaseUrl: string) => Promise<void> };

/** Migrates one template database per subgraph, for test files to clone. */
async function makeTemplates(postgresUrl: string, runId: string): Promise<Record<string, string>> {
  const templates: Record<string, string> = {};
  for (const subgraph of subgraphNames) {
    const name = `arena_template_${runId}_${subgraph}`;
    await onServer(postgresUrl, (sql) => sql`create database ${sql(name)}`);
    templates[subgraph] = name;
    const { migrate } = (await import(subgraphFile(subgraph, 'src/migrate.ts').href)) as Subgraph;
    await migrate(databaseUrl(postgresUrl, name));
  }
  return templates;
}

/** Drops everything that this run made on the server, also what a crashed test file left. */
const dropDatabases = (postgresUrl: string, runId: string): Promise<void> =>
  onServer(postgresUrl, async (sql) => {
    const left = await sql<{ datname: string }[]>`
      select datname from pg_database where datname ~ ${`^arena_(template|test)_${runId}_`}`;
    // one that a test file has disposed of may be going just now
    for (const { datname } of left) await sql`drop database if exists ${sql(datname)} with (force)`;
  });

/** Finds or starts the servers of a test run; returns what takes everything down again. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const runId = randomBytes(4).toString('hex');
  const { services: found, stop } = await findServices();
  const teardown = async () => {
    await dropDatabases(found.postgresUrl, runId);
    await stop();
  };
  try {
    const services: TestServices = {
      runId,
      templates: await makeTemplates(found.postgresUrl, runId),
      ...found,
    };
    project.provide('services', services);
    return teardown;
  } catch (error) {
    await teardown();
    throw error;
  }
}
