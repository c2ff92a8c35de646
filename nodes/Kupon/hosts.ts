import { baseUrlOr } from '../shared/text/address';

/** Where a new account lives; other tenants may have another prefix. Source: docs/gateways/kupon.md 0 and 1. */
export const defaultBaseUrl = 'https://1-pulse.kupon.mobi';

export const { baseUrl, baseUrlExpression } = baseUrlOr(defaultBaseUrl);
