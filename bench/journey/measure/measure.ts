import type { BorrowedServers } from '../../live/borrowed-servers.ts';
export async function measure(_servers: BorrowedServers, _quick: boolean): Promise<void> {}
