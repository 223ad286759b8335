export type Kind = 'read' | 'write';

/** What has been done, and how long it took in milliseconds. */
export class Tally {
  readonly reads: number[] = [];
  readonly writes: number[] = [];
  /** whole purchases: from the order until the ticket is the buyer's */
  readonly purchases: number[] = [];
  readonly refusals = new Map<string, number>();
  readonly operations = new Map<string, number>();

  /** Counts an answer of the gateway. */
  answered(operation: string, kind: Kind, ms: number): void {
    (kind === 'read' ? this.reads : this.writes).push(ms);
    this.operations.set(operation, (this.operations.get(operation) ?? 0) + 1);
  }

  /** Counts a refusal that may come. */
  refused(operation: string, refusal: string): void {
    const what = `${operation}: ${refusal}`;
    this.refusals.set(what, (this.refusals.get(what) ?? 0) + 1);
  }

  /** GraphQL operations answered. */
  get count(): number {
    return this.reads.length + this.writes.length;
  }
}
