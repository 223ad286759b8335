import { fieldOf, isResultObject, type ResultObject } from './result-tree.ts';

export type Path = readonly (string | number)[];

const unique = (values: readonly unknown[]): readonly unknown[] => [...new Set(values)];

/**
 * The objects that lie at a path of the plan, `@` standing for every element of a list.
 * @param sharing whether there are objects that stand at several places. Each is given once then, and each
 *   level on the way is kept as narrow as what there is, where the places may be a hundred times as many
 */
export function placesAt(root: ResultObject, path: readonly string[], sharing: boolean): ResultObject[] {
  let level: readonly unknown[] = [root];
  for (const step of path) {
    const next: unknown[] = [];
    for (const value of level) {
      if (step === '@') {
        if (Array.isArray(value)) for (const element of value) next.push(element);
      } else if (isResultObject(value)) next.push(fieldOf(value, step));
    }
    level = sharing ? unique(next) : next;
  }
  return level.filter(isResultObject);
}

/** Tells of the places at a path one by one, each with its path in the client's answer, as long as `tell` says so. */
export function eachPlace(
  root: ResultObject,
  path: readonly string[],
  tell: (place: ResultObject, at: Path) => boolean,
): void {
  const visit = (value: unknown, depth: number, trail: Path): boolean => {
    if (depth === path.length) return !isResultObject(value) || tell(value, trail);
    const step = path[depth] as string;
    if (step === '@') {
      return !Array.isArray(value) || value.every((element, i) => visit(element, depth + 1, [...trail, i]));
    }
    return !isResultObject(value) || visit(fieldOf(value, step), depth + 1, [...trail, step]);
  };
  visit(root, 0, []);
}
