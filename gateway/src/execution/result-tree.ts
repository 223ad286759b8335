/** An object as a subgraph answered it; what is in it is not known to be sound. */
export type ResultObject = Record<string, unknown>;

export const isResultObject = (value: unknown): value is ResultObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field of an answer; names that every JavaScript object inherits (an alias may be `toString`) are not fields. */
export const fieldOf = (object: ResultObject, name: string): unknown =>
  Object.hasOwn(object, name) ? object[name] : undefined;

/** Sets a field of an answer; plain assignment to an alias `__proto__` would change the object's prototype. */
export function setField(object: ResultObject, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  } else object[name] = value;
}

/** What becomes of a value when another subgraph says something of the same: the later one wins, part by part. */
function merged(known: unknown, value: unknown): unknown {
  if (isResultObject(known) && isResultObject(value)) {
    mergeInto(known, value);
    return known;
  }
  if (!Array.isArray(known) || !Array.isArray(value) || known.length !== value.length) return value;
  value.forEach((element, i) => (known[i] = merged(known[i], element)));
  return known;
}

/** Merges an answer into what other subgraphs said of the same object. */
export function mergeInto(target: ResultObject, source: ResultObject): void {
  for (const name in source) {
    const value = source[name];
    const isLeaf = typeof value !== 'object' || value === null;
    setField(target, name, isLeaf ? value : merged(fieldOf(target, name), value));
  }
}

/** A copy that shares nothing with the original; these are trees of JSON. */
export function copyOf<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(copyOf) as Value;
  if (!isResultObject(value)) return value;
  const copy: ResultObject = {};
  for (const name in value) setField(copy, name, copyOf(value[name]));
  return copy as Value;
}
