import { z } from 'zod';

/** The part of JSON Schema that the catalogue's shapes come out as. */
export type JsonSchema = {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
};

/** A shape of the catalogue as JSON Schema: what it accepts. */
export const toJsonSchema = (schema: z.ZodType): JsonSchema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema }) => {
      // the format says it; the pattern is but zod's way to check it
      if (jsonSchema.format) delete jsonSchema.pattern;
    },
  });
  return rest as JsonSchema;
};
