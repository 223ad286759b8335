import { foldText, PLATFORM_ADMIN, type Identity } from '@arena/subgraph-kit';
import { onServer } from '@arena/testing';
import type { Sql } from 'postgres';

/** Lets a connection make ids from names: the same id from the same name. */
async function addIds(sql: Sql): Promise<void> {
  await sql`
    create function pg_temp.id_of(name text) returns uuid immutable language sql as
    $$ select overlay(overlay(md5(name) placing '7' from 13) placing '8' from 17)::uuid $$`;
}

/** Fills a database of users with as many people. */
export async function addPeople(databaseUrl: string, count: number): Promise<void> {
  await onServer(databaseUrl, async (sql) => {
    await addIds(sql);
    // made anew afterwards, which takes less
    const indexes = await sql<{ definition: string }[]>`
      select indexdef as definition from pg_indexes where indexname = 'users_search'`;
    await sql`drop index users_search`;
    await sql`
      insert into users (id, username, display_name, avatar_url, created_at, email, email_folded, email_verified,
        password_hash, status, locale, scopes, search_text)
      select pg_temp.id_of('user ' || n), 'player_' || n, 'Player ' || n, 'https://pictures.example/' || n || '.png',
        date_trunc('milliseconds', now()) - n * interval '1 minute', 'player_' || n || '@mail.example',
        'player_' || n || '@mail.example', true, 'none', 'ACTIVE', 'ES', '{}',
        concat_ws(E'\n', 'player_' || n, ${foldText('Player ')} || ' ' || n, 'player_' || n || '@mail.example')
      from generate_series(1, ${count}) as n`;
    for (const { definition } of indexes) await sql.unsafe(definition);
    await sql`vacuum analyze users`;
  });
}

/** Signs the first of the people of a database in; who that is. */
export async function signIn(databaseUrl: string): Promise<Identity> {
  return onServer(databaseUrl, async (sql) => {
    await addIds(sql);
    const [session] = await sql<{ id: string; userId: string }[]>`
      insert into sessions (id, user_id, created_at, last_used_at, expires_at)
      values (gen_random_uuid(), pg_temp.id_of('user 1'), now(), now(), now() + interval '1 day')
      returning id, user_id as "userId"`;
    if (!session) throw new Error('There is nobody to sign in');
    return { userId: session.userId, sessionId: session.id, scopes: [PLATFORM_ADMIN] };
  });
}

/** Fills a database of tournaments: each has two teams of five, who meet in a match. */
export async function addContests(databaseUrl: string, count: number): Promise<void> {
  await onServer(databaseUrl, async (sql) => {
    await addIds(sql);
    await sql`
      insert into games (id, code, name, players, max_teams, max_players_per_team, is_cooperative)
      select pg_temp.id_of('game ' || n), 'G-' || n, 'Game ' || n, 10, 2, 5, true from generate_series(0, 11) as n`;
    await sql`
      insert into categories (id, code, name, alias, participant_limit)
      select pg_temp.id_of('category ' || n), 'C-' || n, 'Category ' || n, 'c' || n, 20 from generate_series(0, 7) as n`;
    await sql`
      insert into tournaments (id, name, search_name, description, status, is_free, currency, category_id, game_id,
        prize_description, prize_total_minor, participant_price_minor, viewer_price_minor, starts_at, ends_at,
        created_at, capacity, organizer_id)
      select pg_temp.id_of('tournament ' || n), 'Copa ' || n, 'copa ' || n, 'Everybody may come', 'PENDING', false, 'COP',
        pg_temp.id_of('category ' || n % 8), pg_temp.id_of('game ' || n % 12), 'A cup', 100000000, 2000000, 500000,
        day + interval '7 days', day + interval '9 days', day, 10, pg_temp.id_of('user ' || n)
      from generate_series(1, ${count}) as n, date_trunc('day', now()) as day`;
    await sql`
      insert into teams (id, tournament_id, number, name, name_key, max_members)
      select pg_temp.id_of('team ' || n || ' ' || number), pg_temp.id_of('tournament ' || n), number, 'Team ' || number,
        'team ' || number, 5
      from generate_series(1, ${count}) as n, generate_series(1, 2) as number`;
    await sql`
      insert into team_members (id, team_id, tournament_id, user_id, ticket_id, joined_at)
      select gen_random_uuid(), pg_temp.id_of('team ' || n || ' ' || 1 + place % 2), pg_temp.id_of('tournament ' || n),
        pg_temp.id_of('user ' || n + place), gen_random_uuid(), day + place * interval '1 minute'
      from generate_series(1, ${count}) as n, generate_series(1, 10) as place, date_trunc('day', now()) as day`;
    await sql`
      insert into matches (id, tournament_id, name, status, starts_at, creator_id)
      select pg_temp.id_of('match ' || n), pg_temp.id_of('tournament ' || n), 'Final', 'PENDING', day + interval '8 days',
        pg_temp.id_of('user ' || n)
      from generate_series(1, ${count}) as n, date_trunc('day', now()) as day`;
    await sql`
      insert into match_opponents (id, match_id, tournament_id, team_id, position)
      select gen_random_uuid(), pg_temp.id_of('match ' || n), pg_temp.id_of('tournament ' || n),
        pg_temp.id_of('team ' || n || ' ' || position), position
      from generate_series(1, ${count}) as n, generate_series(1, 2) as position`;
    await sql`vacuum analyze`;
  });
}
