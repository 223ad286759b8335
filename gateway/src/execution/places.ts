import { fieldOf, isResultObject, type ResultObject } from './result-tree.ts';

export type Path = readonly (string | number)[];

/** The objects that lie at a path of the plan, `@` standing for every element of a list. */
export function placesAt(root: ResultObject, path: readonly string[]): ResultObject[] {
  const places: ResultObject[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (depth === path.length) {
      if (isResultObject(value)) places.push(value);
      return;
    }
    const step = path[depth] as string;
    if (step === '@') {
      if (Array.isArray(value)) for (const element of value) visit(element, depth + 1);
    } else if (isResultObject(value)) visit(fieldOf(value, step), depth + 1);
  };
  visit(root, 0);
  return places;
}

/** The paths in the client's answer of the objects that `placesAt` gives, in the same order. */
export function pathsOfPlaces(root: ResultObject, path: readonly string[]): Path[] {
  const paths: Path[] = [];
  const visit = (value: unknown, depth: number, trail: Path): void => {
    if (depth === path.length) {
      if (isResultObject(value)) paths.push(trail);
      return;
    }
    const step = path[depth] as string;
    if (step === '@') {
      if (Array.isArray(value)) value.forEach((element, i) => visit(element, depth + 1, [...trail, i]));
    } else if (isResultObject(value)) visit(fieldOf(value, step), depth + 1, [...trail, step]);
  };
  visit(root, 0, []);
  return paths;
}
