import { unlessDone, type Graph } from './graph-client.ts';
import { until } from './until.ts';

/** Where YouTube lists what is live. */
const URL_TO_WATCH = 'https://www.youtube.com/live';

type Watchable = { id: string; streams: object[]; viewers: object | null };

/** The matches of a tournament that are yet to be played; `viewers` shows once streams knows who runs it. */
const openMatches = async (graph: Graph, tournamentId: string): Promise<Watchable[]> => {
  const { tournament } = await graph<{ tournament: { matches: { nodes: Watchable[] } } }>(
    `query ($id: ID!) {
      tournament(id: $id) { matches(status: [PENDING]) { nodes { id streams { id } viewers { totalCount } } } }
    }`,
    { id: tournamentId },
  );
  return tournament.matches.nodes;
};

/** Has every match that is yet to be played be watched on YouTube. */
export async function openStreams(graph: Graph, tournamentId: string): Promise<void> {
  await until(
    'streams knows the matches',
    () => openMatches(graph, tournamentId),
    (matches) => matches.every(({ viewers }) => viewers !== null),
  );
  const { platforms } = await graph<{ platforms: { id: string; name: string }[] }>(
    '{ platforms { id name } }',
  );
  const platformId = platforms.find(({ name }) => name === 'YouTube')?.id;
  for (const { id: matchId, streams } of await openMatches(graph, tournamentId)) {
    if (streams.length > 0) continue;
    await unlessDone(
      graph('mutation ($input: CreateStreamInput!) { createStream(input: $input) { id } }', {
        input: { matchId, platformId, url: URL_TO_WATCH },
      }),
    );
  }
}
