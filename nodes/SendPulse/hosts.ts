import { addressExpression, baseUrlOr } from '../shared/text/address';

/** Source: docs/gateways/sendpulse.md 1.1. */
export const defaultBaseUrl = 'https://api.sendpulse.com';

export const { baseUrl, baseUrlExpression } = baseUrlOr(defaultBaseUrl);

/** `baseUrl` for a field of the credential itself. */
export const ownBaseUrlExpression = addressExpression('$self["baseUrl"]', defaultBaseUrl);
