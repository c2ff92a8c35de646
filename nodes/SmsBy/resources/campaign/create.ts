import type {
	IDataObject,
	IExecutePaginationFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import type { Operation } from '../../../shared/fields/display';
import { fieldParameters } from '../../../shared/fields/wire';
import type { AnswerReader } from '../../../shared/gateway';
import { idOf } from '../../../shared/transport/json';
import { openLine } from '../../../shared/transport/line';
import { request } from '../../../shared/transport/request';
import { closingFields } from '../../../shared/fields/closing';
import { recordOf } from '../../answer';
import { get, methodRequest, methodRouting } from '../../call';
import { refusalWords } from '../../errors';
import { alphanameField, messageTextField, optionsOf, sendAtOption, textOf } from '../../fields';
import { smsBy } from '../../gateway';
import { secondTime } from '../../times';
import { lookUntil, waitOf, waitOptions } from '../../../shared/waiting/looks';
import { campaignStatus, moderation } from './moderation';

const waitName = 'waitForModeration';
const waitPreset = true;

/**
 * The campaign that has this text already: its id is in the words of the refusal, in one era beside them too. Source:
 * docs/gateways/smsby.md 2 and 11.
 */
function knownId(body: unknown): string | null {
	const words = refusalWords(body);
	if (words === null) return null;
	const named = /ID\s*=\s*(\d+)/i.exec(words)?.[1];
	return idOf(recordOf(body).message_id) ?? named ?? null;
}

/** The answers of createSmsMessage: a known text is no failure. */
const creating: AnswerReader = {
	parse: smsBy.parse,
	readFailure: (httpStatus, body) =>
		knownId(body) === null ? smsBy.readFailure(httpStatus, body) : null,
	accepts: (_httpStatus, body) => knownId(body) !== null,
};

const count = (value: unknown): number | null => Number(value) || null;

function createdRow(body: unknown): IDataObject {
	const reused = knownId(body);
	const { message_id: id, parts, len, alphaname } = recordOf(body);
	return {
		gateway: smsBy.id,
		campaignId: reused ?? idOf(id),
		reused: reused !== null,
		parts: count(parts),
		length: count(len),
		alphaname: idOf(alphaname),
		status: 'new',
		moderated: false,
	};
}

/** Looks until the campaign may be sent. A look that fails is no failure of the campaign. */
async function untilModerated(
	context: IExecutePaginationFunctions,
	rows: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const wait = waitOf(options, waitName, waitPreset);
	const json = rows[0]?.json;
	if (!wait || !json || typeof json.campaignId !== 'string') return rows;

	const campaignId = json.campaignId;
	const line = await openLine(context, smsBy);
	const question = methodRequest(campaignStatus, [['message_id', campaignId]]);
	await lookUntil(wait, line.signal, async () => {
		const answer = await request(context, line, question, 'read');
		if (!answer.ok) {
			json.statusProblem = answer.failure.text;
			return answer.failure.kind === 'unauthorized' || answer.failure.kind === 'notFound';
		}
		delete json.statusProblem;
		const { status, moderated, parts, alphaname } = moderation(answer.value);
		Object.assign(json, {
			status,
			moderated,
			parts: json.parts ?? parts,
			alphaname: json.alphaname ?? alphaname,
		});
		return moderated;
	});
	return rows;
}

const nameOption: INodeProperties = {
	displayName: 'Campaign Name',
	name: 'campaignName',
	type: 'string',
	default: '',
	placeholder: 'e.g. May promo',
	description: 'Name under which your account shows the campaign',
};

/** createSmsMessage. Source: docs/gateways/smsby.md 3.5. */
export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a campaign',
	description:
		'Store a text for many recipients and wait for its moderation. A text that is there already is used again.',
	routing: methodRouting(get('createSmsMessage'), {
		effect: 'once',
		answer: creating,
		parameters: (read, setting) => {
			const options = optionsOf(read);
			const name = String(options.campaignName ?? '').trim();
			const time = secondTime(options.sendAt, setting);
			return [
				['message', textOf(read)],
				...fieldParameters([alphanameField], read),
				...(name === '' ? [] : [['name', name] as [string, string]]),
				...(time === undefined ? [] : [['time', time] as [string, string]]),
			];
		},
		shape: (body) => [createdRow(body)],
		after: untilModerated,
	}),
	fields: [
		messageTextField,
		alphanameField.field,
		...closingFields(
			nameOption,
			{
				...sendAtOption,
				description: `${String(sendAtOption.description)} It goes as YYYY-MM-DD HH:MM:SS.`,
			},
			...waitOptions(
				waitName,
				'Wait for Moderation',
				'the moderation that the campaign needs before it can be sent',
				waitPreset,
			),
		),
	],
};
