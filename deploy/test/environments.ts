import { readFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parse, parseAllDocuments } from 'yaml';
import { withNewSecrets } from '../secrets.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export type Variables = Record<string, string>;

export const text = (path: string): Promise<string> => readFile(`${ROOT}${path}`, 'utf8');

/** The example of an environment with new secrets, by name. */
export async function newSecrets(): Promise<Variables> {
  const lines = (await withNewSecrets(await text('deploy/compose/example.env'))).matchAll(
    /^([A-Z_]+)=(.*)$/gm,
  );
  return Object.fromEntries(
    [...lines].map(([, name, value = '']) => [name, value.replace(/^'(.*)'$/, '$1')] as [string, string]),
  );
}

const VARIABLE = /\$\$|\$\{(\w+)(?:(:[-?])([^}]*))?\}/g;

/** Puts variables in as compose does. @throws where one that is required is missing */
export const interpolated = (source: string, variables: Variables): string =>
  source.replace(VARIABLE, (match, name?: string, operator?: string, otherwise = '') => {
    if (name === undefined) return '$';
    const value = variables[name];
    if (value) return value;
    if (operator === ':?') throw new Error(`${name} is missing`);
    if (value === undefined && operator === undefined) throw new Error(`${match} has no value`);
    return otherwise;
  });

/** Puts variables into every text of a document, not into what it looks like. */
function interpolatedIn(value: unknown, variables: Variables): unknown {
  if (typeof value === 'string') return interpolated(value, variables);
  if (Array.isArray(value)) return value.map((item) => interpolatedIn(item, variables));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, interpolatedIn(item, variables)]),
  );
}

export type ComposeService = {
  image?: string;
  command?: string[];
  entrypoint?: string[];
  user?: string;
  environment?: Record<string, string | number>;
  ports?: string[];
  networks?: string[];
  volumes?: string[];
  depends_on?: Record<string, { condition: string }> | string[];
  healthcheck?: { test: string[] };
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  mem_limit?: string;
  restart?: string;
};
export type Compose = {
  services: Record<string, ComposeService>;
  networks?: Record<string, { internal?: boolean }>;
  volumes?: Record<string, unknown>;
};

/** A compose file with its variables put in. */
export async function compose(path: string, variables: Variables): Promise<Compose> {
  return interpolatedIn(parse(await text(path), { merge: true, maxAliasCount: -1 }), variables) as Compose;
}

/** The variables of a service, as it has them when it runs. */
export const environmentOf = ({ environment = {} }: ComposeService): Variables =>
  Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)]));

/** An object of Kubernetes; what is in it is looked up by the tests. */
export type Manifest = {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; labels?: Variables; annotations?: Variables };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  spec: any;
  data?: Variables;
};

export const documents = (source: string): unknown[] =>
  parseAllDocuments(source, { merge: true }).map((document) => {
    if (document.errors.length > 0) throw document.errors[0] as Error;
    return document.toJS() as unknown;
  });

/** Whether manifests can be put together here. */
export const hasKubectl = (): boolean => spawnSync('kubectl', ['kustomize', '--help']).status === 0;

/** The manifests of a folder, as kubectl puts them together. */
export function kustomized(folder: string): Manifest[] {
  const { status, stdout, stderr } = spawnSync('kubectl', ['kustomize', folder], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 10_000_000,
  });
  if (status !== 0) throw new Error(stderr);
  return documents(stdout) as Manifest[];
}
