import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { endSlashes, pasted, pastedAddress, pastedExpression } from '../shared/text/pasted';

/** Source: docs/gateways/sendpulse.md 1.1. */
export const defaultBaseUrl = 'https://api.sendpulse.com';

/** The address of the account, without a trailing slash. */
export const baseUrl = ({ baseUrl: given }: ICredentialDataDecryptedObject): string =>
	pastedAddress(pasted(given) || defaultBaseUrl);

const addressIn = (value: string): string =>
	`(${pastedExpression(value)} || "${defaultBaseUrl}").replace(${endSlashes}, "")`;

/** `baseUrl` for n8n's declarative requests, which take their address from an expression. */
export const baseUrlExpression = `={{${addressIn('$credentials.baseUrl')}}}`;

/** `baseUrl` for a field of the credential itself. */
export const ownBaseUrlExpression = addressIn('$self["baseUrl"]');
