import { endSlashes, pastedExpression } from '../shared/text/pasted';

/** Where a new account lives; other tenants may have another prefix. Source: docs/gateways/kupon.md 0 and 1. */
export const defaultBaseUrl = 'https://1-pulse.kupon.mobi';

/** The address for n8n's declarative requests, which take it from an expression. */
export const baseUrlExpression = `={{(${pastedExpression('$credentials.baseUrl')} || "${defaultBaseUrl}").replace(${endSlashes}, "")}}`;
