import type { RequestInput, RequestOutput } from '@arena/events';
import { NotFound } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { isBanned } from '../db/ban-store.ts';
import { findSaleStages } from '../db/sale-stage-store.ts';
import type { SaleKind, StaffRole, TournamentRow } from '../db/schema.ts';
import { findStaffRoles } from '../db/staff-store.ts';
import { findTournaments } from '../db/tournament-store.ts';
import { isStageOpen, SALE_STATUSES } from './sale-stages.ts';

type SaleTerms = RequestOutput<'tournaments.sale-terms'>;

/** Why this buyer gets no ticket of this kind, whatever the stages; null when they may. */
function refusalOf(
  kind: SaleKind,
  { status, rosterClosedAt }: TournamentRow,
  role: StaffRole | null | undefined,
  banned: boolean,
): string | null {
  if (!SALE_STATUSES[kind].includes(status)) return 'INVALID_STATE';
  if (banned) return 'BANNED';
  if (kind === 'PARTICIPANT' && rosterClosedAt) return 'SALE_CLOSED';
  return kind === 'PARTICIPANT' && role ? 'IS_STAFF' : null;
}

/**
 * What a ticket costs at this moment and whether it is for sale to this buyer; while it is not, the price is
 * the one that holds without stages.
 * @throws NotFound
 */
export async function saleTerms(app: App, input: RequestInput<'tournaments.sale-terms'>): Promise<SaleTerms> {
  const { tournamentId, kind, buyerId } = input;
  const [[tournament], [stages = []], [role], banned] = await Promise.all([
    findTournaments(app.db, [tournamentId]),
    findSaleStages(app.db, [tournamentId]),
    findStaffRoles(app.db, buyerId, [tournamentId]),
    isBanned(app.db, tournamentId, buyerId),
  ]);
  if (!tournament) throw new NotFound('Tournament');
  const { currency, participantPriceMinor, viewerPriceMinor } = tournament;
  const priceMinor = kind === 'PARTICIPANT' ? participantPriceMinor : viewerPriceMinor;
  const open = { isOpen: true, closedReason: null, priceMinor, currency, closesAt: null };
  const closed = (closedReason: string) => ({ ...open, isOpen: false, closedReason });

  const refusal = refusalOf(kind, tournament, role, banned);
  if (refusal !== null) return closed(refusal);
  const ofKind = stages.filter((stage) => stage.kind === kind);
  if (ofKind.length === 0) return open;
  const stage = ofKind.find((one) => isStageOpen({ ...one, tournament }, app.now()));
  if (!stage) return closed('SALE_CLOSED');
  return { ...open, priceMinor: stage.priceMinor, closesAt: stage.endsAt.toISOString() };
}
