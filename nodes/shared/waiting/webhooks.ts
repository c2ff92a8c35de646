import type { IWebhookDescription } from 'n8n-workflow';

/**
 * The webhooks of a node whose executions sleep. n8n serves them below its address for waiting executions, under the id
 * of the node, so that a late call to one sleeping node never wakes another. It answers with what the node returns as
 * `webhookResponse`, which it does only while `responseData` is empty.
 */
export const waitingWebhooks: IWebhookDescription[] = (['GET', 'POST'] as const).map(
	(httpMethod) => ({
		name: 'default',
		httpMethod,
		responseMode: 'onReceived',
		responseData: '',
		path: '={{ $nodeId }}',
		restartWebhook: true,
		isFullPath: true,
	}),
);
