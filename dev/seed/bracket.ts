import type { Graph } from './graph-client.ts';

/** Makes the bracket of a tournament, unless it has one. */
export async function makeBracket(graph: Graph, tournamentId: string, format: string): Promise<void> {
  const { tournament } = await graph<{ tournament: { brackets: object[] } }>(
    `query ($id: ID!) { tournament(id: $id) { brackets { id } } }`,
    { id: tournamentId },
  );
  if (tournament.brackets.length > 0) return;
  await graph(`mutation ($input: GenerateBracketInput!) { generateBracket(input: $input) { id } }`, {
    input: { tournamentId, format },
  });
}

type Match = { id: string; opponents: { team: { id: string } | null }[] };
type Field = { teams: { id: string }[]; matches: { nodes: Match[] } };

/** Reports a result for each match that is to be played: the team that comes first in the tournament wins. */
export async function playMatches(graph: Graph, tournamentId: string): Promise<void> {
  const { tournament } = await graph<{ tournament: Field }>(
    `query ($id: ID!) {
      tournament(id: $id) { teams { id } matches(status: [PENDING]) { nodes { id opponents { team { id } } } } }
    }`,
    { id: tournamentId },
  );
  for (const { id: matchId, opponents } of tournament.matches.nodes) {
    const playing = new Set(opponents.map(({ team }) => team?.id));
    const ranked = tournament.teams.filter(({ id }) => playing.has(id));
    const scores = ranked.map(({ id: teamId }, place) => ({ teamId, score: place === 0 ? 3 : 1 }));
    await graph(`mutation ($input: ReportMatchResultInput!) { reportMatchResult(input: $input) { id } }`, {
      input: { matchId, winnerTeamId: ranked[0]?.id, scores },
    });
  }
}
