/** What the id of a request begins with that a client makes for a query; the gateway hands it on to the subgraphs. */
export const READ_ID = 'read-';
