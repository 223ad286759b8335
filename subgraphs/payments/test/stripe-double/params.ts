import { z } from 'zod';
import { ApiError } from './api-error.ts';

const whole = z
  .string()
  .regex(/^-?\d+$/)
  .transform(Number);
const metadata = z.record(z.string(), z.string().max(500));

export const sessionParams = z.strictObject({
  mode: z.literal('payment'),
  allowed_payment_method_types: z.tuple([z.literal('card')]),
  line_items: z.tuple([
    z.strictObject({
      quantity: z.literal('1'),
      price_data: z.strictObject({
        currency: z.string().regex(/^[a-z]{3}$/),
        unit_amount: whole,
        product_data: z.strictObject({ name: z.string().min(1) }),
      }),
    }),
  ]),
  adaptive_pricing: z.strictObject({ enabled: z.literal('false') }),
  client_reference_id: z.string().max(200),
  metadata,
  payment_intent_data: z.strictObject({ metadata }),
  success_url: z.url(),
  cancel_url: z.url(),
  expires_at: whole,
  expand: z.array(z.string()).optional(),
});

export const expandParams = z.strictObject({ expand: z.array(z.string()).optional() });

export const refundParams = z.strictObject({ payment_intent: z.string(), metadata });

export const listParams = z.strictObject({
  payment_intent: z.string(),
  limit: whole,
  starting_after: z.string().optional(),
});

/** `line_items[0][quantity]`, as Stripe names a parameter. */
const named = ([first = '', ...rest]: PropertyKey[]): string =>
  `${String(first)}${rest.map((part) => `[${String(part)}]`).join('')}`;

/** Reads parameters; one that the API does not know is refused, as one that it cannot read. */
export function read<S extends z.ZodType>(schema: S, form: unknown): z.output<S> {
  const parsed = schema.safeParse(form);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const isUnknown = issue?.code === 'unrecognized_keys';
  const path = [...(issue?.path ?? []), ...(isUnknown ? issue.keys.slice(0, 1) : [])];
  throw new ApiError(400, {
    code: isUnknown ? 'parameter_unknown' : 'parameter_invalid',
    param: named(path),
    message: isUnknown ? `Received unknown parameter: ${named(path)}` : (issue?.message ?? 'invalid'),
  });
}
