import type { INodeListSearchItems } from 'n8n-workflow';

import { listSearch } from '../../shared/routing/search';
import { idOf, isRecord } from '../../shared/text/json';
import { jsonRequest } from '../call';
import { sendPulse } from '../gateway';
import { rowsOf } from '../values';
import { chatChannel } from './channels';

/** Bots of the chosen channel. Source: docs/gateways/sendpulse.md 25.5, "bot". */
export const searchBots = listSearch(sendPulse, {
	request() {
		const { prefix } = chatChannel(this.getCurrentNodeParameter('channel'));
		return jsonRequest('GET', `${prefix}/bots?size=100&skip=0`);
	},
	entries: (body) =>
		rowsOf(body).flatMap(({ id, name, channel_data: data }): INodeListSearchItems[] => {
			const value = idOf(id);
			const platform = isRecord(data) ? idOf(data.name) : null;
			return value === null ? [] : [{ name: idOf(name) ?? platform ?? value, value }];
		}),
});
