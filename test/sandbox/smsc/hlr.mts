import type { Sending } from './ledger.mts';
import type { Row } from './wire/reply.mts';

/**
 * What an HLR answer adds, in the order of the official library (docs/gateways/smsc.md 3.1): imsi, msc, mcc, mnc, cn, net,
 * rcn, rnet. The values are made up from the operator table; nobody roams.
 */
export const hlrRow = ({ channel, phone, operator }: Sending): Row => {
	if (channel !== 'hlr') return [];
	const { mcc = '', mnc = '', country = '', operator: net = '' } = operator ?? {};
	return [
		['imsi', mcc === '' ? '' : `${mcc}${mnc}${phone.slice(-10)}`],
		['msc', mcc === '' ? '' : `${phone.slice(0, 4)}0000000`],
		['mcc', mcc],
		['mnc', mnc],
		['cn', country],
		['net', net],
		['rcn', ''],
		['rnet', ''],
	];
};
