import { isAbstractType, type GraphQLSchema } from 'graphql';

/** Whether an object of type `typename` is one of type `condition`, by name, in this schema. */
export function isOfType(schema: GraphQLSchema, typename: string, condition: string): boolean {
  if (typename === condition) return true;
  const type = schema.getType(typename);
  const abstract = schema.getType(condition);
  if (!type || !abstract || !isAbstractType(abstract)) return false;
  return 'getInterfaces' in type && schema.isSubType(abstract, type);
}
