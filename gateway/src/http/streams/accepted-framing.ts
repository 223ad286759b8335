import { takesAnswers } from '@arena/subgraph-kit';
import type { Framing } from './framing.ts';
import { multipart } from './multipart.ts';
import { serverSentEvents } from './server-sent-events.ts';

const SPEC = /;\s*subscriptionspec\s*=\s*"?1\.0"?\s*(?:;|$)/;

/** a quality of zero */
const NOT_AT_ALL = /;\s*q\s*=\s*0(?:\.0*)?\s*(?:;|$)/;

function framingOf(mediaRange: string): Framing | undefined {
  const type = mediaRange.split(';', 1)[0]?.trim();
  if (NOT_AT_ALL.test(mediaRange)) return undefined;
  if (type === 'text/event-stream') return serverSentEvents;
  return type === 'multipart/mixed' && SPEC.test(mediaRange) ? multipart : undefined;
}

/** The way in which a client takes events, by its Accept header; the first where it names several. */
export function acceptedFraming(accept: string | undefined): Framing | undefined {
  // most clients take none
  if (accept === undefined || !/event-stream|multipart/i.test(accept)) return undefined;
  for (const mediaRange of accept.toLowerCase().split(',')) {
    const framing = framingOf(mediaRange);
    if (framing) return framing;
  }
  return undefined;
}

/** Whether a client takes nothing but events, so that any answer must be one. */
export const takesEventsAlone = (accept: string | undefined): boolean =>
  acceptedFraming(accept) === serverSentEvents && !takesAnswers(accept);
