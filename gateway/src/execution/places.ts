import { fieldOf, isResultObject, type ResultObject } from './result-tree.ts';

export type Path = readonly (string | number)[];

/**
 * The objects that lie at a path of the plan, `@` standing for every element of a list; each once, although an
 * entity that was fetched for many places is one object at all of them. Going level by level keeps the way
 * down as narrow as what there is, where the places themselves may be a hundred times as many.
 */
export function placesAt(root: ResultObject, path: readonly string[]): Set<ResultObject> {
  let level = new Set<unknown>([root]);
  for (const step of path) {
    const next = new Set<unknown>();
    for (const value of level) {
      if (step === '@') {
        if (Array.isArray(value)) for (const element of value) next.add(element);
      } else if (isResultObject(value)) next.add(fieldOf(value, step));
    }
    level = next;
  }
  for (const value of level) if (!isResultObject(value)) level.delete(value);
  return level as Set<ResultObject>;
}

/** Tells of every place at a path, with its path in the client's answer. */
export function eachPlace(
  root: ResultObject,
  path: readonly string[],
  tell: (place: ResultObject, at: Path) => void,
): void {
  const visit = (value: unknown, depth: number, trail: Path): void => {
    if (depth === path.length) {
      if (isResultObject(value)) tell(value, trail);
      return;
    }
    const step = path[depth] as string;
    if (step === '@') {
      if (Array.isArray(value)) value.forEach((element, i) => visit(element, depth + 1, [...trail, i]));
    } else if (isResultObject(value)) visit(fieldOf(value, step), depth + 1, [...trail, step]);
  };
  visit(root, 0, []);
}
