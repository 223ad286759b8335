import { errors } from 'jose';
import { z } from 'zod';

const REFUSALS = [
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSMultipleMatchingKeys,
  errors.JWKSNoMatchingKey,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWTClaimValidationFailed,
  errors.JWTExpired,
  errors.JWTInvalid,
  z.ZodError,
];

/** Whether a check found a token wanting; any other failure says only that it could not be checked. */
export const isTokenRefusal = (error: unknown): boolean =>
  REFUSALS.some((refusal) => error instanceof refusal);
