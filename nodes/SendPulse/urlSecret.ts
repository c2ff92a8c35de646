import {
	type IHookFunctions,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	type INodeProperties,
	NodeOperationError,
} from 'n8n-workflow';

import { requiredSecret } from '../shared/callbacks/lifecycle';
import { sameSecret, urlToken } from '../shared/callbacks/secret';
import { locatorField } from '../shared/fields/parts';
import { locatorValue } from '../shared/input/read';
import { sendPulse } from './gateway';
import { nodeOf } from '../shared/model/n8n';

const displayName = 'URL Secret';
const name = 'urlSecret';

/** The path of the trigger's URL: with the token behind it where one was chosen, so that the editor shows the URL ready to be copied. */
export const webhookPath = `={{["sendpulse", $parameter["service"] === "bulk" ? "" : String(($parameter["${name}"] ?? "").value ?? $parameter["${name}"] ?? "").replace(/[^0-9a-z]/g, "")].filter((part) => part !== "").join("/")}}`;

const otherWay =
	'Or leave it empty, and append ?secret= and the credential’s Callback Secret, percent-encoded, to the production URL.';

/** A notice of n8n keeps links and lists of what is marked up, and nothing else. */
const notice = (service: string, steps: readonly string[]): INodeProperties => ({
	displayName: `SendPulse has no API for this, so the URL is entered by hand:<ul>${[...steps, otherWay].map((step) => `<li>${step}</li>`).join('')}</ul>`,
	name: `${service}Notice`,
	type: 'notice',
	default: '',
	displayOptions: { show: { service: [service] } },
});

const choose = `Choose the credential, then the only entry in ${displayName} below. Open Webhook URLs above: they then end with it and are ready to paste.`;

/** How the webhooks that only the dashboard has get their URL. Source: docs/gateways/sendpulse.md 18.3 and 18.4.1. */
export const urlSecretFields: INodeProperties[] = [
	notice('smtp', [
		choose,
		'In SendPulse open Account Settings → API → Create Webhook, choose SMTP, and paste the production URL.',
	]),
	notice('chatbot', [
		choose,
		'In SendPulse open the settings of the bot → Webhooks, paste the production URL, and choose the events. Do this for each bot. An “API Request” step in a flow can call the same URL.',
		'SendPulse loses some calls: the SendPulse Chatbot Messages Trigger finds the messages that did not come.',
	]),
	{
		...locatorField({
			displayName,
			name,
			searchListMethod: 'urlSecrets',
			placeholder: 'e.g. 1f0c2a…',
			description:
				'Proves that a call comes from SendPulse. Made from the credential’s Callback Secret, which it does not reveal. When that changes, choose it again and paste the new URL into SendPulse.',
		}),
		displayOptions: { show: { service: ['smtp', 'chatbot'] } },
	},
];

/** The one entry of the field. @throws NodeOperationError when the credential has no callback secret */
export async function searchUrlSecrets(
	this: ILoadOptionsFunctions,
): Promise<INodeListSearchResult> {
	const token = urlToken(await requiredSecret(this, sendPulse));
	return { results: [{ name: `From this credential (${token.slice(0, 6)}…)`, value: token }] };
}

/**
 * Makes sure that calls to the URL that the editor shows will be let in.
 *
 * @throws NodeOperationError when the chosen token was made of another secret
 */
export function checkUrlSecret(context: IHookFunctions, secret: string): void {
	const token = locatorValue(context.getNodeParameter(name, '')).trim();
	if (token === '' || sameSecret(token, urlToken(secret))) return;
	throw new NodeOperationError(
		nodeOf(context),
		`${displayName} does not belong to this credential, or its Callback Secret has changed`,
		{ description: `Choose ${displayName} anew, and paste the new URL in SendPulse.` },
	);
}
