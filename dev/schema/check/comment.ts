import type { SchemaChange } from './changes.ts';
import type { Verdict } from './verdict.ts';
import { brokenOperations, recordedUse, summary } from './wording.ts';

/** The first line of each comment, by which an earlier one is found; it does not show. */
export const COMMENT_MARKER = '<!-- arena-schema-check -->';

/** What a comment says when nothing has changed: not worth a comment of its own. */
export const UNCHANGED = 'The API is as it was.';

// GitHub takes 65 536 characters, in a table as much as in the reasons of a composition that fails
const ROWS_AT_MOST = 30;
const CELL_AT_MOST = 350;
const REASONS_AT_MOST = 10;
const REASON_AT_MOST = 2_000;

const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length)} …` : text;

const cell = (text: string): string => cut(text.replaceAll(/\s+/g, ' '), CELL_AT_MOST).replaceAll('|', '\\|');

function table<Change extends SchemaChange>(
  title: string,
  changes: readonly Change[],
  further: Record<string, (change: Change) => string> = {},
): string[] {
  if (changes.length === 0) return [];
  const columns = Object.values(further);
  const heads = ['where', 'what', ...Object.keys(further)];
  const rows = changes
    .slice(0, ROWS_AT_MOST)
    .map((change) => [
      `\`${change.coordinate}\``,
      change.message,
      ...columns.map((column) => column(change)),
    ]);
  const more = changes.length - rows.length;
  return [
    `#### ${title}`,
    '',
    `| ${heads.join(' | ')} |`,
    `|${' --- |'.repeat(heads.length)}`,
    ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
    ...(more > 0 ? ['', `and ${more} more`] : []),
    '',
  ];
}

const TO_DO = [
  '#### What to do',
  '',
  'Keep what is in use, deprecate it with the date after which it may go, and remove it when the clients have moved on: ' +
    'see `docs/schema.md`. A breaking change passes only when no known operation uses it and the recorded usage says ' +
    'that nobody else does.',
  '',
];

const comment = (lines: readonly string[]): string => `${[COMMENT_MARKER, ...lines].join('\n').trimEnd()}\n`;

/** A comment in Markdown for a pull request whose schema composes. */
export function formatComment(base: string, verdict: Verdict): string {
  const { breaking, dangerous, safe, passes } = verdict;
  const isUnchanged = breaking.length + dangerous.length + safe.length === 0;
  return comment([
    `### ${passes ? '✅' : '❌'} Schema check`,
    '',
    isUnchanged ? `${UNCHANGED} Compared with ${base}.` : `${summary(base, verdict)}.`,
    '',
    ...table('Breaking', breaking, {
      'breaks operations': brokenOperations,
      'recorded usage': recordedUse,
      advice: ({ isUnused, advice }) => [isUnused ? 'unused' : [], advice ?? []].flat().join('; '),
    }),
    ...table('Dangerous', dangerous),
    ...table('Safe', safe),
    ...(passes ? [] : TO_DO),
  ]);
}

/** A comment in Markdown for a pull request whose subgraphs do not compose. */
export function formatCompositionComment(errors: readonly string[]): string {
  const reasons = errors.slice(0, REASONS_AT_MOST).map((error) => cut(error, REASON_AT_MOST));
  const more = errors.length - reasons.length;
  return comment([
    '### ❌ Schema check',
    '',
    'The subgraphs do not compose:',
    '',
    // they have many lines, which are no Markdown
    ...reasons.flatMap((reason) => ['````text', reason, '````', '']),
    ...(more > 0 ? [`and ${more} more`] : []),
  ]);
}
