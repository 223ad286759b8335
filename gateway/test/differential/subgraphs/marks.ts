type Path = readonly (string | number)[];

/**
 * A change that is made to an answer after graphql-js has made it; undefined takes the value away. With a typename
 * it is the object's type name that changes, under whatever aliases it is there, or if `whole` the object.
 */
export type Mark = { path: Path; value: unknown; typename?: string; whole?: boolean };

type Holder = Record<string | number, unknown>;

const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null;

function set(holder: Holder, key: string | number, value: unknown): void {
  if (value === undefined) Reflect.deleteProperty(holder, key);
  else Object.defineProperty(holder, key, { value, enumerable: true, writable: true, configurable: true });
}

function inside(data: unknown, path: Path): Holder | undefined {
  let holder = data;
  for (const key of path) holder = isHolder(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined;
  return isHolder(holder) ? holder : undefined;
}

function applyMark(data: unknown, { path, value, typename, whole = false }: Mark): void {
  if (typename !== undefined) {
    const object = inside(data, path) ?? {};
    // aliases alone tell nothing about the type of an object that is known without
    const told = object['__typename'] === typename;
    const names = Object.keys(object).filter((key) => told && object[key] === typename);
    if (!whole) return names.forEach((name) => set(object, name, value));
    if (names.length === 0) return;
  }
  const holder = inside(data, path.slice(0, -1));
  const last = path.at(-1);
  if (holder && last !== undefined && Object.hasOwn(holder, last)) set(holder, last, value);
}

/** Changes the answer's data at every mark that is still there. */
export function applyMarks(data: unknown, marks: readonly Mark[]): void {
  for (const mark of marks) applyMark(data, mark);
}
