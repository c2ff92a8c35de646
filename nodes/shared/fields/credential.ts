import type { INodeProperties } from 'n8n-workflow';

import type { GatewayLimits } from '../model/gateway';
import { ownHost } from '../text/address';

type More = Partial<INodeProperties>;

const textField = (displayName: string, name: string, more: More): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	...more,
});

const hiddenField = (displayName: string, name: string, more: More): INodeProperties =>
	textField(displayName, name, { typeOptions: { password: true }, ...more });

/** A key, token or password, which has to be filled. @param more its description, and what shows it */
export const secretField = (displayName: string, name: string, more: More = {}): INodeProperties =>
	hiddenField(displayName, name, { required: true, ...more });

/** @param preset the address that most accounts have */
export const baseUrlField = (preset: string, more: More = {}): INodeProperties =>
	textField('Base URL', 'baseUrl', {
		default: preset,
		description: 'Address of the gateway, without a path',
		...more,
	});

/** What a field has that only an account at an address of its own needs. */
export const atOwnHost: More = { displayOptions: { show: { host: [ownHost] } } };

/**
 * Where an account lives: one of the gateway's hosts, or an address of the user's own.
 *
 * @param hosts the first is that of a new credential
 * @param description of the list
 * @param example of an own address
 */
export const hostFields = (
	hosts: readonly string[],
	description: string,
	example: string,
): INodeProperties[] => {
	const [preset = ''] = hosts;
	return [
		{
			displayName: 'Host',
			name: 'host',
			type: 'options',
			default: preset,
			description,
			options: [
				...[...hosts].sort().map((host) => ({ name: host, value: host })),
				{ name: 'Other', value: ownHost },
			],
		},
		baseUrlField('', {
			required: true,
			placeholder: `e.g. ${example}`,
			description: 'Address of your gateway, without a path',
			...atOwnHost,
		}),
	];
};

/** The zone of times that a gateway takes and shows without one. @param example of a zone */
export const accountZoneField = (example: string, description: string): INodeProperties =>
	textField('Account Time Zone', 'timeZone', { placeholder: `e.g. ${example}`, description });

const callbackSecretField = hiddenField('Callback Secret', 'callbackSecret', {
	description:
		'Any long random text of your own. The trigger node accepts only callbacks that carry it, so that nobody else can start your workflow. Needed for status callbacks.',
});

type Limits = Pick<GatewayLimits, 'concurrent' | 'perSecond'>;

/** The fields that every credential of the package has: callback secret and limits. */
export const credentialFields = (limits: Limits): INodeProperties[] => [
	callbackSecretField,
	...limitFields(limits),
];

/** For a credential whose test takes some HTTP statuses as answers. */
export const testedStatusNotice: INodeProperties = {
	displayName:
		'n8n before 2.9 accepts any HTTP status in the connection test, so the test can succeed although the gateway refuses or is down. The node’s first call then shows what is wrong.',
	name: 'testedStatusNotice',
	type: 'notice',
	default: '',
};

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
