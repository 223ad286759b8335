import type { Caller } from '@arena/subgraph-kit';
import QRCode from 'qrcode';
import type { TicketRow } from '../db/schema.ts';

/** The code of a ticket for its owner; null for everybody else. */
export const ownCode = ({ ownerId, code }: TicketRow, { userId }: Caller): string | null =>
  ownerId !== null && ownerId === userId ? code : null;

/** The code of a ticket as QR, an SVG data URL, for its owner; null for everybody else. */
export async function ownQrCode(ticket: TicketRow, caller: Caller): Promise<string | null> {
  const code = ownCode(ticket, caller);
  if (code === null) return null;
  const svg = await QRCode.toString(code, { type: 'svg' });
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}
