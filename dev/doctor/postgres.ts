import { databaseFacts, type DatabaseFacts } from './database-facts.ts';
import { fail, ok, skipped, warn, type Finding } from './finding.ts';
import { judgeJobs } from './jobs.ts';
import { judgeMigrations } from './migrations.ts';
import { judgeOutbox, unsentIn } from './outbox.ts';
import { bytes, count, hostOf, isOlder, reasonOf, span } from './wording.ts';

const NEEDED_VERSION = '15';

/** Shares of the server's connections in use: from which it is told, and from which others may be refused. */
const MANY = 0.8;
const ALMOST_ALL = 0.95;

/** Arena's own statements end after 10 s. */
const LONG_MS = 60_000;

type Seen = { name: string; url: string } & ({ facts: DatabaseFacts } | { reason: string });

async function look(name: string, url: string): Promise<Seen> {
  try {
    return { name, url, facts: await databaseFacts(url) };
  } catch (error) {
    return { name, url, reason: reasonOf(error) };
  }
}

function judgeServer(at: string, { version, connections, maxConnections }: DatabaseFacts): Finding[] {
  const says = `PostgreSQL ${version} at ${at}`;
  if (isOlder(version, NEEDED_VERSION)) {
    return [fail('server', 'postgres-too-old', says, `${NEEDED_VERSION} or newer is needed`)];
  }
  const used = `${says}, ${connections} of ${maxConnections} connections in use`;
  if (connections < maxConnections * MANY) return [ok('server', used)];
  const tell = connections < maxConnections * ALMOST_ALL ? warn : fail;
  return [tell('server', 'connections-short', used, 'raise max_connections, or lower DATABASE_POOL_SIZE')];
}

function judgeTransactions(subgraph: string, { longest }: DatabaseFacts): Finding[] {
  if (!longest || longest.ms < LONG_MS) return [];
  const says = `a transaction of ${longest.application || 'somebody'} goes on since ${span(longest.ms)}, ${longest.state}`;
  return [warn(subgraph, 'long-transaction', says, 'end it, or whoever holds it')];
}

const transactions = ({ longest, hidesSessions }: DatabaseFacts): string =>
  (longest ? `longest transaction ${span(longest.ms)}` : 'no transaction open') +
  (hidesSessions ? ', those of other roles not shown' : '');

/** What there is to be told of a database with which nothing is amiss. */
function summary(facts: DatabaseFacts): string {
  const { applied, sizeBytes, outbox, inbox } = facts;
  return [
    count(applied.length, 'migration'),
    bytes(sizeBytes),
    transactions(facts),
    outbox && `outbox ${unsentIn(outbox)}${outbox.unsent > 0 ? ` since ${span(outbox.oldestMs)}` : ''}`,
    inbox && `inbox ${inbox.lastMs === undefined ? 'empty' : `last written ${span(inbox.lastMs)} ago`}`,
  ]
    .filter(Boolean)
    .join(', ');
}

function judgeDatabase(name: string, facts: DatabaseFacts): Finding[] {
  const amiss = [
    ...judgeMigrations(name, facts.applied),
    ...judgeOutbox(name, facts.outbox),
    ...judgeJobs(name, facts.jobs),
    ...judgeTransactions(name, facts),
  ];
  return amiss.length > 0 ? amiss : [ok(name, summary(facts))];
}

const unreachable = (subject: string, says: string): Finding =>
  fail(subject, 'database-unreachable', says, 'start it, or correct its address');

/** The findings of the databases of one server. */
function judge(at: string, all: readonly Seen[]): Finding[] {
  const reasons = new Set(all.map((seen) => ('reason' in seen ? seen.reason : undefined)));
  const [reason] = reasons;
  // one cause, one fault
  if (reasons.size === 1 && reason !== undefined) {
    return [
      unreachable('server', `${at}: ${reason}`),
      ...all.map(({ name }) => skipped(name, 'its server is away')),
    ];
  }
  const server = all.find((seen) => 'facts' in seen);
  return [
    ...(server ? judgeServer(at, server.facts) : []),
    ...all.flatMap((seen) =>
      'facts' in seen
        ? judgeDatabase(seen.name, seen.facts)
        : [unreachable(seen.name, `${at}: ${seen.reason}`)],
    ),
  ];
}

/** How the databases of subgraphs fare, and the servers that they are on. */
export async function checkPostgres(databases: Partial<Record<string, string>>): Promise<Finding[]> {
  const given = Object.entries(databases).flatMap(([name, url]) => (url ? [{ name, url }] : []));
  const all = await Promise.all(given.map(({ name, url }) => look(name, url)));
  const servers = new Set(all.map(({ url }) => hostOf(url)));
  return [...servers].flatMap((at) =>
    judge(
      at,
      all.filter(({ url }) => hostOf(url) === at),
    ),
  );
}
