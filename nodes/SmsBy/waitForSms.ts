import type {
	IDataObject,
	IExecuteFunctions,
	IExecuteSingleFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import { openLine } from '../shared/transport/line';
import { request } from '../shared/transport/request';
import { get, methodRequest } from './call';
import { smsBy } from './gateway';
import { smsState } from './state';
import { lookUntil, waitOf } from './wait';

export const waitName = 'waitForFinal';
export const waitPreset = false;

export const checkSms = get('checkSMS');

/**
 * Waits until the messages of the rows are delivered or not, one call a message and look: checkSMS knows no lists. What is
 * decided is not asked for again. A look that fails is no failure of a message that the gateway has accepted.
 * Source: notes smsby.md section 3.5.
 *
 * @param rows accepted rows get `status`, `final`, `success`, `sentAt` and `deliveredAt`; failed ones stay as they are
 */
export async function waitForSms(
	context: IExecuteFunctions | IExecuteSingleFunctions,
	options: IDataObject,
	rows: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const wait = waitOf(options, waitName, waitPreset);
	let open = rows.filter(
		({ json }) => json.error === undefined && typeof json.messageId === 'string',
	);
	if (!wait || open.length === 0) return rows;

	const line = await openLine(context, smsBy);
	const baseUrl = smsBy.baseUrl(line.credentials);
	for (const { json } of open) Object.assign(json, { final: false, success: null });
	await lookUntil(wait, line.signal, async () => {
		const states = await Promise.all(
			open.map(async ({ json }) => {
				const { url, ...question } = methodRequest(checkSms, [['sms_id', String(json.messageId)]]);
				const answer = await request(
					context,
					line,
					{ ...question, url: `${baseUrl}${url}` },
					false,
				);
				if (!answer.ok) {
					json.statusProblem = answer.failure.text;
					return answer.failure.kind === 'unauthorized' || answer.failure.kind === 'notFound';
				}
				delete json.statusProblem;
				Object.assign(json, smsState(answer.value));
				return json.final === true;
			}),
		);
		open = open.filter((_row, position) => !states[position]);
		return open.length === 0;
	});
	return rows;
}
