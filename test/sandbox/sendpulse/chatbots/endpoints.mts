import type { Endpoint, Service } from '../core/service.mts';
import { chatbotCampaignEndpoints } from './campaigns.mts';
import { CHANNELS } from './channels.mts';
import { chatbotContactEndpoints } from './contacts.mts';
import { allChannelEndpoints, chatbotListEndpoints } from './lists.mts';
import { chatbotSendEndpoints } from './send.mts';

/** Every call of the seven chatbot channels, and those over all of them. */
export const chatbotEndpoints = (service: Service): Endpoint[] => [
	...CHANNELS.flatMap((channel) => [
		...chatbotSendEndpoints(service, channel),
		...chatbotContactEndpoints(service, channel),
		...chatbotListEndpoints(service, channel),
		...chatbotCampaignEndpoints(service, channel),
	]),
	...CHANNELS.slice(0, 1).flatMap((channel) => allChannelEndpoints(service, channel)),
];
