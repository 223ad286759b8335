import { fieldOf, isResultObject, type ResultObject } from '../execution/result-tree.ts';
import { TAG_FIELD, type SourceTags, type TagFormat } from './fetch-policy.ts';

/** What the tag's field of an object leads to. */
function labelOf(object: ResultObject, { path }: TagFormat): unknown {
  let value = fieldOf(object, TAG_FIELD);
  for (const name of path.slice(1)) value = isResultObject(value) ? fieldOf(value, name) : undefined;
  return value;
}

/** The tags that an event ends; the tag's field is taken out of it. */
export const takeSourceTags = (data: ResultObject, { tags }: SourceTags): string[] =>
  [...tags].flatMap(([name, [ofType, ...others]]) => {
    const told = ofType && takeTags(fieldOf(data, name), ofType);
    return [...(told ?? []), ...others.map(({ prefix }) => prefix)];
  });

/**
 * Takes the tag's field out of an object, or of each object of a list.
 * @returns the tags that it told; undefined where one is missing
 */
export function takeTags(value: unknown, format: TagFormat): string[] | undefined {
  if (Array.isArray(value)) {
    const tags = value.map((element) => takeTags(element, format));
    const isWhole = value.length > 0 || format.path.length === 0;
    return isWhole && tags.every((some) => some !== undefined) ? tags.flat() : undefined;
  }
  if (!isResultObject(value)) return undefined;
  if (format.path.length === 0) return [format.prefix];
  const label = labelOf(value, format);
  Reflect.deleteProperty(value, TAG_FIELD);
  return typeof label === 'string' && label !== '' ? [format.prefix + encodeURIComponent(label)] : undefined;
}
