import { Kind, valueFromASTUntyped, type ConstDirectiveNode, type GraphQLSchema } from 'graphql';
import { linksOf } from '../supergraph/links.ts';

/** How long a field's list is, as its @listSize says. */
export type ListSize = {
  assumedSize: number | undefined;
  slicingArguments: readonly string[];
  /** fields of what the field gives that are the list instead of the field itself */
  sizedFields: ReadonlySet<string>;
};

type Annotated = { astNode?: { readonly directives?: readonly ConstDirectiveNode[] } | null | undefined };

/** Reads @cost and @listSize from anything in a schema. */
export type CostDirectives = {
  weightOf: (annotated: Annotated) => number | undefined;
  listSizeOf: (annotated: Annotated) => ListSize | undefined;
};

const namesIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/** Finds out by which names a supergraph has them, and how to read them there. */
export function costDirectives(supergraph: GraphQLSchema): CostDirectives {
  const link = linksOf(supergraph).find(({ feature }) => feature === 'cost');

  function read(directive: string, { astNode }: Annotated): Record<string, unknown> | undefined {
    const name = link?.nameOf(directive);
    const node = astNode?.directives?.find((each) => each.name.value === name);
    if (!node) return undefined;
    const fields = node.arguments?.map(({ name, value }) => ({
      kind: Kind.OBJECT_FIELD as const,
      name,
      value,
    }));
    return valueFromASTUntyped({ kind: Kind.OBJECT, fields: fields ?? [] }) as Record<string, unknown>;
  }

  return {
    weightOf: (annotated) => {
      const weight = read('cost', annotated)?.['weight'];
      // a number to Apollo, a string in IBM's specification
      return weight === undefined ? undefined : Number(weight);
    },
    listSizeOf: (annotated) => {
      const found = read('listSize', annotated);
      if (!found) return undefined;
      const { assumedSize, slicingArguments, sizedFields } = found;
      return {
        assumedSize: typeof assumedSize === 'number' ? assumedSize : undefined,
        slicingArguments: namesIn(slicingArguments),
        sizedFields: new Set(namesIn(sizedFields)),
      };
    },
  };
}
