import type { Resource } from '../../shared/model/operation';
import { cascade } from './cascade';
import { message } from './message';

/** What the node offers; the first is the one that a new node shows. */
export const resources: Resource[] = [message, cascade];
