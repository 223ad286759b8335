import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { panels, PROMETHEUS_DIR, rules } from './expressions.ts';
import { findPromtool } from './prometheus.ts';

const RUNBOOK = 'docs/operations.md';
const runbook = readFile(new URL(`../../${RUNBOOK}`, import.meta.url), 'utf8');

const anchorsOf = (markdown: string): string[] =>
  [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  );

test('every alert says how grave it is, what is amiss, and where to read what to do', async () => {
  const anchors = anchorsOf(await runbook);
  const alerts = (await rules()).filter(({ alert }) => alert !== undefined);
  expect(alerts.length).toBeGreaterThan(0);
  for (const { alert, labels, annotations } of alerts) {
    expect(labels?.severity, alert).toMatch(/^(critical|warning)$/);
    expect(annotations?.summary, alert).toBeTruthy();
    const [file, anchor] = (annotations?.runbook_url ?? '').split('#');
    expect(file, alert).toBe(RUNBOOK);
    expect(anchors, alert).toContain(anchor);
  }
});

test('every alert has a test of its own', async () => {
  const tests = await readFile(new URL('alerts.test.yml', PROMETHEUS_DIR), 'utf8');
  for (const { alert } of await rules()) if (alert) expect(tests).toContain(`name: ${alert}\n`);
});

test('every panel has a title, a unit and a description', async () => {
  const all = await panels();
  expect(all.length).toBeGreaterThan(0);
  for (const { board, title, description, fieldConfig } of all) {
    expect(title, board).toBeTruthy();
    expect(description, `${board}: ${title}`).toBeTruthy();
    expect(fieldConfig.defaults.unit, `${board}: ${title}`).toBeTruthy();
  }
});

const promtool = findPromtool();
const why = promtool
  ? ''
  : ' (not here: promtool is not in PATH, nor beside the program that PROMETHEUS names)';

describe.skipIf(!promtool)(`by promtool${why}`, () => {
  test.each([
    ['check', 'config', 'prometheus.yml'],
    ['check', 'rules', 'alerts.yml'],
    ['test', 'rules', 'alerts.test.yml'],
  ])('%s %s %s', (...args) => {
    const cwd = fileURLToPath(PROMETHEUS_DIR);
    const { status, stdout, stderr } = spawnSync(promtool as string, args, { cwd, encoding: 'utf8' });
    expect(status, stdout + stderr).toBe(0);
  });
});
