import { isStageOpen } from '../domain/sale-stages.ts';
import type { SaleStageResolvers } from '../generated/resolvers.ts';

export const SaleStage: SaleStageResolvers = {
  price: ({ priceMinor, tournament }) => ({ amount: priceMinor, currency: tournament.currency }),
  isOpen: (stage, _, { app }) => isStageOpen(stage, app.now()),
};
