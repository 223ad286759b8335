export type FormValue = string | FormValue[] | { [name: string]: FormValue };

type Branch = { [name: string]: FormValue };

/** `a[b][0]` as `['a', 'b', '0']`. */
const pathOf = (name: string): string[] =>
  name.split(/\[|\]\[|\]/).filter((part, at) => at === 0 || part !== '');

/** A branch whose names are 0, 1, 2 ... is a list. */
function listed(value: FormValue): FormValue {
  if (typeof value === 'string' || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, listed(inner)] as const);
  const isList = entries.length > 0 && entries.every(([name], index) => name === String(index));
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

/** Reads a form, or a query, with the nested names that Stripe's API takes. */
export function readForm(text: string): Record<string, FormValue> {
  const root: Branch = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const path = pathOf(name);
    const leaf = path.pop() ?? name;
    let branch = root;
    for (const part of path) branch = (branch[part] ??= {}) as Branch;
    branch[leaf] = value;
  }
  return Object.fromEntries(Object.entries(root).map(([name, value]) => [name, listed(value)]));
}
