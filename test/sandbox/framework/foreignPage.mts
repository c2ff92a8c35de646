import type { Exchange } from './exchange.mts';

const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;
const OWN_SITE: readonly string[] = ['same-origin', 'none'];

/**
 * Why a call of the control interface is refused as coming from a page of another site; null when it is not.
 * A browser tells by `Sec-Fetch-Site` and `Origin`; programs send neither. A name that was
 * made to lead to this machine (DNS rebinding) stands in `Host`.
 */
export const foreignPage = ({ method, headers }: Exchange): string | null => {
	const host = headers.host ?? '';
	if (!LOOPBACK.test(host)) return 'Call the control port by 127.0.0.1 or localhost';
	if (method === 'GET') return null;
	const { origin } = headers;
	const site = headers['sec-fetch-site'];
	const isOwnOrigin = origin === undefined || origin === `http://${host}`;
	const isOwnSite = site === undefined || OWN_SITE.includes(String(site));
	return isOwnOrigin && isOwnSite ? null : 'A page of another site cannot change the sandbox';
};
