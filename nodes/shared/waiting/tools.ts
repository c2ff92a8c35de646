import type { INodePropertyRouting } from 'n8n-workflow';

import { refusalRouting } from '../delivery/sendRouting';
import type { Gateway } from '../model/gateway';

const problem = (name: string): string =>
	`${name} puts the execution to sleep, which a tool that the agent calls itself cannot do`;

/**
 * What an agent that calls the tool itself, past n8n's engine, is told.
 *
 * @param name the operation as the editor shows it
 * @param more what there is beside Send
 */
export const waitingRouting = (gateway: Gateway, name: string, more = ''): INodePropertyRouting =>
	refusalRouting(gateway, problem(name), `Choose the operation Send in this tool.${more}`);
