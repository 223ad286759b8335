import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { Report } from '../../doctor/examine.ts';
import { CODES, fail, ok, skipped, warn } from '../../doctor/finding.ts';
import { checkNode } from '../../doctor/node-version.ts';
import { formatJson, formatScreen, isSound } from '../../doctor/screen.ts';

const report: Report = {
  mode: 'services',
  groups: [
    { name: 'Machine', findings: checkNode('20.20.1', '20.20') },
    {
      name: 'PostgreSQL',
      findings: [
        ok('server', 'PostgreSQL 15.20 at db:5432'),
        fail('tickets', 'migrations-missing', 'behind: 1 migration of 5 missing', 'start Arena anew'),
        warn('notifications', 'outbox-stuck', 'outbox: 2 unsent', 'see that it runs'),
      ],
    },
    { name: 'Events', findings: [skipped('queues', 'RabbitMQ is away')] },
  ],
};

test('the screen has a line for each finding, aligned, with what to do and where that is told', () => {
  expect(formatScreen(report, { coloured: false })).toBe(
    `Arena, services mode
Machine
  ok    Node.js        20.20.1, 20.20 or newer is needed
PostgreSQL
  ok    server         PostgreSQL 15.20 at db:5432
  FAIL  tickets        behind: 1 migration of 5 missing -> start Arena anew (docs/operations.md#migrations-missing)
  warn  notifications  outbox: 2 unsent -> see that it runs (docs/operations.md#outbox-stuck)
Events
  skip  queues         RabbitMQ is away
1 failed, 1 to watch, 2 ok, 1 skipped`,
  );
});

test('colours are on the words of the state, and nowhere else', () => {
  const lines = formatScreen(report, { coloured: true }).split('\n');
  expect(lines[5]).toContain('  \u001b[31mFAIL\u001b[0m  tickets');
  expect(stripVTControlCharacters(lines.join('\n'))).toBe(formatScreen(report, { coloured: false }));
});

test('machines are told the same', () => {
  const told = JSON.parse(formatJson(report));
  expect(told).toMatchObject({
    ok: false,
    mode: 'services',
    counts: { ok: 2, warn: 1, fail: 1, skipped: 1 },
  });
  expect(told.groups[1].findings[1]).toEqual({
    ...{ status: 'fail', subject: 'tickets', code: 'migrations-missing', remedy: 'start Arena anew' },
    ...{ says: 'behind: 1 migration of 5 missing', docs: 'docs/operations.md#migrations-missing' },
  });
});

test('what is to be watched or could not be looked at is no failure', () => {
  const findings = [warn('a', 'outbox-stuck', '', ''), skipped('b', ''), ok('c', '')];
  expect(isSound({ mode: 'embedded', groups: [{ name: 'All', findings }] })).toBe(true);
  expect(isSound(report)).toBe(false);
});

test('an old Node.js fails, and a later one is right', () => {
  expect(checkNode('20.9.0', '20.20')).toMatchObject([{ status: 'fail', code: 'node-too-old' }]);
  expect(checkNode('22.1.0', '20.20')).toMatchObject([{ status: 'ok' }]);
  expect(checkNode()).toMatchObject([{ status: 'ok' }]);
});

test('each finding has its heading in the docs, and no heading is left over', () => {
  const page = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
  const headings = [...page.matchAll(/^### ([a-z-]+)$/gm)].map(([, heading]) => heading);
  expect(headings.sort()).toEqual([...CODES].sort());
});
