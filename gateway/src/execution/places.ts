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
