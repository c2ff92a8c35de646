import type { IDataObject } from 'n8n-workflow';
import { smscTable } from '../../contract/smsc.table.mts';
import type { SandboxOptions } from '../../sandbox/index.mts';
import { ACCESS, run as runScript } from '../../sandbox/smsc/testing/smsc.mts';
import { locator, phoneBench } from '../harness/index.mts';

export { password } from '../../contract/smsc.table.mts';
export { callbackSecret } from '../../contract/table.mts';
export { detailsOf, errorOutput, itemsOf, jsonOf, locator, operation } from '../harness/index.mts';

/** Another way to log in, which only some tests use. */
export const apiKey = 'smsc-sandbox-key';

const smsc = phoneBench<'smsc'>(
	{
		...smscTable,
		secrets: [...smscTable.secrets, apiKey],
		// Numbers of MTS.
		recipient: (row) => String(79161110000 + row),
	},
	{ type: 'sms', sender: locator('MyShop') },
	{
		credentialData: { concurrent: 10 },
		clock: { speed: 0 },
		// With SMSC's own limits.
		prepare: ({ smsc: { settings } }) => {
			settings.latencyMs = 0;
			settings.balance = 100_000;
		},
	},
);
export const { phone, rows, secrets, send, sendMany, store } = smsc;

const common = ['login', 'psw', 'fmt', 'charset'];

export function useBench(options: Pick<SandboxOptions<'smsc'>, 'clock'> = {}) {
	const bench = smsc.useBench(options);
	return Object.assign(bench, {
		/** Parameters of each request to a script, but for those that every one has. */
		calls: (script: string): Array<Record<string, string>> =>
			bench.gateway.requests
				.filter(({ path }) => path === `/sys/${script}.php`)
				.map(({ body }) => {
					const fields = [...new URLSearchParams(body.toString('utf8'))];
					return Object.fromEntries(fields.filter(([name]) => !common.includes(name)));
				}),
	});
}

/** Sets up the account by a call of its own. */
export const ask = async (
	gateway: { url: string },
	script: string,
	values: Record<string, string>,
): Promise<IDataObject> => {
	const { bytes } = await runScript(gateway, script, { ...ACCESS, charset: 'utf-8', ...values });
	return JSON.parse(bytes.toString('utf8')) as IDataObject;
};

/** A phone contact of the item. */
export const toPhone = { addressType: 'phone', phone: '={{ $json.phone }}' };
