import { isResultObject, type ResultObject } from '../execution/result-tree.ts';

/**
 * What an event is about, as far as the gateway can tell: of two events about one thing the later makes the earlier
 * old. That is the id of what the subscription's field gives; where none is selected, all events are about one thing.
 */
export function eventKey(data: ResultObject | undefined): string {
  for (const value of Object.values(data ?? {})) {
    if (isResultObject(value) && typeof value['id'] === 'string') return value['id'];
  }
  return '';
}
