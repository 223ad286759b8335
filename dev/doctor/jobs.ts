import type { DatabaseFacts, FailedJob } from './database-facts.ts';
import { fail, warn, type Finding } from './finding.ts';
import { count, reasonOf, span } from './wording.ts';

/** A failure or two heal by themselves. */
const FAILED_OFTEN = 3;
/** Work is looked for every 5 s. */
const LATE_MS = 300_000;

function judgeFailed(subgraph: string, { name, attempts, maxAttempts, error }: FailedJob): Finding[] {
  if (attempts < FAILED_OFTEN) return [];
  const says = `${name} has failed ${count(attempts, 'time')}: ${reasonOf(new Error(error))}`;
  return attempts < maxAttempts
    ? [warn(subgraph, 'job-failing', says, 'see its log')]
    : [fail(subgraph, 'job-failing', `${says}; it is not tried again`, 'see its log')];
}

/** What is amiss with the timed work of a subgraph. */
export function judgeJobs(subgraph: string, jobs: DatabaseFacts['jobs']): Finding[] {
  if (!jobs) return [];
  const findings = jobs.failed.flatMap((job) => judgeFailed(subgraph, job));
  if (jobs.lateMs < LATE_MS) return findings;
  const says = `nobody does its timed work, which is due since ${span(jobs.lateMs)}`;
  return [...findings, fail(subgraph, 'jobs-late', says, `see that ${subgraph} runs, with TIMED_WORK on`)];
}
