import type { INodePropertyRouting } from 'n8n-workflow';

import type { ReadParameter } from '../../../shared/input/parameterReader';
import { type JsonCall, jsonRouting } from '../../call';
import { chatbotAnswer } from '../../chatbots/answer';
import { readChannel } from '../../chatbots/channelField';

/** A declarative call of the chosen channel. @param call its path behind the channel's prefix */
export const chatRouting = (
	call: Omit<JsonCall, 'path' | 'answer' | 'acknowledges'> & {
		path: string | ((read: ReadParameter) => string);
	},
): INodePropertyRouting =>
	jsonRouting({
		...call,
		answer: chatbotAnswer,
		path: (read) => {
			const { path } = call;
			return `${readChannel(read).prefix}${typeof path === 'string' ? path : path(read)}`;
		},
	});
