// The four subgraphs in one process.
import { runChild } from '../child/run-child.mjs';
import { subgraphExecutor } from './executor.mjs';
import { countAnswered, listenAsSubgraphs, type AnswerText } from './listen-as-subgraphs.ts';
import { resolvers } from './resolvers.ts';
import { readSchemas } from './schemas.ts';

runChild({
  start: () => {
    const answers = [...readSchemas()].map(([name, typeDefs]): [string, AnswerText] => [
      name,
      subgraphExecutor(typeDefs, resolvers[name] ?? {}),
    ]);
    return listenAsSubgraphs(answers);
  },
  count: countAnswered,
});
