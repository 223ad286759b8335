import { z } from 'zod';
import { defineEvent, id } from './define-event.ts';

/** The language that somebody is written to in. */
const locale = z.enum(['ES', 'EN']);

export const usersEvents = {
  'users.registered': defineEvent(1, 'Somebody has registered.', { userId: id, locale: locale.optional() }),
  'users.profile-updated': defineEvent(1, 'Somebody has changed their name, picture or locale.', {
    userId: id,
    locale: locale.optional(),
  }),
  'users.email-verification-requested': defineEvent(2, 'An address is to be verified.', {
    userId: id,
    /** what `users.mint-token` is asked with */
    requestId: id,
  }),
  'users.password-reset-requested': defineEvent(2, 'A new password is asked for.', {
    userId: id,
    /** what `users.mint-token` is asked with */
    requestId: id,
  }),
  'users.password-changed': defineEvent(1, 'Somebody has changed their password.', { userId: id }),
  'users.session-ended': defineEvent(1, 'A session has ended before its time: its access tokens are void.', {
    userId: id,
    sessionId: id,
    reason: z.string(),
  }),
  'users.suspended': defineEvent(1, 'Somebody has been suspended.', { userId: id }),
};
