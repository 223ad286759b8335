// All subgraphs in one process.
import { runChild } from '../../gateway/child/run-child.mjs';
import {
  countAnswered,
  listenAsSubgraphs,
  type AnswerText,
} from '../../gateway/subgraphs/listen-as-subgraphs.ts';
import { createAnswerer } from '../graph/answer.ts';
import { nameOf } from '../graph/subgraphs.ts';

runChild({
  /** Resolves with the addresses of as many, by their names. */
  start: (count: number) => {
    const answer = createAnswerer(count);
    const answerText: AnswerText = (body) => {
      const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
      return JSON.stringify({ data: answer(query, variables ?? {}) });
    };
    return listenAsSubgraphs(Array.from({ length: count }, (_, subgraph) => [nameOf(subgraph), answerText]));
  },
  count: countAnswered,
});
