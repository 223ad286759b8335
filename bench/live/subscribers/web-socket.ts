import { once } from 'node:events';
import { WebSocket } from 'ws';
import { requestFor, type Open } from './subscription.ts';

/** A WebSocket for one subscription. */
export const openWebSocket: Open = async (url, tournamentId, onBytes) => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
    perMessageDeflate: false,
    skipUTF8Validation: true,
  });
  await once(socket, 'open');
  const acknowledged = once(socket, 'message');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await acknowledged;
  socket.on('message', onBytes);
  socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: requestFor(tournamentId) }));
  return () => socket.terminate();
};
