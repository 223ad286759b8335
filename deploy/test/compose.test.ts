import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { SUBGRAPHS } from '../../dev/run/stack-env.ts';
import { BROKER_SERVICES } from '../rabbitmq/permissions.ts';
import { compose, environmentOf, newSecrets, ROOT, text, type ComposeService } from './environments.ts';
import { unknownTo } from './service-environments.ts';

const FILE = 'deploy/compose/compose.yaml';
const secrets = await newSecrets();
const { services, networks = {}, volumes = {} } = await compose(FILE, secrets);
const service = (name: string): ComposeService => services[name] as ComposeService;
const dependencies = (name: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(service(name).depends_on ?? {}).map(([other, { condition }]) => [other, condition]),
  );

/** What Stripe and the owner of a domain give. */
const PRODUCTION = {
  ...{
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://arena.example',
    SMTP_URL: 'smtps://user:word@mail.example',
  },
  ...{
    PAYMENT_PROVIDER: 'stripe',
    STRIPE_SECRET_KEY: 'sk_live_made_up',
    STRIPE_WEBHOOK_SECRET: 'whsec_made_up',
  },
};

/** What says where a web app is that has an origin of its own; empty where there is none. */
const WEB_APP = ['CORS_ORIGINS', 'RETURN_ORIGINS', 'WEB_URL'];

test('a web app of its own origin is let in, sent back to, and linked to, however Arena is deployed', async () => {
  const origin = 'https://app.arena.example';
  const { services: given } = await compose(FILE, {
    ...secrets,
    ...Object.fromEntries(WEB_APP.map((name) => [name, origin])),
  });
  const known = Object.values(given).flatMap((one) => Object.entries(environmentOf(one)));
  for (const name of WEB_APP) expect(known).toContainEqual([name, origin]);
  const [render, kubernetes] = [
    await text('deploy/render.yaml'),
    await text('deploy/kubernetes/example/services/kustomization.yaml'),
  ];
  for (const name of WEB_APP) {
    expect(render).toContain(`key: ${name},`);
    expect(kubernetes).toContain(`- ${name}=${origin}\n`);
  }
});

test('every service starts with what the example file gives it, in development and in production', async () => {
  const production = await compose(FILE, { ...secrets, ...PRODUCTION });
  for (const name of BROKER_SERVICES) {
    expect(unknownTo(name, environmentOf(service(name))), name).toEqual([]);
    const environment = environmentOf(production.services[name] as ComposeService);
    expect(environment['NODE_ENV']).toBe('production');
    expect(unknownTo(name, environment), name).toEqual([]);
  }
});

test('the settings for development are refused in production', async () => {
  const { services: wrong } = await compose(FILE, { ...secrets, NODE_ENV: 'production' });
  for (const name of ['payments', 'notifications'])
    expect(() => unknownTo(name, environmentOf(wrong[name] as ComposeService))).toThrow('production');
});

test('nothing starts without its secrets', async () => {
  const example = await text('deploy/compose/example.env');
  const empty = [...example.matchAll(/^([A-Z_]+)=$/gm)].map(([, name]) => name as string);
  const optional = ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', ...WEB_APP];
  for (const name of empty.filter((one) => !optional.includes(one)))
    await expect(compose(FILE, { ...secrets, [name]: '' }), name).rejects.toThrow(`${name} is missing`);
});

test('no two secrets are the same, and each is new', async () => {
  const made = Object.entries(secrets).filter(([name]) => /_PASSWORD$|_KEY$|_JWK$|_SECRET$/.test(name));
  const values = made.map(([, value]) => value).filter(Boolean);
  expect(new Set(values).size).toBe(values.length);
  expect((await newSecrets())['POSTGRES_PASSWORD']).not.toBe(secrets['POSTGRES_PASSWORD']);
});

test('only the proxy, Mailpit and Grafana are published, and to this machine alone', () => {
  const published = Object.entries(services).flatMap(([name, { ports = [] }]) =>
    ports.map((port) => [name, port]),
  );
  expect(published).toEqual([
    ['proxy', '127.0.0.1:8080:8080'],
    ['mailpit', '127.0.0.1:8025:8025'],
    ['grafana', '127.0.0.1:3000:3000'],
  ]);
});

test('whoever reaches the data servers is not reached from outside', () => {
  const onNetwork = (network: string) =>
    Object.keys(services).filter((name) => service(name).networks?.includes(network));
  expect(networks['data']).toEqual({ internal: true });
  expect(onNetwork('public').sort()).toEqual(['gateway', 'proxy']);
  const published = onNetwork('edge');
  expect(onNetwork('data').filter((name) => published.includes(name))).toEqual([]);
  for (const [name, { networks: own = [] }] of Object.entries(services)) {
    expect(own.length, name).toBeGreaterThan(0);
    for (const network of own) expect(Object.keys(networks)).toContain(network);
  }
});

test('a subgraph waits for its migrations, those for its roles, and both come of the roles that there are', () => {
  for (const name of SUBGRAPHS) {
    expect(dependencies(name)).toMatchObject({
      [`${name}-migrations`]: 'service_completed_successfully',
      broker: 'service_completed_successfully',
    });
    expect(dependencies(`${name}-migrations`)).toEqual({ databases: 'service_completed_successfully' });
    const databases = environmentOf(service('databases'));
    const owner = new URL(environmentOf(service(`${name}-migrations`))['DIRECT_DATABASE_URL'] ?? '');
    const application = new URL(environmentOf(service(name))['DATABASE_URL'] ?? '');
    expect([owner.username, owner.password, owner.pathname]).toEqual([
      `arena_${name}_owner`,
      databases[`${name.toUpperCase()}_OWNER_PASSWORD`],
      `/arena_${name}`,
    ]);
    expect([application.username, application.password, application.pathname]).toEqual([
      `arena_${name}`,
      databases[`${name.toUpperCase()}_DATABASE_PASSWORD`],
      `/arena_${name}`,
    ]);
  }
});

test('each service is who the broker and Redis take it for', () => {
  const [broker, redis] = [environmentOf(service('broker')), environmentOf(service('redis'))];
  for (const name of BROKER_SERVICES) {
    const environment = environmentOf(service(name));
    const amqp = new URL(environment['AMQP_URL'] ?? '');
    expect([amqp.username, amqp.password]).toEqual([name, broker[`${name.toUpperCase()}_AMQP_PASSWORD`]]);
    expect(amqp.pathname).toBe(new URL(broker['AMQP_URL'] ?? '').pathname);
    if (name === 'users') continue;
    const url = new URL(environment['REDIS_URL'] ?? '');
    expect([url.username, url.password]).toEqual([name, redis[`${name.toUpperCase()}_REDIS_PASSWORD`]]);
  }
});

test('what is run, mounted and asked for is there', () => {
  const ours = Object.entries(services).filter(([, { image }]) => image === 'arena');
  expect(ours.length).toBe(7 + 6 + 1);
  for (const [name, { command = [] }] of ours)
    expect(existsSync(`${ROOT}${command[0] ?? ''}`), `${name}: ${command[0] ?? ''}`).toBe(true);
  for (const name of BROKER_SERVICES) {
    const port = environmentOf(service(name))['PORT'];
    expect(service(name).healthcheck?.test.at(-1)).toBe(`http://127.0.0.1:${port}/health/ready`);
    if (name !== 'gateway')
      expect(environmentOf(service('gateway'))[`${name.toUpperCase()}_URL`]).toBe(`http://${name}:${port}`);
  }
  for (const [name, { volumes: mounts = [] }] of Object.entries(services)) {
    for (const mount of mounts) {
      const [from = ''] = mount.split(':');
      // what Prometheus and Grafana show is kept beside, and may be yours
      if (from.startsWith('../prometheus') || from.startsWith('../grafana')) continue;
      if (from.startsWith('.'))
        expect(existsSync(`${ROOT}deploy/compose/${from}`), `${name}: ${from}`).toBe(true);
      else expect(Object.keys(volumes)).toContain(from);
    }
  }
});

test('whatever runs is held down', () => {
  for (const [name, one] of Object.entries(services)) {
    expect(one.cap_drop, name).toEqual(['ALL']);
    expect(one.security_opt, name).toEqual(['no-new-privileges:true']);
    expect(one.mem_limit, name).toBeDefined();
    expect(one.restart, name).toMatch(/^(unless-stopped|no)$/);
    if (name !== 'postgres' && name !== 'rabbitmq') expect(one.read_only, name).toBe(true);
    expect(one.image, name).toMatch(/^arena$|:\d|:v\d/);
  }
});

test('the servers for npm start are published to this machine alone', async () => {
  const { services: servers } = await compose('docker-compose.yml', {});
  expect(Object.keys(servers)).toEqual(['postgres', 'rabbitmq', 'redis', 'mailpit']);
  for (const { ports = [] } of Object.values(servers))
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
});

test('Prometheus looks at every service', async () => {
  type Scrape = {
    static_configs?: { targets: string[] }[];
    dns_sd_configs?: { names: string[]; port: number }[];
  };
  const { scrape_configs: scrapes } = parse(await text('deploy/prometheus/prometheus.yml')) as {
    scrape_configs: Scrape[];
  };
  const targets = scrapes.flatMap(({ static_configs: fixed = [], dns_sd_configs: named = [] }) => [
    ...fixed.flatMap((group) => group.targets),
    ...named.flatMap(({ names, port }) => names.map((name) => `${name}:${port}`)),
  ]);
  const shown = BROKER_SERVICES.map((name) => `${name}:${environmentOf(service(name))['METRICS_PORT']}`);
  expect(targets.sort()).toEqual(shown.sort());
});

test('traces go where they are taken', async () => {
  const collector = parse(await text('deploy/otel-collector.yaml')) as {
    receivers: { otlp: { protocols: { http: { endpoint: string } } } };
    exporters: Record<string, { endpoint: string }>;
    service: { pipelines: { traces: { receivers: string[]; processors: string[]; exporters: string[] } } };
  };
  const target = new URL(environmentOf(service('gateway'))['OTEL_EXPORTER_OTLP_ENDPOINT'] ?? '');
  expect(Object.keys(services)).toContain(target.hostname);
  expect(collector.receivers.otlp.protocols.http.endpoint).toBe(`0.0.0.0:${target.port}`);
  const { receivers, exporters } = collector.service.pipelines.traces;
  expect(Object.keys(collector.receivers)).toEqual(receivers);
  expect(Object.keys(collector.exporters)).toEqual(exporters);
  for (const { endpoint } of Object.values(collector.exporters))
    expect(Object.keys(services)).toContain(endpoint.split(':')[0]);
});

test('the proxy hands on what the gateway serves besides its own affairs', async () => {
  const [proxy, routes] = [
    await text('deploy/compose/nginx.conf'),
    await text('gateway/src/http/pass-throughs.ts'),
  ];
  const passed = [...proxy.matchAll(/location = (\S+)/g)].map(([, path]) => path);
  const served = [...routes.matchAll(/'(\/[^']+)'/g)].map(([, path]) => path);
  expect(served.length).toBeGreaterThan(0);
  expect(passed.sort()).toEqual(['/graphql', '/health/live', ...served].sort());
  expect(proxy).toContain(`server gateway:${environmentOf(service('gateway'))['PORT']} `);
});

const hasNginx = spawnSync('nginx', ['-v']).status === 0;

test.runIf(hasNginx)('nginx takes the proxy’s configuration', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'arena-nginx-'));
  try {
    const file = join(directory, 'nginx.conf');
    const configuration = (await text('deploy/compose/nginx.conf'))
      // names are those of the network of containers, and resolve is for them, in newer versions alone
      .replace('gateway:4000 resolve', '127.0.0.1:4000')
      .replaceAll('/tmp/', `${directory}/`)
      .replace('/dev/stdout', join(directory, 'access.log'))
      .replaceAll('/dev/stderr', join(directory, 'error.log'));
    await writeFile(file, configuration);
    const { status, stderr } = spawnSync('nginx', ['-t', '-c', file], { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
