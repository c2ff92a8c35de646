import type { INodeProperties } from 'n8n-workflow';

import type { GatewayLimits } from '../model/gateway';
import { testsRefuseStatuses } from '../model/n8n';

const callbackSecretField: INodeProperties = {
	displayName: 'Callback Secret',
	name: 'callbackSecret',
	type: 'string',
	typeOptions: { password: true },
	default: '',
	description:
		'Any long random text of your own. The trigger node accepts only callbacks that carry it, so that nobody else can start your workflow. Needed for status callbacks.',
};

type Limits = Pick<GatewayLimits, 'concurrent' | 'perSecond'>;

/** The fields that every credential of the package has: callback secret and limits. */
export const credentialFields = (limits: Limits): INodeProperties[] => [
	callbackSecretField,
	...limitFields(limits),
];

/** What an older n8n shows in the form of a credential whose test takes some HTTP statuses as answers. */
export const testedStatusNotice: INodeProperties[] = testsRefuseStatuses()
	? []
	: [
			{
				displayName:
					'This n8n is older than 2.9: its connection test accepts any HTTP status, so it can succeed although the gateway refuses or is down. The node’s first call then shows what is wrong.',
				name: 'testedStatusNotice',
				type: 'notice',
				default: '',
			},
		];

/** The limits alone, where a secret of the gateway's own signs the callbacks. */
export function limitFields({ concurrent, perSecond }: Limits): INodeProperties[] {
	return [
		{
			displayName: 'Concurrent Requests',
			name: 'concurrent',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
			default: concurrent,
			description:
				'How many requests may be in flight at the same time, over all nodes and executions of one n8n process that use this credential. In queue mode, each worker counts separately, so divide the number by the number of workers.',
		},
		{
			displayName: 'Requests per Second',
			name: 'perSecond',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 1000 },
			default: perSecond,
			description: 'How many requests may be started within a second; 0 means no limit',
		},
	];
}
