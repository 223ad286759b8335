import { isDeepStrictEqual } from 'node:util';
import type { SideAnswer, SideError } from '../sides/side.ts';
import type { SeenCall } from '../subgraphs/fake-transport.ts';

/** What one side answered, and which calls that took. */
export type Outcome = { answer: SideAnswer; calls: readonly SeenCall[] };

const show = (value: unknown): string => JSON.stringify(value);

const full = ({ path, code, subgraph, message }: SideError): string => show([path, code, subgraph, message]);
const place = ({ path, code }: SideError): string => show([path, code]);

/** What is in the first list more often than in the second. */
function surplus(of: readonly string[], over: readonly string[]): string[] {
  const left = [...over];
  return of.filter((item) => {
    const at = left.indexOf(item);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

const notIn = (of: readonly string[], known: readonly string[]) =>
  [...new Set(of)].filter((item) => !known.includes(item));

const writes = (calls: readonly SeenCall[]): string[] =>
  calls
    .filter(({ kind }) => kind === 'mutation')
    .map(({ subgraph, operation }) => show([subgraph, operation]));

/** How the data and the errors differ. */
export function otherResults(ours: SideAnswer, stock: SideAnswer): string[] {
  const found = isDeepStrictEqual(ours.data, stock.data) ? [] : ['other data'];
  const [a, b] = [ours.errors.map(full), stock.errors.map(full)];
  found.push(...surplus(a, b).map((error) => `an error too many: ${error}`));
  found.push(...surplus(b, a).map((error) => `an error too few: ${error}`));
  return found;
}

function otherCompletion(ours: SideAnswer, stock: SideAnswer): string[] {
  if (ours.errors.length > 0)
    return ours.valueCompletion.length > 0 ? ['value completion beside errors'] : [];
  if (stock.errors.length > 0) return [];
  const [a, b] = [ours.valueCompletion.map(place), stock.valueCompletion.map(place)];
  return [
    ...notIn(a, b).map((error) => `a value completion too many: ${error}`),
    ...notIn(b, a).map((error) => `a value completion too few: ${error}`),
  ];
}

/** How the calls differ, of which ours may be fewer but for those that change something. */
export function otherCalls(ours: readonly SeenCall[], stock: readonly SeenCall[]): string[] {
  const found: string[] = [];
  if (ours.length > stock.length)
    found.push(`${ours.length} calls, the stock executor makes ${stock.length}`);
  if (!isDeepStrictEqual(writes(ours), writes(stock))) found.push('other mutation calls');
  return found;
}

/** How our outcome differs from the stock executor's; nothing where they are the same. */
export const differences = (ours: Outcome, stock: Outcome): string[] => [
  ...otherResults(ours.answer, stock.answer),
  ...otherCompletion(ours.answer, stock.answer),
  ...otherCalls(ours.calls, stock.calls),
];

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
