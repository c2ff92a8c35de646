import type { IDataObject } from 'n8n-workflow';
import type { Setting } from '../../../nodes/shared/input/parameterReader.ts';
import { cascadeKind, type KuponMessage, messageFromFields } from '../../../nodes/Kupon/message.ts';
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

/** @param type of a cascade, whose form has none */
export const messageOf = (more: IDataObject = {}, type?: 'bulk'): KuponMessage =>
	messageFromFields(readerOf([fields(more)])(0), setting, type && cascadeKind);

export const parametersOf = (more: IDataObject = {}, type?: 'bulk'): Record<string, unknown> =>
	messageOf(more, type).parameters;
