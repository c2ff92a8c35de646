/** Tests a credential as n8n does: a temporary node, the request through the routing engine, then the rules. */
import { RoutingNode } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	INodeType,
} from 'n8n-workflow';
import { CredentialStore } from './credentials.mts';
import { ParameterEvaluator } from './evaluate.mts';

/** `runRequestTest` of n8n's credentials tester hangs the request on a parameter of a node that does nothing. */
const temporaryNode = (credential: string, test: ICredentialTestRequest): INodeType => ({
	description: {
		displayName: 'Temp-Node',
		name: 'temp',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: {},
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: credential, required: true }],
		properties: [
			{
				displayName: 'Temp',
				name: 'temp',
				type: 'string',
				default: '',
				routing: { request: test.request as never },
			},
		],
	},
});

interface Verdict {
	status: 'OK' | 'Error';
	message: string;
}

type Failure = Error & {
	cause?: { code?: string; response?: { status: number; statusText?: string } };
};

/** The same decisions in the same order as n8n's. */
function verdictOf(
	test: ICredentialTestRequest,
	error: Failure | undefined,
	body: unknown,
): Verdict {
	const { response, code } = error?.cause ?? {};
	for (const rule of test.rules ?? []) {
		if (rule.type === 'responseCode' && response?.status === rule.properties.value) {
			return { status: 'Error', message: rule.properties.message };
		}
	}
	if (response && (response.status < 199 || response.status > 299)) {
		return { status: 'Error', message: response.statusText || `HTTP ${response.status}` };
	}
	if (error) return { status: 'Error', message: code ?? error.message };
	for (const rule of test.rules ?? []) {
		if (rule.type !== 'responseSuccessBody') continue;
		const { key, value, message } = rule.properties;
		if ((body as IDataObject | undefined)?.[key] === value) return { status: 'Error', message };
	}
	return { status: 'OK', message: 'Connection successful!' };
}

/** @returns what the editor shows after “Save” */
export async function testCredential(
	Credential: new () => ICredentialType,
	data: IDataObject,
): Promise<Verdict> {
	const { name, test } = new Credential();
	if (!test) throw new Error(`${name} has no test`);
	const evaluator = await ParameterEvaluator.open({
		nodeType: temporaryNode(name, test),
		credentials: new CredentialStore(
			{ [name]: data as ICredentialDataDecryptedObject },
			{ [name]: Credential },
		),
		mode: 'internal',
	});
	let error: Failure | undefined;
	let body: unknown;
	try {
		const context = evaluator.context({}, [{ json: {} }]);
		// A node of its own: n8n gives the temporary one no Request Options.
		const rows = await new RoutingNode(context, temporaryNode(name, test)).runNode();
		body = rows?.[0]?.[0]?.json;
	} catch (thrown) {
		error = thrown as Failure;
	} finally {
		await evaluator.close();
	}
	return verdictOf(test, error, body);
}
