/** Nearly all that is kept of a tournament and of whoever is in it. */
const TOURNAMENT = `
  name description status cancelReason isFree currency startsAt endsAt createdAt capacity participantCount myRole
  category { code name alias participantLimit }
  game { code name }
  prize { description total { amount currency } }
  participantPrice { amount } viewerPrice { amount }
  saleStages { name kind price { amount } startsAt endsAt quantity }
  organizer { username displayName avatarUrl }
  staff { role user { displayName } }
  teams { name isFull maxMembers members { joinedAt user { displayName } } }
  myTeam { name }
  matches {
    totalCount
    nodes {
      name status cancelReason startsAt outcome winner { name } opponents { score team { name } }
      bracketPosition { group round number }
    }
  }
  brackets { name format seeds { name } drawSeed rounds { group number matches { id status } } }
  standings { rank played won drawn lost points team { name } }
  winner { name }
`;

/** What is kept of one tournament, in two queries: all of it, and as its entities alone. */
export const SHOWN = `query Shown($id: ID!) { tournament(id: $id) { ${TOURNAMENT} } }`;

/** What is kept of all of them. */
export const LISTED = `{
  tournaments(first: 100) { totalCount nodes { id name status organizer { displayName } } }
  games { code name }
  categories { code name }
}`;
