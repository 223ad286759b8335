/** Operations that chance alone meets too seldom, by supergraph; they are the first cases. */
export const KNOWN_OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  library: [
    // two places share a call, and what is added to each later has the same name and is not the same
    '{ reviews { a: author { friends { more: desk } } b: author { friends { more: penName } } } }',
    '{ a: me { friends { more: desk } } b: me { friends { more: stars } } }',
    // only another subgraph knows what an interface object is
    '{ bestWork { a: __typename title rating } rated { __typename headline } }',
    'mutation { addBook(input: { isbn: "id-2", genre: NOVEL }) { headline __typename } }',
    // the type of an object is known by its field alone
    '{ book(isbn: "isbn-1") { ... on Item { ... on Named { name } } } }',
    // two subgraphs tell of the same lists within lists
    '{ works { ... on Book { copies { number lentTo { name } edition { year binding } } } } }',
  ],
};
