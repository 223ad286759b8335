import { checkLedger } from '@arena/payments';
import { eventually } from '@arena/testing';
import { expect } from 'vitest';
import postgres from 'postgres';

/** The databases in which a sale leaves its traces. */
export type SaleDatabases = { payments: string; tickets: string };

/** How one checkout of a ticket stands with the buyer, the provider and the seats. */
type Account = { id: string; status: string; charged: number; paidBack: number; isTicketed: boolean };

async function read<Row extends object>(url: string, query: string, ids: string[]): Promise<Row[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe<Row[]>(query, [ids]);
  } finally {
    await sql.end();
  }
}

/** What each checkout has come to: by the books of the provider, not by what the platform knows of them. */
const CHARGES = `
  select c.id, c.status::text,
    count(s.id) filter (where s.payment_status = 'SUCCEEDED')::int as charged,
    count(r.id)::int as "paidBack"
  from checkouts c
    left join sandbox_sessions s on s.checkout_id = c.id
    left join sandbox_refunds r on r.payment_id = s.payment_id and r.status = 'SUCCEEDED'
  where c.tournament_id = any($1) and c.type <> 'DONATION'
  group by c.id`;

const VALID = `
  select checkout_id as id from tickets
  where tournament_id = any($1) and status in ('ACTIVE', 'USED', 'SUSPENDED')`;

async function accounts({ payments, tickets }: SaleDatabases, tournamentIds: string[]): Promise<Account[]> {
  const charges = await read<Omit<Account, 'isTicketed'>>(payments, CHARGES, tournamentIds);
  const valid = await read<{ id: string }>(tickets, VALID, tournamentIds);
  const ticketed = new Map(valid.map(({ id }) => [id, true]));
  const known = charges.map((one) => ({ ...one, isTicketed: ticketed.get(one.id) ?? false }));
  const unknown = valid.filter(({ id }) => !charges.some((one) => one.id === id));
  expect(unknown, 'tickets of no checkout').toEqual([]);
  return known;
}

const isSettled = ({ status }: Account): boolean => !/^(PENDING|PROCESSING|REFUNDING)$/.test(status);

/** Whether the buyer has either the ticket or the money, and the checkout says so. */
function isFair({ status, charged, paidBack, isTicketed }: Account): boolean {
  if (status === 'SUCCEEDED') return isTicketed && charged === 1 && paidBack === 0;
  if (status === 'REFUNDED') return !isTicketed && charged === 1 && paidBack === 1;
  return !isTicketed && charged === 0;
}

export type Settlement = { sold: number; refunded: number; unpaid: number };

/**
 * Waits until the sale of some tournaments has come to its end, and makes sure that it is fair: nobody is charged
 * without a ticket or a refund, nor has both, and the ledger sums to zero and agrees with the checkouts.
 * @param nudge done each time before it is looked at
 */
export async function settlement(
  databases: SaleDatabases,
  tournamentIds: string[],
  nudge: () => Promise<unknown> = async () => {},
): Promise<Settlement> {
  const all = await eventually(
    async () => {
      await nudge();
      return accounts(databases, tournamentIds);
    },
    (found) => found.every(isSettled) && found.every(isFair),
  );
  expect(
    all.filter((one) => !isSettled(one) || !isFair(one)),
    'unfair',
  ).toEqual([]);
  expect((await checkLedger(databases.payments)).faults).toEqual([]);
  const count = (status: string) => all.filter((one) => one.status === status).length;
  const [sold, refunded] = [count('SUCCEEDED'), count('REFUNDED')];
  return { sold, refunded, unpaid: all.length - sold - refunded };
}
