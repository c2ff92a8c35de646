/** Parameters of n8n's HTTP Request node. */
import type { INodeParameters } from 'n8n-workflow';

/** A form POST without batching: all items are in flight at once, which is the fastest that this node can be. */
export const formPost = (url: string, fields: Record<string, string>): INodeParameters => ({
	method: 'POST',
	url,
	sendBody: true,
	contentType: 'form-urlencoded',
	bodyParameters: {
		parameters: Object.entries(fields).map(([name, value]) => ({ name, value })),
	},
	options: {},
});

/** A JSON POST with one expression as its body, and its authorization from a credential. */
export const jsonPost = (url: string, jsonBody: string): INodeParameters => ({
	method: 'POST',
	url,
	authentication: 'genericCredentialType',
	genericAuthType: 'httpHeaderAuth',
	sendBody: true,
	specifyBody: 'json',
	jsonBody,
	options: {},
});

/** Starts `size` items every `everyMs`; the node does not wait for their answers. */
export const batched = (
	parameters: INodeParameters,
	size: number,
	everyMs: number,
): INodeParameters => ({
	...parameters,
	options: {
		...(parameters.options as INodeParameters),
		batching: { batch: { batchSize: size, batchInterval: everyMs } },
	},
});
