import { newId } from '@arena/subgraph-kit';
import { person } from '@arena/testing';
import { expect, test } from 'vitest';
import { addSubadmin } from '../src/domain/add-subadmin.ts';
import { banFromTournament } from '../src/domain/ban-from-tournament.ts';
import { reportMatchResult } from '../src/domain/report-match-result.ts';
import { startTournament } from '../src/domain/start-tournament.ts';
import { addCatalogue, addMember, addTournament, cop, daysAhead, teamOf, teamsOf } from './fixtures.ts';
import { addMatch } from './planned-matches.ts';
import { addBracket, contestOf, favouriteWins, playOut, start as startContest } from './played-brackets.ts';
import { callerOf, startTournaments } from './started-tournaments.ts';

/** Every field that does not lead back to a list of tournaments. */
const EVERYTHING = `query ($first: Int) { tournaments(first: $first) {
  totalCount
  nodes {
    id name description status cancelReason isFree currency startsAt endsAt createdAt capacity participantCount
    category { id code name alias participantLimit }
    game { id code name players maxTeams maxPlayersPerTeam isCooperative }
    prize { description total { amount currency } }
    participantPrice { amount currency }
    viewerPrice { amount currency }
    saleStages { id name kind price { amount currency } startsAt endsAt quantity isOpen }
    organizer { id organizedTournaments { totalCount nodes { id } } teams { totalCount nodes { id } } }
    staff { id role user { id } }
    teams { id name maxMembers isFull tournament { id } members { id joinedAt user { id } } }
    matches { totalCount nodes {
      id name status cancelReason startsAt outcome tournament { id } winner { id } opponents { id score team { id } }
    } }
    standings { id rank played won drawn lost points team { id } }
    winner { id }
    myRole
    myTeam { id name }
    bans { id reason createdAt user { id } by { id } }
    history { nodes { id at action detail by { id } } edges { cursor } pageInfo { hasNextPage } }
  }
} }`;

test('one statement per type and level: thirty tournaments with every field cost as many as three', async () => {
  await using started = await startTournaments();
  const { app, adapters } = started;
  const me = person();
  let catalogue = await addCatalogue(app);
  for (let count = 0; count < 30; count += 1) {
    if (count % 10 === 0) catalogue = await addCatalogue(app);
    const organizer = callerOf(count % 3 === 0 ? me : person());
    const saleStages = [
      {
        name: 'Early',
        kind: 'VIEWER',
        price: cop(1),
        startsAt: app.now(),
        endsAt: daysAhead(app, 1),
      } as const,
    ];
    const tournament = await addTournament(app, catalogue, { saleStages }, organizer);
    const { id } = tournament;
    const teams = await teamsOf(app, id);
    await startTournament(app, organizer, id);
    for (const { id: winnerTeamId } of teams) {
      const { id: matchId } = await addMatch(app, { tournament, teams, organizer });
      await reportMatchResult(app, organizer, { matchId, winnerTeamId });
    }
    await addSubadmin(app, organizer, { tournamentId: id, userId: newId() });
    const ban = { tournamentId: id, userId: newId(), reason: 'Cheating', refund: false };
    await banFromTournament(app, organizer, ban);
    for (const team of teams) await addMember(app, team, newId());
    if (count % 3 === 1) await addMember(app, await teamOf(app, id, 1), me.userId);
  }

  const statementsFor = async (first: number) => {
    adapters.statements.splice(0);
    const { data, errors } = await started.ask(me)(EVERYTHING, { first });
    expect(errors).toBeUndefined();
    expect(data.tournaments.nodes).toHaveLength(first);
    return adapters.statements.splice(0);
  };
  const forThree = await statementsFor(3);
  const forThirty = await statementsFor(30);
  expect(forThirty).toHaveLength(forThree.length);
  // no statement's text depends on how many rows ask, so none is prepared anew
  expect(forThirty.toSorted()).toEqual(forThree.toSorted());
  expect(forThree).toHaveLength(27);
});

const STANDINGS = `query ($first: Int) { tournaments(first: $first, orderBy: CREATED_AT_DESC) { nodes {
  id winner { id name } standings { id rank played won drawn lost points team { id name } }
} } }`;

test('standings and winners of many tournaments of many teams cost no more statements than those of one', async () => {
  await using started = await startTournaments();
  const { app, adapters } = started;
  const formats = ['SINGLE_ELIMINATION', 'DOUBLE_ELIMINATION', 'ROUND_ROBIN', 'SWISS'] as const;
  for (let count = 0; count < 12; count += 1) {
    const contest = await contestOf(app, 2 + count);
    await startContest(app, contest);
    const { id: matchId } = await addMatch(app, contest);
    const winnerTeamId = contest.teams[0]?.id ?? null;
    await reportMatchResult(app, contest.organizer, { matchId, winnerTeamId });
    const format = formats[count % 5];
    if (!format) continue;
    const bracket = await addBracket(app, contest, { format });
    await playOut(app, contest, bracket, favouriteWins(bracket));
  }

  const statementsFor = async (first: number) => {
    adapters.statements.splice(0);
    const { data, errors } = await started.ask()(STANDINGS, { first });
    expect(errors).toBeUndefined();
    expect(data.tournaments.nodes).toHaveLength(first);
    return adapters.statements.splice(0);
  };
  const forOne = await statementsFor(1);
  const forTwelve = await statementsFor(12);
  expect(forTwelve).toHaveLength(forOne.length);
  expect(forTwelve.toSorted()).toEqual(forOne.toSorted());
  expect(forOne).toHaveLength(4);
});
