import {
	type ICredentialDataDecryptedObject,
	type IHookFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	NodeOperationError,
} from 'n8n-workflow';

import type { Effect } from '../model/effect';
import { failureDetails, failureText, nodeError } from '../model/failedRow';
import type { Failure } from '../model/failure';
import { credentialName, type Gateway } from '../model/gateway';
import { checkedTrigger } from '../input/parameterReader';
import { InputProblem } from '../model/inputProblem';
import { pasted } from '../text/address';
import { openLine } from '../transport/line';
import { request } from '../transport/request';
import { type CallbackTarget, checkCallbackAddress } from './callbackAddress';
import { secretFieldOf } from './secret';
import { nodeOf } from '../model/n8n';

/** A shorter secret could be guessed, and could not be masked in texts. */
const shortestSecret = 8;

/**
 * @returns the callback secret of the node's credential
 * @throws NodeOperationError when it has none, so that callbacks could not be told from forged ones
 */
export async function requiredSecret(
	context: IHookFunctions | ILoadOptionsFunctions,
	gateway: Gateway,
): Promise<string> {
	const node = nodeOf(context);
	const type = credentialName(gateway, node);
	const credentials = await context.getCredentials(type);
	const { name, label } = secretFieldOf(gateway);
	const secret = pasted(credentials[name]);
	if (secret.length >= shortestSecret) return secret;
	const named = node.credentials?.[type]?.name;
	const credential = `the ${gateway.displayName} credential${named ? ` “${named}”` : ''}`;
	const fault =
		secret === ''
			? `${credential} has no ${label}`
			: `the ${label} of ${credential} has fewer than ${shortestSecret} characters`;
	const remedy = gateway.callbacks.secretField
		? `enter the ${label}`
		: `enter a long random text as ${label}`;
	// What n8n shows when it cannot publish a workflow is the message alone.
	throw new NodeOperationError(
		node,
		`${node.name}: ${fault}. Open the credential, ${remedy}, save, and publish again. Without it anybody who knows the URL could start this workflow.`,
	);
}

/**
 * Makes sure that a trigger can be called, and listens to what its form says, before anything is set up for it: a callback that meets
 * neither is lost.
 *
 * @returns the callback secret of the node's credential
 * @throws NodeOperationError when the credential has none, or a field's value is none that it can mean
 */
export async function requireListening(context: IHookFunctions, gateway: Gateway): Promise<string> {
	const secret = await requiredSecret(context, gateway);
	checkedTrigger(context, (await openLine(context, gateway)).redact);
	return secret;
}

/**
 * Makes sure that the gateway can call the trigger, before its URL is registered there.
 *
 * @throws NodeOperationError when n8n's own address is one that nobody else can call
 */
export function requireReachable(
	context: IHookFunctions,
	target: CallbackTarget,
	credentials: ICredentialDataDecryptedObject,
): void {
	const url = context.getNodeWebhookUrl('default') ?? '';
	try {
		checkCallbackAddress(url, { ...target, label: 'The address of this n8n' }, { credentials });
	} catch (error) {
		const { name } = nodeOf(context);
		const words =
			error instanceof InputProblem ? `${name}: ${error.message}. ${error.hint}` : (error as Error);
		throw new NodeOperationError(nodeOf(context), words);
	}
}

/**
 * Webhook methods of a gateway that gets its callback URL with each message, so that there is nothing to register.
 * Activation only makes sure that the callbacks can be told from forged ones and that the filters can be read.
 */
export function unregisteredWebhook(gateway: Gateway) {
	return {
		async checkExists(this: IHookFunctions): Promise<boolean> {
			await requireListening(this, gateway);
			return true;
		},
		async create(this: IHookFunctions): Promise<boolean> {
			return true;
		},
		async delete(this: IHookFunctions): Promise<boolean> {
			return true;
		},
	};
}

/** How a gateway is told which addresses to call. Each request is without address and credentials. */
interface UrlRegistry {
	get(): IHttpRequestOptions;
	/** The addresses in the answer to `get`. */
	urls(body: unknown): string[];
	add(url: string): IHttpRequestOptions;
	remove(url: string): IHttpRequestOptions;
}

/** What the trigger keeps in n8n: the addresses that it has registered and not removed. */
interface Registered {
	urls?: string[];
}

/**
 * Webhook methods of a gateway whose account holds a list of addresses, of which the trigger's is one. Those of other programs
 * are left alone; one that the trigger had before n8n moved to another address goes when somebody publishes it or takes it back.
 * A start of n8n removes none: this n8n may be a copy, at whose former address the original still listens.
 *
 * @returns methods that throw a NodeApiError with the gateway's reason when it refuses
 */
export function registeredWebhook(gateway: Gateway, registry: UrlRegistry) {
	const call = async (context: IHookFunctions, options: IHttpRequestOptions, effect: Effect) =>
		await request(context, await openLine(context, gateway), options, effect);
	const refuse = (context: IHookFunctions, failure: Failure): never => {
		// What n8n shows when it cannot publish a workflow is the message alone.
		const text = `${failureText(gateway, failure)}. ${failure.hint}`;
		throw nodeError(nodeOf(context), text, failureDetails(gateway, failure));
	};
	const own = (context: IHookFunctions): string => context.getNodeWebhookUrl('default') ?? '';
	const stored = (context: IHookFunctions): Registered => context.getWorkflowStaticData('node');
	const former = (context: IHookFunctions): string[] =>
		(stored(context).urls ?? []).filter((url) => url !== own(context));
	const isStart = (context: IHookFunctions): boolean =>
		['init', 'leadershipChange'].includes(context.getActivationMode());
	/** @returns why it is still there; what is not there any more is gone already */
	const remove = async (context: IHookFunctions, url: string): Promise<Failure | null> => {
		const answer = await call(context, registry.remove(url), 'again');
		return answer.ok || answer.failure.kind === 'notFound' ? null : answer.failure;
	};
	/** One that cannot be removed now is kept for the next time, and keeps nothing else from being done. */
	const removeFormer = async (context: IHookFunctions): Promise<string[]> => {
		if (isStart(context)) return former(context);
		const left: string[] = [];
		for (const url of former(context)) if (await remove(context, url)) left.push(url);
		return left;
	};
	return {
		async checkExists(this: IHookFunctions): Promise<boolean> {
			await requireListening(this, gateway);
			const credentials = await this.getCredentials(credentialName(gateway, nodeOf(this)));
			requireReachable(this, { gateway, path: gateway.id, paths: [] }, credentials);
			const answer = await call(this, registry.get(), 'read');
			if (!answer.ok) return refuse(this, answer.failure);
			if (!registry.urls(answer.value).includes(own(this))) return false;
			stored(this).urls = [own(this), ...(await removeFormer(this))];
			return true;
		},
		async create(this: IHookFunctions): Promise<boolean> {
			const answer = await call(this, registry.add(own(this)), 'again');
			if (!answer.ok) return refuse(this, answer.failure);
			stored(this).urls = [own(this), ...(await removeFormer(this))];
			return true;
		},
		async delete(this: IHookFunctions): Promise<boolean> {
			const failure = await remove(this, own(this));
			if (failure) return refuse(this, failure);
			stored(this).urls = await removeFormer(this);
			return true;
		},
	};
}
