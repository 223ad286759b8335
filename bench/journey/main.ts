// Arena's own journey: people who look, buy, play and listen, before the whole of it. Gateway and subgraphs are
// processes of their own; PostgreSQL and Redis are had as the tests have them, RabbitMQ is one of its own. With --minutes a steady load
// for so long instead, that shows what grows.
import { parseArgs } from 'node:util';
import { onBorrowedServers } from '../live/on-borrowed-servers.ts';
import { measure } from './measure/measure.ts';
import { soak } from './soak/soak.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    minutes: { type: 'string' },
    rate: { type: 'string', default: '40' },
  },
});

const { quick, minutes, rate } = values;
await onBorrowedServers(
  (servers) =>
    minutes === undefined
      ? measure(servers, quick)
      : soak(servers, { minutes: Number(minutes), perSecond: Number(rate) }),
  { ownBroker: true },
);
