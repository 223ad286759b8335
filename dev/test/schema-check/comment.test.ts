import { expect, test } from 'vitest';
import type { SchemaChange } from '../../schema/check/changes.ts';
import {
  COMMENT_MARKER,
  formatComment,
  formatCompositionComment,
  UNCHANGED,
} from '../../schema/check/comment.ts';
import { formatReport } from '../../schema/check/report.ts';
import type { Verdict } from '../../schema/check/verdict.ts';

const change = (level: SchemaChange['level'], coordinate: string, message: string): SchemaChange => ({
  level,
  coordinate,
  message,
  subject: coordinate,
});

const VERDICT: Verdict = {
  breaking: [
    {
      ...change('breaking', 'Game.name', 'It was removed'),
      operations: ['Games', 'Teams'],
      usage: { requests: 12, clients: ['app', 'web'], lastSeen: '2026-01-01' },
      isUnused: false,
      advice: 'deprecate it first, with a date',
    },
    {
      ...change('breaking', 'Game.price', 'It was removed'),
      operations: [],
      usage: { requests: 0, clients: [] },
      isUnused: true,
    },
    {
      ...change('breaking', 'Game.size', "Default 'a|b\nc' was removed"),
      operations: [],
      usage: undefined,
      isUnused: false,
    },
  ],
  dangerous: [change('dangerous', 'Kind.ODD', 'It was added')],
  safe: [change('safe', 'Game.players', 'It was added')],
  passes: false,
};
const NOTHING: Verdict = { breaking: [], dangerous: [], safe: [], passes: true };

test('a comment has a summary, a table for each class, and what to do', () => {
  expect(formatComment('main (1a2b3c4)', VERDICT).split('\n')).toEqual([
    '<!-- arena-schema-check -->',
    '### ❌ Schema check',
    '',
    '3 breaking (1 of them unused), 1 dangerous, 1 safe against main (1a2b3c4).',
    '',
    '#### Breaking',
    '',
    '| where | what | breaks operations | recorded usage | advice |',
    '| --- | --- | --- | --- | --- |',
    '| `Game.name` | It was removed | Games, Teams | 12 requests by app, web, last on 2026-01-01 | deprecate it first, with a date |',
    '| `Game.price` | It was removed | no known operation uses it | none | unused |',
    "| `Game.size` | Default 'a\\|b c' was removed | no known operation uses it | not known |  |",
    '',
    '#### Dangerous',
    '',
    '| where | what |',
    '| --- | --- |',
    '| `Kind.ODD` | It was added |',
    '',
    '#### Safe',
    '',
    '| where | what |',
    '| --- | --- |',
    '| `Game.players` | It was added |',
    '',
    '#### What to do',
    '',
    expect.stringMatching(/^Keep what is in use, deprecate it .* `docs\/schema\.md`/),
    '',
  ]);
});

test('a comment without changes says so', () => {
  expect(formatComment('main', NOTHING)).toBe(
    `${COMMENT_MARKER}\n### ✅ Schema check\n\n${UNCHANGED} Compared with main.\n`,
  );
});

test('a comment on subgraphs that do not compose has the reasons as they are', () => {
  const comment = formatCompositionComment(['Cannot be satisfied:\n- from "games"', 'Another']);
  expect(comment).toMatch(/^<!-- arena-schema-check -->\n### ❌/);
  expect(comment).toContain(
    '\n````text\nCannot be satisfied:\n- from "games"\n````\n\n````text\nAnother\n````\n',
  );
});

test('a comment stays below what GitHub takes, and says how much it leaves out', () => {
  const long = 'x'.repeat(5_000);
  const many = Array.from({ length: 1_000 }, (_, at) => change('safe', `Game.field${at}`, long));
  const usage = { requests: 1, clients: [long] };
  const breaking = many.map((told) => ({ ...told, operations: [long], usage, isUnused: false }));
  const tables = formatComment('main', { breaking, dangerous: many, safe: many, passes: false });
  expect(tables.length).toBeLessThan(65_536);
  expect(tables.match(/\nand 970 more\n/g)).toHaveLength(3);

  const reasons = formatCompositionComment(Array.from({ length: 1_000 }, () => long));
  expect(reasons.length).toBeLessThan(65_536);
  expect(reasons).toContain('\nand 990 more\n');
});

test('a report for the terminal tells each change, and whether it passes', () => {
  const report = formatReport('main', VERDICT).split('\n');
  expect(report.slice(0, 7)).toEqual([
    'BREAKING  Game.name: It was removed',
    '  operations: Games, Teams',
    '  recorded usage: 12 requests by app, web, last on 2026-01-01',
    '  deprecate it first, with a date',
    'breaking, unused  Game.price: It was removed',
    '  operations: no known operation uses it',
    '  recorded usage: none',
  ]);
  expect(report.slice(-3)).toEqual([
    'safe  Game.players: It was added',
    '3 breaking (1 of them unused), 1 dangerous, 1 safe against main.',
    'This breaks clients, or may: see docs/schema.md.',
  ]);
  expect(formatReport('main', NOTHING)).toBe(
    '0 breaking, 0 dangerous, 0 safe against main.\nNo known use breaks.',
  );
});
