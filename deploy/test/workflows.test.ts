import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { SUBGRAPHS } from '../../dev/run/stack-env.ts';
import { BROKER_SERVICES } from '../rabbitmq/permissions.ts';
import { newSecrets, ROOT, text, type Variables } from './environments.ts';
import { unknownTo } from './service-environments.ts';

type Step = { uses?: string; run?: string; shell?: string };
type Job = {
  uses?: string;
  if?: string;
  needs?: string | string[];
  steps?: Step[];
  'timeout-minutes'?: number;
  strategy?: { matrix?: Record<string, string[]> };
};
type Workflow = {
  permissions?: Record<string, string>;
  concurrency?: { group: string };
  jobs: Record<string, Job>;
};

const FOLDER = '.github/workflows';
const workflows = await Promise.all(
  (await readdir(`${ROOT}${FOLDER}`)).map(
    async (file) => [file, parse(await text(`${FOLDER}/${file}`)) as Workflow] as const,
  ),
);
const named = (name: string): Workflow => workflows.find(([file]) => file === name)?.[1] as Workflow;

test.each(workflows)('%s may no more than it says, one at a time and not for ever', (_file, workflow) => {
  expect(workflow.permissions).toMatchObject({ contents: 'read' });
  expect(workflow.concurrency?.group).toBeDefined();
  for (const [name, job] of Object.entries(workflow.jobs)) {
    if (job.uses) expect(existsSync(`${ROOT}${job.uses}`)).toBe(true);
    else expect(job['timeout-minutes'], name).toBeGreaterThan(0);
    for (const { uses } of job.steps ?? [])
      if (uses) expect(uses, name).toMatch(/^[\w-]+\/[\w./-]+@(v\d+|[0-9a-f]{40})$/);
  }
});

test.each(workflows)('%s runs what there is', async (_file, { jobs }) => {
  const { scripts } = JSON.parse(await text('package.json')) as { scripts: Record<string, string> };
  const runs = Object.values(jobs).flatMap(({ steps = [] }) => steps.flatMap(({ run }) => run ?? []));
  for (const run of runs) {
    for (const [, script = ''] of run.matchAll(/npm run (?:-\S+ )*([\w:]+)/g))
      expect(scripts).toHaveProperty([script]);
    for (const [file] of run.matchAll(/(?<![\w./-])(deploy|\.ci)\/[\w./-]*\w(\.(ts|sh|yaml))?/g))
      if (!file.includes('.env') && !file.endsWith('/example'))
        expect(existsSync(`${ROOT}${file}`), file).toBe(true);
  }
});

test('a deployment goes in the safe order', () => {
  const { jobs } = named('deploy.yml');
  expect(jobs['image']?.needs).toBe('ci');
  expect(jobs['migrations']?.needs).toBe('image');
  expect(jobs['subgraphs']?.needs).toEqual(['image', 'migrations', 'broker']);
  expect(jobs['gateway']?.needs).toEqual(['image', 'subgraphs']);
  for (const name of ['migrations', 'subgraphs'])
    expect(jobs[name]?.strategy?.matrix?.['subgraph']).toEqual([...SUBGRAPHS]);
});

test('production is given main alone, and a tag that waits its turn is not dropped for another', () => {
  const { jobs, concurrency } = named('deploy.yml');
  for (const name of ['migrations', 'broker'])
    expect(jobs[name]?.if, name).toBe("${{ vars.RENDER == 'on' && github.ref == 'refs/heads/main' }}");
  const inProduction = Object.entries(jobs).filter(([, job]) => 'environment' in job);
  for (const [name, { needs = [] }] of inProduction)
    expect(
      name in { migrations: true, broker: true } ||
        [needs].flat().some((other) => inProduction.some(([one]) => one === other)),
      name,
    ).toBe(true);
  expect(concurrency?.group).toContain('github.ref');
});

test('manifests that cannot be put together fail the check of them', () => {
  const { steps = [] } = named('ci.yml').jobs['delivery'] ?? {};
  // GitHub's bash has pipefail where it is asked for by name alone
  expect(steps.filter(({ run }) => run?.includes('kubeconform')).map(({ shell }) => shell)).toEqual(['bash']);
});

type Variable = { key?: string; value?: string; sync?: boolean; fromGroup?: string };
type Blueprint = {
  envVarGroups: { name: string; envVars: { key: string; value: string }[] }[];
  services: {
    type: string;
    name: string;
    dockerCommand: string;
    healthCheckPath?: string;
    envVars: Variable[];
  }[];
};

/** What is asked for in the dashboard, made up. */
const ASKED_FOR: Variables = {
  ...(await newSecrets()),
  ...{ AMQP_URL: 'amqps://a:b@broker.example/arena', REDIS_URL: 'rediss://a:b@redis.example' },
  ...{ DATABASE_URL: 'postgres://a:b@db.example/arena', SMTP_URL: 'smtps://a:b@mail.example' },
  ...{ PUBLIC_URL: 'https://arena.example', CORS_ORIGINS: 'https://arena.example' },
  ...{ WEB_URL: 'https://app.arena.example' },
  ...{ RETURN_ORIGINS: 'https://app.arena.example', MAIL_FROM: 'Arena <no-reply@arena.example>' },
  ...{
    STRIPE_SECRET_KEY: 'sk_live_made_up',
    STRIPE_WEBHOOK_SECRET: 'whsec_made_up',
    TRUSTED_PROXY_HOPS: '1',
  },
  ...Object.fromEntries(SUBGRAPHS.map((name) => [`${name.toUpperCase()}_URL`, `http://${name}:4000`])),
};

test('every service on Render starts with what it has and is asked for, and only the gateway is public', async () => {
  const { services, envVarGroups } = parse(await text('deploy/render.yaml')) as Blueprint;
  expect(services.map(({ name }) => name)).toEqual(BROKER_SERVICES.map((name) => `arena-${name}`));
  const groups = Object.fromEntries(envVarGroups.map(({ name, envVars }) => [name, envVars]));
  for (const { type, name, dockerCommand, healthCheckPath, envVars } of services) {
    const service = name.replace('arena-', '');
    expect(type).toBe(service === 'gateway' ? 'web' : 'pserv');
    expect(healthCheckPath).toBe(service === 'gateway' ? '/health/ready' : undefined);
    expect(existsSync(`${ROOT}${dockerCommand.replace('node ', '')}`), dockerCommand).toBe(true);
    const given = envVars.flatMap((one): [string, string][] => {
      if (one.fromGroup) return (groups[one.fromGroup] ?? []).map(({ key, value }) => [key, value]);
      return [[one.key ?? '', one.value ?? ASKED_FOR[one.key ?? ''] ?? '']];
    });
    const environment = Object.fromEntries(given);
    expect(environment['NODE_ENV']).toBe('production');
    expect(unknownTo(service, environment), service).toEqual([]);
    for (const { key = '', value, sync } of envVars)
      if (/_URL$|_KEY$|_JWK$|_SECRET$/.test(key)) expect([key, value, sync]).toEqual([key, undefined, false]);
  }
});
