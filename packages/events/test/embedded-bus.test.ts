import { emptyDatabase, testBus } from '@arena/testing';
import { describeBus, SHORT_DELAYS_MS } from './bus-contract.ts';

describeBus('the embedded bus', async () => {
  const database = await emptyDatabase();
  const open = () => testBus(database.url, SHORT_DELAYS_MS);
  return { bus: await open(), reopen: open, [Symbol.asyncDispose]: () => database[Symbol.asyncDispose]() };
});
