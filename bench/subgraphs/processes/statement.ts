/** A statement of SQL as a subgraph sends it. */
export type Statement = { text: string; parameters: unknown[] };
