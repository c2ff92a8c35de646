import type { IDataObject } from 'n8n-workflow';
import type { Setting } from '../../../nodes/shared/input/parameterReader.ts';
import { type KuponMessage, messageFromFields } from '../../../nodes/Kupon/message.ts';
import { readerOf } from './route.mts';

export const setting = {
	timeZone: 'Europe/Moscow',
	credentials: { token: 'tkn', callbackSecret: 'callback-secret' },
} as unknown as Setting;

/** A message that can be sent, with some fields filled differently. */
export const fields = (more: IDataObject = {}): IDataObject => ({
	type: 'sms',
	sender: 'MyShop',
	recipient: '79001112233',
	text: 'Order 42',
	...more,
});

export const messageOf = (more: IDataObject = {}, type?: string): KuponMessage =>
	messageFromFields(readerOf([fields(more)])(0), setting, type);

export const parametersOf = (more: IDataObject = {}, type?: string): Record<string, unknown> =>
	messageOf(more, type).parameters;
