import { idSchema, parseArguments, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import { deleteSaleStages, findSaleStages, insertSaleStages } from '../db/sale-stage-store.ts';
import type { TournamentRow } from '../db/schema.ts';
import { differences } from './change-detail.ts';
import { changeTournament } from './change-tournament.ts';
import { badInput, under } from './faults.ts';
import { recordChange } from './record-change.ts';
import { describeStages, saleStageFaults, saleStageRows, saleStagesSchema } from './sale-stages.ts';

const schema = z.object({ tournamentId: idSchema, stages: saleStagesSchema });

/**
 * Replaces all sale stages of a PENDING tournament.
 * @throws Unauthenticated, BadUserInput, NotFound, Forbidden (NOT_STAFF), Conflict (INVALID_STATE)
 */
export async function setSaleStages(
  app: App,
  caller: Caller,
  args: z.input<typeof schema>,
): Promise<TournamentRow> {
  const { userId } = requireSignedIn(caller);
  const { tournamentId, stages } = parseArguments(schema, args);
  return changeTournament(
    app,
    userId,
    tournamentId,
    { by: 'STAFF', in: ['PENDING'] },
    async (tx, tournament) => {
      const faults = under('stages', saleStageFaults(stages, tournament));
      if (faults.length > 0) throw badInput(faults);
      const [before = []] = await findSaleStages(tx, [tournamentId]);
      const rows = saleStageRows(tournamentId, stages);
      const detail = differences(
        { saleStages: describeStages(before) },
        { saleStages: describeStages(rows) },
      );
      await deleteSaleStages(tx, tournamentId);
      await insertSaleStages(tx, rows);
      await recordChange(tx, { tournamentId, at: app.now(), by: userId, action: 'SALE_STAGES_SET', detail });
      return tournament;
    },
  );
}
