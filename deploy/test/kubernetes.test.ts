import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SUBGRAPHS } from '../../dev/run/stack-env.ts';
import { BROKER_SERVICES } from '../rabbitmq/permissions.ts';
import { hasKubectl, kustomized, newSecrets, ROOT, type Manifest, type Variables } from './environments.ts';
import { PARSERS, unknownTo } from './service-environments.ts';

const PARTS = ['namespace', 'jobs', 'services'] as const;
const found = hasKubectl();
const manifests = found ? PARTS.flatMap((part) => kustomized(`deploy/kubernetes/example/${part}`)) : [];
const ofKind = (kind: string) => manifests.filter((one) => one.kind === kind);
const pods = [...ofKind('Deployment'), ...ofKind('Job')];
const containerOf = ({ spec }: Manifest) => spec.template.spec.containers[0];

type Selector = {
  matchLabels?: Variables;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
};

const selects = ({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Variables): boolean =>
  Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
  matchExpressions.every(({ key, values = [] }) => values.includes(labels[key] ?? ''));

/** The names of the pods that a selector chooses. */
const chosen = (selector: Selector): string[] =>
  pods
    .filter(({ spec }) => selects(selector, spec.template.metadata.labels))
    .map(({ metadata }) => metadata.name);

/** What a Secret has to hold for a service; made up but for what new-secrets.ts makes. */
function secretOf(service: string, made: Variables): Variables {
  const pick = (...names: string[]) => Object.fromEntries(names.map((name) => [name, made[name] ?? '']));
  const own: Record<string, Variables> = {
    gateway: pick('IDENTITY_PRIVATE_JWK'),
    users: pick('KEY_ENCRYPTION_KEY'),
    payments: { STRIPE_SECRET_KEY: 'sk_live_made_up', STRIPE_WEBHOOK_SECRET: 'whsec_made_up' },
    notifications: { SMTP_URL: 'smtps://user:word@mail.example', ...pick('MAIL_LINK_SECRET') },
  };
  return {
    AMQP_URL: `amqps://${service}:word@broker.example/arena`,
    ...(service !== 'users' && { REDIS_URL: 'rediss://default:word@redis.example' }),
    ...(service !== 'gateway' && {
      DATABASE_URL: 'postgres://a:b@db.example/arena',
      ...pick('IDENTITY_JWKS'),
    }),
    ...own[service],
  };
}

describe.runIf(found)('the example of Kubernetes', () => {
  test('every service starts with its settings and its Secret', async () => {
    const made = await newSecrets();
    const [config] = ofKind('ConfigMap');
    const shared = config?.data ?? {};
    const unknown: Record<string, string[]> = {};
    for (const service of BROKER_SERVICES) {
      const deployment = ofKind('Deployment').find(({ metadata }) => metadata.name === service);
      const container = containerOf(deployment as Manifest);
      const own = Object.fromEntries<string>(
        (container.env ?? []).map(({ name, value }: Record<string, string>) => [name, value]),
      );
      expect(container.envFrom).toEqual([
        { configMapRef: { name: config?.metadata.name } },
        { secretRef: { name: `arena-${service}` } },
      ]);
      expect(shared['NODE_ENV']).toBe('production');
      const given = { ...secretOf(service, made), ...own };
      // what is not for all is known to whom it is given
      expect(
        unknownTo(service, { ...shared, ...given }).filter((name) => name in given),
        service,
      ).toEqual([]);
      unknown[service] = unknownTo(service, { ...shared, ...given });
    }
    for (const name of Object.keys(shared)) {
      const strangers = BROKER_SERVICES.filter((service) => unknown[service]?.includes(name));
      expect(strangers.length, `${name} is known to nobody`).toBeLessThan(Object.keys(PARSERS).length);
    }
  });

  test('what is run is there, by the name of its workload', () => {
    expect(
      ofKind('Deployment')
        .map(({ metadata }) => metadata.name)
        .sort(),
    ).toEqual([...BROKER_SERVICES].sort());
    for (const workload of pods) {
      const [file, subgraph] = containerOf(workload).args as [string, string?];
      expect(existsSync(`${ROOT}${file}`), file).toBe(true);
      expect(containerOf(workload).image).toMatch(/^ghcr\.io\/example\/arena:\d/);
      if (workload.kind === 'Deployment')
        expect(file).toMatch(new RegExp(`^(subgraphs/)?${workload.metadata.name}/src/`));
      else if (subgraph) expect(workload.metadata.name).toBe(`${subgraph}-migrations`);
    }
    expect(
      ofKind('Job')
        .map(({ metadata }) => metadata.name)
        .sort(),
    ).toEqual(['broker', ...SUBGRAPHS.map((name) => `${name}-migrations`)].sort());
  });

  test('every pod may run where only restricted ones may', () => {
    for (const { metadata, spec } of pods) {
      const pod = spec.template.spec;
      expect(pod.securityContext, metadata.name).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(pod.automountServiceAccountToken, metadata.name).toBe(false);
      for (const container of pod.containers) {
        expect(container.securityContext, metadata.name).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        expect(container.resources.limits.memory, metadata.name).toBeDefined();
        expect(container.resources.requests.memory, metadata.name).toBeDefined();
      }
    }
  });

  test('a service is probed where it answers, and has time to end', () => {
    const shared = ofKind('ConfigMap')[0]?.data;
    const port = Number(shared?.['PORT']);
    const grace = Number(shared?.['DRAIN_GRACE_MS']) / 1_000;
    // as it leaves the endpoints
    expect(grace).toBeGreaterThanOrEqual(5);
    for (const deployment of ofKind('Deployment')) {
      const container = containerOf(deployment);
      const ports = Object.fromEntries(
        container.ports.map((one: { name: string; containerPort: number }) => [one.name, one.containerPort]),
      );
      expect(ports).toEqual({ http: port, metrics: 9464 });
      expect(container.startupProbe.httpGet).toEqual({ path: '/health/live', port: 'http' });
      expect(container.livenessProbe.httpGet).toEqual({ path: '/health/live', port: 'http' });
      expect(container.readinessProbe.httpGet).toEqual({ path: '/health/ready', port: 'http' });
      // requests drain for ten seconds, and then timed work
      expect(deployment.spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(grace + 20);
    }
    for (const service of ofKind('Service')) {
      expect(chosen({ matchLabels: service.spec.selector })).toEqual([service.metadata.name]);
      expect(service.spec.ports).toEqual([{ name: 'http', port, targetPort: 'http' }]);
    }
  });

  test('each service is scaled and kept up by its own', () => {
    const names = [...BROKER_SERVICES].sort();
    const scaled = ofKind('HorizontalPodAutoscaler').map(({ spec }) => spec.scaleTargetRef.name as string);
    expect(scaled.sort()).toEqual(names);
    const kept = ofKind('PodDisruptionBudget').map(({ spec }) => chosen(spec.selector));
    expect(kept.flat().sort()).toEqual(names);
    for (const { spec } of ofKind('HorizontalPodAutoscaler')) {
      expect(spec.minReplicas).toBeGreaterThan(1);
      expect(spec.metrics).toHaveLength(1);
    }
  });

  test('pods of one service are spread, by constraints that the API server takes', () => {
    for (const { metadata, spec } of ofKind('Deployment')) {
      const { topologySpreadConstraints: constraints } = spec.template.spec;
      const keys = constraints.map(({ topologyKey }: { topologyKey: string }) => topologyKey);
      expect(keys, metadata.name).toEqual(['kubernetes.io/hostname', 'topology.kubernetes.io/zone']);
      for (const { labelSelector, matchLabelKeys } of constraints) {
        const { matchLabels = {}, matchExpressions = [] } = labelSelector as Selector;
        const selected = [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)];
        const { labels } = spec.template.metadata;
        for (const key of [...selected, ...matchLabelKeys])
          expect(labels, metadata.name).toHaveProperty([key]);
        expect(matchLabelKeys, metadata.name).toEqual(['app.kubernetes.io/name']);
        // a key that is in both has the whole Deployment refused
        expect(selected, metadata.name).not.toContain('app.kubernetes.io/name');
      }
    }
  });

  test('nothing is reached but as it must be', () => {
    const policies = ofKind('NetworkPolicy');
    for (const { metadata, spec } of policies)
      expect(chosen(spec.podSelector), metadata.name).not.toEqual([]);
    expect(policies.find(({ metadata }) => metadata.name === 'nothing')?.spec).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    });
    /** Who reaches the http port of a workload: names of pods, and namespaces. */
    const callersOf = (name: string): string[] =>
      policies
        .filter(({ spec }) => chosen(spec.podSelector).includes(name))
        .flatMap(({ spec }) => spec.ingress ?? [])
        .filter(({ ports }) => ports.some(({ port }: { port: unknown }) => port === 'http'))
        .flatMap(({ from }) => from)
        .flatMap(({ podSelector, namespaceSelector }) =>
          podSelector ? chosen(podSelector) : Object.values(namespaceSelector.matchLabels as Variables),
        );
    expect(callersOf('gateway')).toEqual(['ingress']);
    for (const name of SUBGRAPHS) expect(callersOf(name), name).toEqual(['gateway']);
    const toDatabase = policies.find(({ metadata }) => metadata.name === 'postgres');
    expect(chosen(toDatabase?.spec.podSelector)).not.toContain('gateway');
  });

  test('clients reach the gateway at its host alone, by TLS', () => {
    const [ingress, ...others] = ofKind('Ingress');
    expect(others).toEqual([]);
    expect(ingress?.spec.tls[0].hosts).toEqual([ingress?.spec.rules[0].host]);
    expect(ingress?.spec.rules).toHaveLength(1);
    for (const { backend, pathType } of ingress?.spec.rules[0].http.paths ?? []) {
      expect(pathType).toBe('Exact');
      expect(ofKind('Service').map(({ metadata }) => metadata.name)).toContain(backend.service.name);
    }
  });

  test('all is in one namespace, and no secret in a file', () => {
    for (const { kind, metadata } of manifests)
      if (kind !== 'Namespace') expect(metadata.namespace, metadata.name).toBe('arena');
    expect(ofKind('Secret')).toEqual([]);
  });
});
