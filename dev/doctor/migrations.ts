import { readFileSync } from 'node:fs';
import { subgraphFile } from '../schema/subgraphs.ts';
import { fail, warn, type Finding } from './finding.ts';
import { count, named } from './wording.ts';

type Migration = { tag: string; when: number };

/** The migrations of a subgraph in this code, in their order. */
export function migrationsOf(subgraph: string): Migration[] {
  const journal = readFileSync(subgraphFile(subgraph, 'migrations/meta/_journal.json'), 'utf8');
  return (JSON.parse(journal) as { entries: Migration[] }).entries;
}

/**
 * What is amiss with a database's migrations, held against those of this code.
 * @param applied when each that was applied was made, in ms
 */
export function judgeMigrations(subgraph: string, applied: readonly number[]): Finding[] {
  const known = migrationsOf(subgraph);
  const missing = known.filter(({ when }) => !applied.includes(when));
  const unknown = applied.filter((at) => !known.some(({ when }) => when === at));
  const findings: Finding[] = [];
  if (missing.length > 0) {
    const says = `behind: ${count(missing.length, 'migration')} of ${known.length} missing, ${named(missing.map(({ tag }) => tag))}`;
    // a start applies those alone that are later than all that the database has
    const isPassedOver = missing.some(({ when }) => when < Math.max(...applied));
    const remedy = isPassedOver
      ? 'apply it by hand: a later one is there'
      : 'start Arena anew from this code';
    findings.push(fail(subgraph, 'migrations-missing', says, remedy));
  }
  if (unknown.length > 0) {
    const says = `ahead: ${count(unknown.length, 'migration')} that this code does not know`;
    findings.push(warn(subgraph, 'migrations-unknown', says, 'bring this code up to date'));
  }
  return findings;
}
