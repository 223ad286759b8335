import { foldText, newId } from '@arena/subgraph-kit';
import { onServer } from '@arena/testing';

const KINDS = ['Copa', 'Torneo', 'Liga', 'Campeonato', 'Gran Premio', 'Desafío', 'Clásico', 'Abierto'];
const PLACES = [
  ...['Bogotá', 'Medellín', 'Cali', 'Cartagena', 'Cúcuta', 'Ibagué', 'Popayán', 'Nariño', 'Pereira', 'Tunja'],
  ...[
    'Leticia',
    'Quibdó',
    'Neiva',
    'Pasto',
    'Montería',
    'Sincelejo',
    'Valledupar',
    'Riohacha',
    'Yopal',
    'Mocoa',
  ],
];
const SEASONS = ['Relámpago', 'Nocturno', 'de Otoño', 'de Verano'];
/** in one name of 5 000 */
const RARITY = 'Pingüino';

const THREE_YEARS_MINUTES = 1_500_000;

const folded = (words: readonly string[]): string[] => words.map(foldText);

/** Ids of what the tournaments belong to, the most frequent first. */
export type Belongings = { games: string[]; categories: string[] };

/** Twelve games and eight categories. */
async function addBelongings(databaseUrl: string): Promise<Belongings> {
  const games = Array.from({ length: 12 }, newId);
  const categories = Array.from({ length: 8 }, newId);
  await onServer(databaseUrl, async (sql) => {
    await sql`
      insert into games (id, code, name, players, max_teams, max_players_per_team, is_cooperative)
      select id, 'G-' || n, 'Game ' || n, 10, 2, 5, true
      from unnest(${games}::uuid[]) with ordinality as one(id, n)`;
    await sql`
      insert into categories (id, code, name, alias, participant_limit)
      select id, 'C-' || n, 'Category ' || n, 'c' || n, 20
      from unnest(${categories}::uuid[]) with ordinality as one(id, n)`;
  });
  return { games, categories };
}

/**
 * Fills a database with tournaments, 100 000 unless said otherwise, as three years bring them: created one by one,
 * started 3 to 45 days later, the most of them over by now; a fifth free; games, categories and organisers of very
 * different size.
 */
export async function addManyTournaments(databaseUrl: string, count = 100_000): Promise<Belongings> {
  const belongings = await addBelongings(databaseUrl);
  const { games, categories } = belongings;
  await onServer(databaseUrl, async (sql) => {
    // made anew afterwards, in a third of the time
    const indexes = await sql<{ name: string; definition: string }[]>`
      select indexname as name, indexdef as definition from pg_indexes
      where tablename = 'tournaments' and indexname not like '%pkey'`;
    for (const { name } of indexes) await sql`drop index ${sql(name)}`;
    await sql`
      with chances as materialized (
        select number, hash, array(
          select ('x' || substr(hash, 1 + 5 * nth, 5))::bit(20)::int / 1048576.0 from generate_series(0, 5) as nth
        ) as luck
        from generate_series(1, ${count}) as number, md5(number::text) as hash
      ), births as materialized (
        select *, date_trunc('milliseconds', now() - (${count + 1} - number) * (${THREE_YEARS_MINUTES / count})::float8 * interval '1 minute') as created_at,
          1 + number % 8 as kind, 1 + number / 8 % 20 as place, 1 + number / 160 % 4 as season
        from chances
      ), lives as materialized (
        select *, created_at + (3 + 42 * luck[6]) * interval '1 day' as starts_at from births
      )
      insert into tournaments (id, created_at, starts_at, ends_at, status, name, search_name, category_id, game_id,
        organizer_id, is_free, description, currency, prize_description, prize_total_minor,
        participant_price_minor, viewer_price_minor, capacity)
      select
        (lpad(to_hex((extract(epoch from created_at) * 1000)::bigint), 12, '0') || '70008' || substr(hash, 1, 15))::uuid,
        created_at, starts_at, starts_at + interval '2 days',
        (case when luck[1] < 0.07 then 'CANCELED' when starts_at + interval '2 days' < now() then 'FINISHED'
          when starts_at < now() then 'ONGOING' else 'PENDING' end)::tournament_status,
        concat_ws(' ', (${KINDS}::text[])[kind], (${PLACES}::text[])[place], (${SEASONS}::text[])[season],
          case when number % 5000 = 0 then ${RARITY}::text end),
        concat_ws(' ', (${folded(KINDS)}::text[])[kind], (${folded(PLACES)}::text[])[place],
          (${folded(SEASONS)}::text[])[season], case when number % 5000 = 0 then ${foldText(RARITY)}::text end),
        (${categories}::uuid[])[1 + floor(8 * luck[2] ^ 2)], (${games}::uuid[])[1 + floor(12 * luck[3] ^ 2)],
        md5('organizer ' || floor(5000 * luck[4] ^ 2))::uuid, luck[5] < 0.2,
        'Everybody may come', 'COP', 'A cup', 0, 0, 0, 10
      from lives`;
    for (const { definition } of indexes) await sql.unsafe(definition);
    await sql`vacuum analyze tournaments`;
  });
  return belongings;
}

/** Gives each tournament of the last year a match, and the last tournament 500 more; its id. */
export async function addManyMatches(databaseUrl: string): Promise<string> {
  return onServer(databaseUrl, async (sql) => {
    const [last] = await sql<{ id: string }[]>`select id from tournaments order by created_at desc limit 1`;
    if (!last) throw new Error('There are no tournaments');
    await sql`
      insert into matches (id, tournament_id, name, status, starts_at, creator_id)
      select gen_random_uuid(), id, 'Final', status::text::match_status, starts_at + nth * interval '1 minute', organizer_id
      from tournaments, lateral generate_series(0, case when id = ${last.id} then 500 else 0 end) as nth
      where created_at > now() - interval '1 year'`;
    await sql`vacuum analyze matches`;
    return last.id;
  });
}
