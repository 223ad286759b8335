import { changePassword } from '../domain/change-password.ts';
import { endSession } from '../domain/end-session.ts';
import { logIn } from '../domain/log-in.ts';
import { logOut } from '../domain/log-out.ts';
import { logOutEverywhere } from '../domain/log-out-everywhere.ts';
import { refreshSession } from '../domain/refresh-session.ts';
import { registerAccount } from '../domain/register-account.ts';
import { reinstateUser } from '../domain/reinstate-user.ts';
import { requestPasswordReset } from '../domain/request-password-reset.ts';
import { resendEmailVerification } from '../domain/resend-email-verification.ts';
import { resetPassword } from '../domain/reset-password.ts';
import { suspendUser } from '../domain/suspend-user.ts';
import { updateProfile } from '../domain/update-profile.ts';
import { verifyEmail } from '../domain/verify-email.ts';
import type { MutationResolvers } from '../generated/resolvers.ts';

export const Mutation: MutationResolvers = {
  register: (_, { input }, { app, caller }) => registerAccount(app, caller, input),
  login: (_, { input }, { app, caller }) => logIn(app, caller, input),
  refreshSession: (_, { refreshToken }, { app, caller }) => refreshSession(app, caller, refreshToken),
  logout: (_, { refreshToken }, { app, caller }) => logOut(app, caller, refreshToken),
  logoutEverywhere: (_, _arguments, { app, caller }) => logOutEverywhere(app, caller),
  endSession: (_, { id }, { app, caller }) => endSession(app, caller, id),
  updateProfile: (_, { input }, { app, caller }) => updateProfile(app, caller, input),
  changePassword: (_, { input }, { app, caller }) => changePassword(app, caller, input),
  requestPasswordReset: (_, { email }, { app, caller }) => requestPasswordReset(app, caller, email),
  resetPassword: (_, { input }, { app, caller }) => resetPassword(app, caller, input),
  verifyEmail: (_, { token }, { app, caller }) => verifyEmail(app, caller, token),
  resendEmailVerification: (_, _arguments, { app, caller }) => resendEmailVerification(app, caller),
  suspendUser: (_, suspension, { app, caller }) => suspendUser(app, caller, suspension),
  reinstateUser: (_, { userId }, { app, caller }) => reinstateUser(app, caller, userId),
};
