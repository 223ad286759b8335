import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { buildSchema } from 'graphql';
import { readClientDocuments } from '../client-documents.ts';
import { compositionFault, type Composition } from '../compose.ts';
import { readBase, type Base } from './base.ts';
import { schemaChanges } from './changes.ts';
import { formatComment, formatCompositionComment } from './comment.ts';
import { federationChanges } from './federation.ts';
import { parseRecordedUsage, type RecordedUsage } from './recorded-usage.ts';
import { formatReport } from './report.ts';
import { UsageError } from './usage-error.ts';
import { judge } from './verdict.ts';

const USAGE = `Usage: npm run schema:check -- [options]
  --against <git ref | file>  what to compare with; by default, where this branch has left origin/main, or else main
  --usage <file>              recorded usage: {"Type.field": {"requests": 0, "clients": [], "lastSeen": "2026-01-01"}}
                              or what Prometheus says of arena_gateway_deprecated_uses_total, by coordinate and client
  --comment <file>            writes a comment for a pull request`;

export type Outcome = {
  /** 0: passes; 1: breaks clients, or does not compose; 2: called wrongly */
  code: 0 | 1 | 2;
  output: string;
};

function parseOptions(args: string[]) {
  const option = { type: 'string' } as const;
  try {
    return parseArgs({ args, options: { against: option, usage: option, comment: option } }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function readUsage(file: string | undefined): RecordedUsage {
  if (file === undefined) return {};
  try {
    return parseRecordedUsage(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file} holds no recorded usage: ${(error as Error).message}`);
  }
}

async function check(
  composition: Composition,
  base: Base,
  recorded: RecordedUsage,
  today: string,
): Promise<Outcome & { comment: string }> {
  if (!composition.ok) {
    const { errors } = composition;
    return { code: 1, output: compositionFault(errors), comment: formatCompositionComment(errors) };
  }
  const changes = await schemaChanges(base.api, buildSchema(composition.api), today);
  if (base.supergraph !== undefined) {
    changes.push(...federationChanges(base.supergraph, composition.supergraph));
  }
  const verdict = judge(changes, base.api, [...base.documents, ...readClientDocuments()], recorded);
  return {
    code: verdict.passes ? 0 : 1,
    output: formatReport(base.name, verdict),
    comment: formatComment(base.name, verdict),
  };
}

/**
 * Compares what the subgraphs compose to with an earlier schema, and writes the comment if one is wanted.
 * @param folder where the git repository of the base is
 * @param today `YYYY-MM-DD`
 */
export async function checkSchema(
  args: string[],
  compose: () => Composition,
  { folder, today }: { folder: string; today: string },
): Promise<Outcome> {
  try {
    const options = parseOptions(args);
    const recorded = readUsage(options.usage);
    const base = readBase(options.against, folder);
    const { comment, ...outcome } = await check(compose(), base, recorded, today);
    if (options.comment !== undefined) writeFileSync(options.comment, comment);
    return outcome;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { code: 2, output: `${error.message}\n${USAGE}` };
  }
}
