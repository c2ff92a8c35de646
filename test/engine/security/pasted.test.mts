/** What a copy from elsewhere brings along around a value of a credential does not travel. */
import '../harness/withoutPauses.mts';
import type { IDataObject, INodeParameters, INodeProperties } from 'n8n-workflow';
import { inputRows } from '../../contract/table.mts';
import { CredentialStore, runNode } from '../harness/index.mts';
import { type CredentialCase, credentialCases } from './calls.mts';
import { useServer } from './server.mts';

const gateway = useServer();

/** Fields that a person fills with a text, and that are part of what a call is made of. */
const texts = ({ type, data }: CredentialCase): string[] => {
	const stored = data('');
	return (new type().properties as INodeProperties[])
		.filter((field) => field.type === 'string' && field.name in stored)
		.map(({ name }) => name)
		.filter((name) => name !== 'callbackSecret');
};

/** n8n asks for the token with these, as they are. */
const isForToken = (field: string) => field === 'clientId' || field === 'clientSecret';

const operationsOf = (one: CredentialCase): Array<[string, INodeParameters]> => [
	...one.table.sending
		.slice(0, 1)
		.map(({ parameters }): [string, INodeParameters] => ['a send', parameters]),
	...(one.read ? [['a read, one call an item', one.read] as [string, INodeParameters]] : []),
];

const around: Array<[string, string, string]> = [
	['spaces', '  ', ' '],
	['line ends', '\r\n', '\n'],
	['a tab and a no-break space', '\t', '\u00a0'],
	['zero-width characters', '\u200b', '\ufeff'],
	['a mark of direction', '\u200e', '\u2060'],
];

const cases = credentialCases.flatMap((one) =>
	operationsOf(one).flatMap(([what, parameters]) =>
		texts(one).flatMap((field) =>
			around.map(
				([name, before, after]) =>
					[
						`${one.name}, ${field}, ${name}: ${what}`,
						{ one, parameters, field, before, after },
					] as const,
			),
		),
	),
);

/** What the gateway got, without what differs from run to run. */
async function seenOf(one: CredentialCase, parameters: INodeParameters, more: IDataObject) {
	gateway.seen.length = 0;
	const { outputs } = await runNode({
		nodeType: one.table.node,
		credentials: new CredentialStore(
			{ [one.name]: { ...one.data(gateway.url), ...more } as never },
			{ [one.name]: one.type },
		),
		parameters: { ...parameters, ...one.chosen },
		items: inputRows(one.table, 1),
		node: { onError: 'continueErrorOutput', id: 'one-node' },
		executionId: 'one-execution',
	} as never);
	const calls = gateway.seen.map(({ method, url, headers, body }) => ({
		method,
		url,
		authorization: (JSON.parse(headers) as IDataObject).authorization,
		body: body.replace(/(id|custom)=[^&]*/g, '').replace(/key%3D[0-9a-f]+/g, ''),
	}));
	return { call: calls[0], row: outputs[1]?.[0]?.json };
}

test('every text of a call is among them', () => {
	expect(new Set(cases.map(([, { field }]) => field))).toEqual(
		new Set(['baseUrl', 'token', 'login', 'password', 'apiKey', 'clientId', 'clientSecret']),
	);
});

test.each(cases)('%s', async (_name, { one, parameters, field, before, after }) => {
	const plain = one.data(gateway.url)[field];
	const { call: expected } = await seenOf(one, parameters, {});
	expect(expected).toBeDefined();
	const { call, row } = await seenOf(one, parameters, {
		[field]: `${before}${String(plain)}${after}`,
	});
	if (isForToken(field)) {
		expect(call).toBeUndefined();
		expect(row?.error).toMatch(
			field === 'clientId' ? /^Client ID in the credential/ : /^Client Secret in the credential/,
		);
		return;
	}
	expect(call).toEqual(expected);
});
