import { isDeepStrictEqual } from 'node:util';
import type { SideAnswer, SideError } from '../sides/side.ts';
import type { SeenCall } from '../subgraphs/fake-transport.ts';

/** What one side answered, and which calls that took. */
export type Outcome = { answer: SideAnswer; calls: readonly SeenCall[] };

const show = (value: unknown): string => JSON.stringify(value);

const full = ({ path, code, subgraph, message }: SideError): string => show([path, code, subgraph, message]);
const place = ({ path, code }: SideError): string => show([path, code]);

export type DifferenceKind =
  | 'other data'
  | 'an error too many'
  | 'an error too few'
  | 'a completion too many'
  | 'a completion too few'
  | 'completion beside errors'
  | 'calls too many'
  | 'other mutation calls';

/** One way in which our outcome differs from the stock executor's; `what` as JSON. */
export type Difference = { kind: DifferenceKind; what: string };

/** What is in the first list more often than in the second. */
function surplus(kind: DifferenceKind, of: readonly string[], over: readonly string[]): Difference[] {
  const left = [...over];
  const more = of.filter((item) => {
    const at = left.indexOf(item);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return more.map((what) => ({ kind, what }));
}

const notIn = (kind: DifferenceKind, of: readonly string[], known: readonly string[]): Difference[] =>
  [...new Set(of)].filter((item) => !known.includes(item)).map((what) => ({ kind, what }));

const writes = (calls: readonly SeenCall[]): string[] =>
  calls
    .filter(({ kind }) => kind === 'mutation')
    .map(({ subgraph, operation }) => show([subgraph, operation]));

/** How the data and the errors differ. */
export function otherResults(ours: SideAnswer, stock: SideAnswer): Difference[] {
  const found: Difference[] = isDeepStrictEqual(ours.data, stock.data)
    ? []
    : [{ kind: 'other data', what: show(ours.data) }];
  const [a, b] = [ours.errors.map(full), stock.errors.map(full)];
  return [...found, ...surplus('an error too many', a, b), ...surplus('an error too few', b, a)];
}

/** What completion of values tells, which is compared as far as both tell it: there are no errors. */
function otherCompletion(ours: SideAnswer, stock: SideAnswer): Difference[] {
  const [a, b] = [ours.valueCompletion.map(place), stock.valueCompletion.map(place)];
  if (ours.errors.length > 0)
    return a.length > 0 ? [{ kind: 'completion beside errors', what: show(a) }] : [];
  if (stock.errors.length > 0) return [];
  return [...notIn('a completion too many', a, b), ...notIn('a completion too few', b, a)];
}

/** How the calls differ, of which ours may be fewer but for those that change something. */
function otherCalls(ours: readonly SeenCall[], stock: readonly SeenCall[]): Difference[] {
  const found: Difference[] = [];
  if (ours.length > stock.length)
    found.push({ kind: 'calls too many', what: show([ours.length, stock.length]) });
  if (!isDeepStrictEqual(writes(ours), writes(stock)))
    found.push({ kind: 'other mutation calls', what: show(writes(ours)) });
  return found;
}

/** How our outcome differs from the stock executor's; nothing where they are the same. */
export const differences = (ours: Outcome, stock: Outcome): Difference[] => [
  ...otherResults(ours.answer, stock.answer),
  ...otherCompletion(ours.answer, stock.answer),
  ...otherCalls(ours.calls, stock.calls),
];

type Path = readonly (string | number)[];

/** The place of the null at a place or above it, if there is one. */
function nullAt(data: unknown, path: Path): Path | undefined {
  let value = data;
  for (const [depth, key] of path.entries()) {
    if (value === null) return path.slice(0, depth);
    if (typeof value !== 'object' || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value === null ? path : undefined;
}

/**
 * Whether a difference is no more than that ours tells of a null why it is, or tells it otherwise.
 * @param mayBeAbsent whether the null may be of an entity that its subgraph does not have, of which nothing needs telling
 */
export function explainsNull(
  { kind, what }: Difference,
  { data, valueCompletion }: SideAnswer,
  mayBeAbsent: boolean,
): boolean {
  if (kind !== 'a completion too many' && kind !== 'a completion too few') return false;
  const [path] = JSON.parse(what) as [string];
  const place = nullAt(data, JSON.parse(path) as Path);
  if (!place) return false;
  if (mayBeAbsent) return true;
  return valueCompletion.some((error) => {
    const told = JSON.parse(error.path ?? '[]') as Path;
    return place.every((key, depth) => told[depth] === key);
  });
}

/** `kind: what` of each. */
export const tell = (found: readonly Difference[]): string[] =>
  found.map(({ kind, what }) => `${kind}: ${what}`);

/** Calls that name the same entity twice. */
export const repetitions = (calls: readonly SeenCall[]): string[] =>
  calls
    .filter(
      ({ representations }) => representations && new Set(representations).size < representations.length,
    )
    .map(
      ({ subgraph, representations }) =>
        `a representation twice in a call of ${subgraph}: ${show(representations)}`,
    );
