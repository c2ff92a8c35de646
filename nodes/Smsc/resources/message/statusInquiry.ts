import type { IDataObject } from 'n8n-workflow';

import type { StatusInquiry } from '../../../shared/waiting/finalStatus';
import { scriptForm } from '../../call';
import { answerOf, smsc } from '../../gateway';
import { massSpacingMs, statusPreset, type StatusQuery, statusVerdicts } from './statusRoute';

/** Five queries for a message a minute. Source: docs/gateways/smsc.md 1.8. */
const singleSpacingMs = 12_500;

/** Rows of one request share its ID, so that a message is named by ID and recipient. */
const queryOf = ({ messageId, groupId, recipient }: IDataObject): StatusQuery => ({
	id: String(messageId ?? groupId ?? ''),
	recipient: String(recipient ?? ''),
	reference: null,
	parameters: [],
});

/** status.php with lists of IDs and recipients. Source: docs/gateways/smsc.md 3. */
export const statusInquiry: StatusInquiry = {
	gateway: smsc,
	answer: answerOf('status'),
	listSize: statusPreset,
	spacingMs: (count) => (count > 1 ? massSpacingMs : singleSpacingMs),
	key(row) {
		const { id, recipient } = queryOf(row);
		return id === '' || recipient === '' ? null : `${id} ${recipient}`;
	},
	request: (rows) =>
		scriptForm('status', [
			['phone', rows.map((row) => queryOf(row).recipient).join(',')],
			['id', rows.map((row) => queryOf(row).id).join(',')],
		]),
	states: (rows, body) =>
		statusVerdicts(rows.map(queryOf), body, null).map((verdict) =>
			verdict.accepted ? verdict.extra : undefined,
		),
};
