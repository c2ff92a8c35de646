import { baseUrlOr } from '../shared/text/baseUrl';

/** Where a new account lives; other tenants may have another prefix. Source: docs/gateways/kupon.md 0 and 1. */
export const { baseUrl, baseUrlExpression } = baseUrlOr('https://1-pulse.kupon.mobi');
