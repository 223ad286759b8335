/** The monotonic clock of the machine in milliseconds: the same in all its processes. */
const STARTED_AT_MS = Number(process.hrtime.bigint()) / 1e6 - performance.now();

/** The time now, which may be compared with another process's. */
export const nowMs = (): number => STARTED_AT_MS + performance.now();
