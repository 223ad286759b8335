import { fail, ok, skipped, warn, type Finding } from './finding.ts';
import { fetchFrom } from './fetch-from.ts';
import { reasonOf } from './wording.ts';

/** Shares of the file handles in use: from which it is told, and from which connections will soon be refused. */
const MANY = 0.8;
const ALMOST_ALL = 0.95;

/** What the management plugin tells of a node; some versions leave some of it out. */
type Node = { fd_used?: number; fd_total?: number; mem_alarm?: boolean; disk_free_alarm?: boolean };

function judgeHandles({ fd_used: used, fd_total: total }: Node): Finding {
  if (used === undefined || !total) return skipped('file handles', 'this RabbitMQ does not tell them');
  const says = `${used} of ${total} in use`;
  if (used < total * MANY) return ok('file handles', says);
  const tell = used < total * ALMOST_ALL ? warn : fail;
  return tell('file handles', 'broker-short', says, 'raise ulimit -n of RabbitMQ');
}

function judgeAlarms({ mem_alarm: memory, disk_free_alarm: disk }: Node): Finding {
  if (memory === undefined || disk === undefined)
    return skipped('alarms', 'this RabbitMQ does not tell them');
  const short = [memory && 'memory', disk && 'disk'].filter(Boolean).join(' and ');
  if (short === '') return ok('alarms', 'none');
  const says = `short of ${short}: it takes no messages`;
  return fail('alarms', 'broker-alarm', says, 'give it more, or let the queues run empty');
}

/**
 * What the broker's management plugin tells of its nodes.
 * @param brokerUrl whose credentials serve where the plugin's address has none
 */
export async function checkBrokerNode(managementUrl: string, brokerUrl: string): Promise<Finding[]> {
  const url = new URL(managementUrl);
  const { username, password } = new URL(brokerUrl);
  if (!url.username) Object.assign(url, { username, password });
  try {
    const response = await fetchFrom(url.href, '/api/nodes');
    if (!response.ok) return [skipped('file handles', `the management plugin answers ${response.status}`)];
    const nodes = response.body as Node[];
    return nodes.flatMap((node) => [judgeHandles(node), judgeAlarms(node)]);
  } catch (error) {
    return [skipped('file handles', `the management plugin does not answer: ${reasonOf(error)}`)];
  }
}
