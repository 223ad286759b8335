import { CALL_FAULTS } from './fault-kinds.ts';
import type { Faults } from './fault-setting.ts';

type Answer = { data?: Record<string, unknown> | null; errors?: unknown[] };

const error = (more: object = {}) => ({ message: 'The call is broken', ...more });

const withErrors = (answer: Answer, ...errors: unknown[]): Answer => ({
  ...answer,
  errors: [...(answer.errors ?? []), ...errors],
});

const withEntities = (answer: Answer, change: (entities: unknown[]) => unknown): Answer => {
  const entities = answer.data?.['_entities'];
  return Array.isArray(entities)
    ? { ...answer, data: { ...answer.data, _entities: change(entities) } }
    : answer;
};

/**
 * The text of an answer, with whatever goes wrong with the call as a whole.
 * @throws Error when no answer comes
 */
export function spoil(answer: Answer, faults: Faults, site: readonly string[]): string {
  const text = (value: unknown) => JSON.stringify(value);
  switch (faults.at(CALL_FAULTS, ...site)) {
    case 'rejects':
      throw new Error('The subgraph is away');
    case 'html':
      return '<html><body>Bad gateway</body></html>';
    case 'truncated':
      return text(answer).slice(0, -3);
    case 'empty-body':
      return '';
    case 'empty-list':
      return '[]';
    case 'null-body':
      return 'null';
    case 'string-body':
      return '"x"';
    case 'empty-object':
      return '{}';
    case 'data-null':
      return text({ data: null });
    case 'data-null-errors':
      return text({ data: null, errors: [error()] });
    case 'errors-alone':
      return text({ errors: [error({ extensions: { code: 'TEAPOT' } }), error()] });
    case 'refused':
      return text({ errors: [error({ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } })] });
    case 'odd-data':
      return text({ ...answer, data: [answer.data] });
    case 'odd-errors':
      return text({ ...answer, errors: 'none' });
    case 'empty-errors':
      return text({ ...answer, errors: answer.errors ?? [] });
    case 'error-without-path':
      return text(withErrors(answer, error({ extensions: { code: 'TEAPOT' } })));
    case 'error-at-entities':
      return text(withErrors(answer, error({ path: ['_entities'] })));
    case 'error-at-odd-path':
      return text(withErrors(answer, error({ path: ['_entities', 99, 'id'] }), error({ path: 'id' })));
    case 'error-without-message':
      return text(withErrors(answer, { extensions: null }));
    case 'entities-few':
      return text(withEntities(answer, (entities) => entities.slice(1)));
    case 'entities-many':
      return text(withEntities(answer, (entities) => [...entities, null]));
    case 'entities-null':
      return text(withEntities(answer, () => null));
    case 'entities-object':
      return text(withEntities(answer, (entities) => ({ ...entities })));
    case undefined:
      return text(answer);
  }
}
