import type { Report } from './examine.ts';
import type { Code, Finding, Status } from './finding.ts';

const PAGE = 'docs/operations.md';

const WORDS: Record<Status, string> = { ok: 'ok', warn: 'warn', fail: 'FAIL', skipped: 'skip' };

/** The terminal's numbers of green, yellow, red and grey. */
const COLOURS: Record<Status, number> = { ok: 32, warn: 33, fail: 31, skipped: 90 };

const WORD_WIDTH = 4;

const pageOf = (code: Code): string => `${PAGE}#${code}`;

const findingsOf = ({ groups }: Report): Finding[] => groups.flatMap(({ findings }) => findings);

/** How many findings there are of each kind. */
function countsOf(report: Report): Record<Status, number> {
  const counts = { ok: 0, warn: 0, fail: 0, skipped: 0 };
  for (const { status } of findingsOf(report)) counts[status] += 1;
  return counts;
}

/** Whether nothing fails. */
export const isSound = (report: Report): boolean => countsOf(report).fail === 0;

function line({ status, subject, says, code, remedy }: Finding, width: number, coloured: boolean): string {
  const word = WORDS[status].padEnd(WORD_WIDTH);
  const shown = coloured ? `\u001b[${COLOURS[status]}m${word}\u001b[0m` : word;
  const advice = code ? ` -> ${remedy} (${pageOf(code)})` : '';
  return `  ${shown}  ${subject.padEnd(width)}  ${says}${advice}`;
}

/** A report for people, a line for each finding. */
export function formatScreen(report: Report, { coloured }: { coloured: boolean }): string {
  const width = Math.max(...findingsOf(report).map(({ subject }) => subject.length));
  const blocks = report.groups.map(({ name, findings }) =>
    [name, ...findings.map((finding) => line(finding, width, coloured))].join('\n'),
  );
  const { ok, warn, fail, skipped } = countsOf(report);
  return [
    `Arena, ${report.mode} mode`,
    ...blocks,
    `${fail} failed, ${warn} to watch, ${ok} ok, ${skipped} skipped`,
  ].join('\n');
}

/** A report for machines. */
export const formatJson = (report: Report): string =>
  JSON.stringify(
    {
      ok: isSound(report),
      mode: report.mode,
      counts: countsOf(report),
      groups: report.groups.map(({ name, findings }) => ({
        name,
        findings: findings.map((finding) => ({
          ...finding,
          ...(finding.code && { docs: pageOf(finding.code) }),
        })),
      })),
    },
    null,
    2,
  );
