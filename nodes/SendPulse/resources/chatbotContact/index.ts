import type { Resource } from '../../../shared/model/operation';
import {
	addTags,
	deleteVariable,
	disable,
	enable,
	pauseAutomation,
	remove,
	removeTags,
	resumeAutomation,
	setVariables,
} from './change';
import { create } from './create';
import { get, getAll } from './read';

/** Contacts of chatbots, on seven channels. Source: docs/gateways/sendpulse.md 25.2. */
export const chatbotContact: Resource = {
	value: 'chatbotContact',
	name: 'Chatbot Contact',
	operations: [
		get,
		getAll,
		create,
		setVariables,
		deleteVariable,
		addTags,
		removeTags,
		pauseAutomation,
		resumeAutomation,
		disable,
		enable,
		remove,
	],
};
