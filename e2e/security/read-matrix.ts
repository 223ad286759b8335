import { readFileSync } from 'node:fs';

export const ROLES = ['anonymous', 'stranger', 'owner', 'staff', 'admin'] as const;
export type Role = (typeof ROLES)[number];
export type Owner = 'organizer' | 'player' | 'friend';
type Outcomes = Record<Role, string>;

/** A field or an entity, whose it is, and what it answers to whom. */
export type Row = { coordinate: string; owner: Owner; expected: Outcomes };

const ROW = /^\| `(?<coordinate>[\w.]+)` +\| (?<owner>\w+) +\| (?<outcomes>.+) \|$/;

/** Every row of authorization-matrix.md, in its order. */
export function readMatrix(): Row[] {
  const lines = readFileSync(new URL('authorization-matrix.md', import.meta.url), 'utf8').split('\n');
  return lines.flatMap((line) => {
    const { coordinate = '', owner, outcomes = '' } = ROW.exec(line)?.groups ?? {};
    if (!coordinate) return [];
    const cells = outcomes.split('|').map((cell) => cell.trim());
    const expected = Object.fromEntries(ROLES.map((role, i) => [role, cells[i]])) as Outcomes;
    return [{ coordinate, owner: owner as Owner, expected }];
  });
}
