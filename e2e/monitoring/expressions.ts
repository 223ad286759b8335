import { readdir, readFile } from 'node:fs/promises';
import { parse } from 'yaml';

const DEPLOY = new URL('../../deploy/', import.meta.url);

/** Where the monitoring's configuration is. */
export const PROMETHEUS_DIR = new URL('prometheus/', DEPLOY);
const DASHBOARDS = new URL('grafana/dashboards/', DEPLOY);

export type Rule = {
  alert?: string;
  record?: string;
  expr: string;
  labels?: { severity?: string };
  annotations?: { summary?: string; runbook_url?: string };
};

export type Panel = {
  title?: string;
  description?: string;
  fieldConfig: { defaults: { unit?: string } };
  targets: { expr: string }[];
};

type Rules = { groups: { rules: Rule[] }[] };

/** The rules of deploy/prometheus/alerts.yml. */
export async function rules(): Promise<Rule[]> {
  const { groups } = parse(await readFile(new URL('alerts.yml', PROMETHEUS_DIR), 'utf8')) as Rules;
  return groups.flatMap((group) => group.rules);
}

/** The panels of all dashboards, each with its dashboard's title. */
export async function panels(): Promise<(Panel & { board: string })[]> {
  const files = await readdir(DASHBOARDS);
  const boards = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(new URL(file, DASHBOARDS), 'utf8');
      return JSON.parse(text) as { title: string; panels: Panel[] };
    }),
  );
  return boards.flatMap(({ title, panels: own }) => own.map((panel) => ({ ...panel, board: title })));
}

const KEYWORDS = new Set(['and', 'or', 'unless', 'by', 'without', 'on', 'ignoring', 'bool', 'offset']);

/** The names of the metrics in an expression of PromQL. */
export function metricsIn(expression: string): string[] {
  const bare = expression
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/\{[^}]*\}|\[[^\]]*\]/g, ' ')
    .replaceAll(/\b(by|without|on|ignoring|group_left|group_right)\s*(\([^)]*\))?/g, ' ');
  return [...bare.matchAll(/[a-zA-Z_:][\w:]*(?!\w*\s*\()/g)]
    .filter(({ 0: name, index }) => !/^\s*\(/.test(bare.slice(index + name.length)) && !KEYWORDS.has(name))
    .map(([name]) => name);
}

/** The metric that a name belongs to, as its TYPE has it. */
export const metricOf = (name: string, exposed: ReadonlySet<string>): string =>
  exposed.has(name) ? name : name.replace(/_(bucket|sum|count)$/, '');
