import { accessSync, constants } from 'node:fs';
import { cp, mkdtemp, rm, writeFile, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { eventually, register, startProcess } from '@arena/testing';
import { parse, stringify } from 'yaml';
import { freePort } from '../../dev/services/tcp.ts';
import { PROMETHEUS_DIR } from './expressions.ts';

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const inPath = (name: string): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((directory) => join(directory, name))
    .find(isProgram);

/** The program of Prometheus: where PROMETHEUS says, or in PATH; undefined where it is not installed. */
export const findPrometheus = (): string | undefined =>
  // a path that is given is taken at its word, so that a wrong one is no silent skip
  process.env['PROMETHEUS'] ?? inPath('prometheus');

/** The program that checks its configuration, which lies beside it. */
export const findPromtool = (): string | undefined => {
  const given = process.env['PROMETHEUS'];
  return given === undefined ? inPath('promtool') : join(dirname(given), 'promtool');
};

type Answer<Data> = { status: string; error?: string; data: Data };

export type Prometheus = {
  /** Asks for what an expression comes to now. */
  query: (expression: string) => Promise<Answer<{ result: unknown[] }>>;
  /** Resolves once every target has been scraped so often from now on. */
  untilScraped: (times: number) => Promise<void>;
};

type ScrapeConfig = {
  static_configs?: { targets: string[]; labels: { service: string } }[];
  dns_sd_configs?: { names: string[] }[];
};

type Config = { global: Record<string, string>; scrape_configs: ScrapeConfig[] };

/**
 * Starts a Prometheus with the rules and the configuration of deploy/, save that it scrapes these services, each second.
 * @param targets the addresses of each service, by its name
 */
export async function startPrometheus(
  program: string,
  targets: Record<string, string>,
): Promise<Prometheus & AsyncDisposable> {
  const directory = await mkdtemp(join(tmpdir(), 'arena-prometheus-'));
  await cp(PROMETHEUS_DIR, directory, { recursive: true });
  const file = join(directory, 'prometheus.yml');
  const config = parse(await readFile(file, 'utf8')) as Config;
  config.global = { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' };
  const hostOf = (service: string) => new URL(targets[service] as string).host;
  for (const scrape of config.scrape_configs) {
    const named = scrape.dns_sd_configs?.flatMap(({ names }) => names) ?? [];
    delete scrape.dns_sd_configs;
    scrape.static_configs = [
      ...named.map((service) => ({ targets: [hostOf(service)], labels: { service } })),
      ...(scrape.static_configs ?? []).map(({ labels }) => ({ targets: [hostOf(labels.service)], labels })),
    ];
  }
  await writeFile(file, stringify(config));
  const port = await freePort();
  const child = startProcess(program, [
    `--config.file=${file}`,
    `--storage.tsdb.path=${join(directory, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
  ]);
  const url = `http://127.0.0.1:${port}`;
  const query: Prometheus['query'] = async (expression) => {
    const response = await fetch(`${url}/api/v1/query`, {
      method: 'POST',
      body: new URLSearchParams({ query: expression }),
    });
    return (await response.json()) as Answer<{ result: unknown[] }>;
  };
  await child.untilPrinted(/Server is ready to receive web requests/);
  return register<Prometheus>(
    'Prometheus',
    {
      query,
      untilScraped: async (times) => {
        const wanted = Object.keys(targets).length;
        const since = Date.now() / 1_000;
        await eventually(
          // all that a target has told since then, the first of it perhaps begun before
          () => query(`count_over_time(up[${Math.ceil(Date.now() / 1_000 - since) + 1}s]) > ${times}`),
          ({ data }) => data.result.length >= wanted,
        );
      },
    },
    async () => {
      child.kill('SIGTERM');
      await child.exited;
      await child[Symbol.asyncDispose]();
      await rm(directory, { recursive: true });
    },
  );
}
