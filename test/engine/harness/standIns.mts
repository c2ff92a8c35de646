/** What the harness takes from n8n and older versions of n8n do not have yet; there they did without it. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import * as core from 'n8n-core';
import * as n8n from 'n8n-workflow';

type Workflow = typeof n8n;

const { validateUrlSignature: checkSignature } = core as Partial<typeof core>;

const {
	getCredentialOwnRequestAllowedDomains: ownDomains,
	injectDomainRestrictionFields: inject,
	resolveWebhookDescriptionField: resolve,
	WorkflowExpression: ownExpression,
} = n8n as Partial<Workflow>;

/** Since 2.33: a credential's own requests are held to its Allowed Domains. */
export const getCredentialOwnRequestAllowedDomains: Workflow['getCredentialOwnRequestAllowedDomains'] =
	ownDomains ?? (() => undefined);

/** Since 2.23 the loader adds Allowed Domains to every credential type. */
export const injectDomainRestrictionFields: Workflow['injectDomainRestrictionFields'] =
	inject ?? (({ properties }) => properties);

/** Since 2.33 the fields of a webhook that need no evaluation are read as they are. */
export const resolveWebhookDescriptionField: Workflow['resolveWebhookDescriptionField'] =
	resolve ?? (() => ({ resolved: false }));

/** What evaluates the expressions of a workflow; 1.x has one class for all expressions. */
export const expressions: Pick<n8n.WorkflowExpression, 'resolveSimpleParameterValue'> = (
	ownExpression ?? (n8n.Expression as unknown as typeof n8n.WorkflowExpression)
).prototype;

/**
 * Since 2.14 a call that wakes an execution needs the execution's token, or a signature where the node has signed its URL.
 * Before, it needed nothing, and from 1.110 on a signature where the node had asked for one.
 */
export const validateUrlSignature =
	checkSignature ??
	((given: string, url: URL, secret: string): boolean => {
		const signed = new URL(url);
		signed.searchParams.delete('signature');
		const text = `${signed.host}${signed.pathname}${signed.search}`;
		const wanted = createHmac('sha256', secret).update(text).digest('hex');
		return (
			given.length === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted))
		);
	});

/** Whether this n8n gives each execution a token that wakes it. */
export const hasResumeTokens = checkSignature !== undefined;
