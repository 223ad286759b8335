import { eventually } from '@arena/testing';
import { createClient } from 'graphql-sse';
import { expect, test } from 'vitest';
import { makeCatalogue, organizeTournament } from '../catalogue.ts';
import { registerMember, startedArena } from '../started-arena.ts';

const SHOWN = 'query ($id: ID!) { tournament(id: $id) { name } tournaments { nodes { name } } }';
const RENAME = 'mutation ($input: UpdateTournamentInput!) { updateTournament(input: $input) { id } }';
const FOLLOW = 'subscription ($id: ID!) { tournamentUpdated(tournamentId: $id) { name } }';
const ROUNDS = 20;

test('who asks on hearing of a change is shown it, though it was kept from before', async () => {
  await using arena = await startedArena();
  const organizer = await registerMember(arena, 'organizer');
  const id = await organizeTournament(organizer, await makeCatalogue(arena), 1);
  const client = createClient({ url: `${arena.url}/graphql`, retryAttempts: 0 });
  const heard: string[] = [];
  const shown: unknown[] = [];
  const following = (async () => {
    for await (const { data } of client.iterate<{ tournamentUpdated: { name: string } }>({
      query: FOLLOW,
      variables: { id },
    })) {
      const answer = await arena.ask(SHOWN, { id });
      shown.push([answer.data.tournament.name, answer.data.tournaments.nodes[0].name]);
      heard.push(data?.tournamentUpdated.name ?? '');
    }
  })();
  try {
    const rename = (name: string) => organizer.ask(RENAME, { input: { tournamentId: id, name } });
    let attempt = 0;
    await eventually(
      () => rename(`attempt ${(attempt += 1)}`),
      () => heard.length > 0,
    );
    for (let round = 0; round < ROUNDS; round += 1) {
      await arena.ask(SHOWN, { id });
      await rename(`round ${round}`);
      await eventually(
        async () => heard.at(-1),
        (name) => name === `round ${round}`,
      );
    }
  } finally {
    client.dispose();
  }
  await following.catch(() => {});
  expect(heard.slice(-ROUNDS)).toEqual(Array.from({ length: ROUNDS }, (_, round) => `round ${round}`));
  expect(shown.slice(-ROUNDS)).toEqual(heard.slice(-ROUNDS).map((name) => [name, name]));
});
