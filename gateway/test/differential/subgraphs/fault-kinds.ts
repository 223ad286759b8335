/** What can go wrong within an answer, at one field of one object. */
export const FIELD_FAULTS = [
  'field-throws',
  'field-throws-code',
  'field-null',
  'null-unasked',
  'field-missing',
  'leaf-of-other-type',
  'no-list',
] as const;

/** What can go wrong with one object, wherever it is shown. */
export const OBJECT_FAULTS = [
  'object-null',
  'object-empty',
  'object-as-leaf',
  'object-as-list',
  'typename-unknown',
  'typename-other',
  'typename-odd',
  'typename-missing',
] as const;

export const ENTITY_FAULTS = ['reference-throws', 'reference-throws-code', 'reference-null'] as const;

/** What can go wrong with a whole call. */
export const CALL_FAULTS = [
  'rejects',
  'html',
  'truncated',
  'empty-body',
  'empty-list',
  'null-body',
  'string-body',
  'empty-object',
  'data-null',
  'data-null-errors',
  'errors-alone',
  'refused',
  'odd-data',
  'odd-errors',
  'empty-errors',
  'error-without-path',
  'error-at-entities',
  'error-at-odd-path',
  'error-without-message',
  'entities-few',
  'entities-many',
  'entities-null',
  'entities-object',
] as const;

export type FaultKind =
  | (typeof FIELD_FAULTS)[number]
  | (typeof OBJECT_FAULTS)[number]
  | (typeof ENTITY_FAULTS)[number]
  | (typeof CALL_FAULTS)[number];
