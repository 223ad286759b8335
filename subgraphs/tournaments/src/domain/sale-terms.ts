import type { RequestInput, RequestOutput } from '@arena/events';
import type { App } from '../app.ts';
import { isBanned } from '../db/ban-store.ts';
import { findSaleStages } from '../db/sale-stage-store.ts';
import type { SaleKind, StaffRole } from '../db/schema.ts';
import { findStaffRoles } from '../db/staff-store.ts';
import { OPEN_MATCH_STATUSES } from './match-status.ts';
import { isStageOpen, SALE_STATUSES } from './sale-stages.ts';
import { findSaleSubject, type SaleSubject } from './sale-subject.ts';

type SaleTerms = RequestOutput<'tournaments.sale-terms'>;
type Buyer = { role: StaffRole | null | undefined; banned: boolean };

/** Why a buyer gets no ticket for a match, whatever the stages; null when they may. */
function viewerRefusal({ tournament, match }: SaleSubject, { banned }: Buyer): string | null {
  if (match && !OPEN_MATCH_STATUSES.includes(match.status)) return 'MATCH_OVER';
  if (banned) return 'BANNED';
  // a ticket for a free view would admit to nothing that is not open to all
  return tournament.viewerPriceMinor === 0 ? 'FREE_TO_WATCH' : null;
}

/** Why a buyer gets no seat, whatever the stages; null when they may. */
function participantRefusal({ tournament }: SaleSubject, { role, banned }: Buyer): string | null {
  if (banned) return 'BANNED';
  if (tournament.rosterClosedAt) return 'SALE_CLOSED';
  return role ? 'IS_STAFF' : null;
}

/** Why this buyer gets no ticket of this kind, whatever the stages; null when they may. */
function refusalOf(kind: SaleKind, subject: SaleSubject, buyer: Buyer): string | null {
  if (!SALE_STATUSES[kind].includes(subject.tournament.status)) return 'INVALID_STATE';
  return kind === 'VIEWER' ? viewerRefusal(subject, buyer) : participantRefusal(subject, buyer);
}

/**
 * What a ticket costs at this moment and whether it is for sale to this buyer; while it is not, the price is
 * the one that holds without stages.
 * @throws BadUserInput, NotFound
 */
export async function saleTerms(app: App, input: RequestInput<'tournaments.sale-terms'>): Promise<SaleTerms> {
  const { kind, buyerId } = input;
  const subject = await findSaleSubject(app.db, input);
  const { tournament } = subject;
  const { id: tournamentId, currency, participantPriceMinor, viewerPriceMinor } = tournament;
  const [[stages = []], [role], banned] = await Promise.all([
    findSaleStages(app.db, [tournamentId]),
    findStaffRoles(app.db, buyerId, [tournamentId]),
    isBanned(app.db, tournamentId, buyerId),
  ]);
  const priceMinor = kind === 'PARTICIPANT' ? participantPriceMinor : viewerPriceMinor;
  const subjectName = subject.match ? `${subject.match.name}, ${tournament.name}` : tournament.name;
  const terms = { tournamentId, subject: subjectName, priceMinor, currency, closesAt: null };
  const open = { ...terms, isOpen: true, closedReason: null };
  const closed = (closedReason: string) => ({ ...open, isOpen: false, closedReason });

  const refusal = refusalOf(kind, subject, { role, banned });
  if (refusal !== null) return closed(refusal);
  const ofKind = stages.filter((stage) => stage.kind === kind);
  if (ofKind.length === 0) return open;
  const stage = ofKind.find((one) => isStageOpen({ ...one, tournament }, app.now()));
  if (!stage) return closed('SALE_CLOSED');
  return { ...open, priceMinor: stage.priceMinor, closesAt: stage.endsAt.toISOString() };
}
