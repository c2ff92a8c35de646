import type { Resource } from '../../../shared/model/operation';
import { createCampaign } from './campaign';
import { getChats, getMessages } from './read';
import { runFlow } from './runFlow';
import { send } from './send';
import { sendAndWait } from './sendAndWait';
import { sendTemplate } from './template';

/** Messages of chatbots, on seven channels. Source: docs/gateways/sendpulse.md 25. */
export const chatbotMessage: Resource = {
	value: 'chatbotMessage',
	name: 'Chatbot Message',
	operations: [send, sendTemplate, sendAndWait, createCampaign, runFlow, getMessages, getChats],
};
