import type { INodeParameters } from 'n8n-workflow';
import { kuponTable } from '../../contract/kupon.table.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import { phoneBench } from '../harness/index.mts';

export { token } from '../../contract/kupon.table.mts';
export { callbackSecret } from '../../contract/table.mts';
export { detailsOf, errorOutput, jsonOf } from '../harness/index.mts';

export type KuponGateway = Sandbox<'kupon'>['kupon'];
export type Bench = ReturnType<typeof useBench>;

export const {
	credential,
	phone,
	rows,
	secrets,
	send: sendSms,
	sendMany,
	store,
	useBench,
} = phoneBench<'kupon'>(kuponTable, { type: 'sms', sender: 'MyShop' });

/** The virtual type of a cascade. */
export const startCascade = (more: INodeParameters = {}): INodeParameters =>
	sendSms({ resource: 'cascade', operation: 'start', sender: '1024', ...more });
