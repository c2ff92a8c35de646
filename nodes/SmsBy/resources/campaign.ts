import type {
	IDataObject,
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import { referenceField } from '../../shared/fields/common';
import type { Operation, Resource } from '../../shared/model/operation';
import { isoClock } from '../../shared/input/dateTime';
import { byRoute } from '../../shared/operations/byRoute';
import type { Route } from '../../shared/delivery/route';
import { closingFields } from '../../shared/fields/closing';
import { listFields, optionsField, textField } from '../../shared/fields/parts';
import { itemReader } from '../../shared/input/parameterReader';
import { type FieldTable, readText } from '../../shared/fields/wire';
import { lackingFailure } from '../../shared/model/failure';
import type { AnswerReader } from '../../shared/model/gateway';
import { idOf, textOrEmpty } from '../../shared/text/json';
import { openLine } from '../../shared/transport/line';
import { request } from '../../shared/transport/request';
import { having } from '../../shared/routing/settle';
import { lookUntil, noteFailedLook, waitOf, waitOptions } from '../../shared/waiting/looks';
import { answerOf, entriesOf, lists } from '../answer';
import { createdId, get, methodRequest, methodRouting, pagedList } from '../call';
import { mayBeDuplicate, refusalWords } from '../errors';
import {
	alphanameField,
	campaignIdField,
	messageTextField,
	recipientField,
	singleSmsFields,
	sendAtOption,
} from '../fields';
import { smsBy } from '../gateway';
import { accountZone } from '../hosts';
import { type SingleMessage, singleRoute } from '../singleRoute';
import { smsStatus } from '../state';
import { secondTime } from '../times';
import { optionsIn } from '../../shared/input/read';

const campaignStatus = get('checkSMSMessageStatus');

interface Moderation {
	/** The gateway's word in lower case: `new`, `moderated`, or another that no source tells. */
	status: string | null;
	/** The campaign can be sent. */
	moderated: boolean;
	parts: number | null;
	alphaname: string | null;
}

/** checkSMSMessageStatus. Source: docs/gateways/smsby.md 3.5 and 3.6. */
function moderation(body: unknown): Moderation {
	const { status, parts, alphaname } = answerOf(body);
	const word = idOf(status)?.trim().toLowerCase() ?? null;
	return {
		status: word,
		moderated: word === 'moderated',
		parts: Number(parts) || null,
		alphaname: idOf(alphaname),
	};
}

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
	return idOf(answerOf(body).message_id) ?? named ?? null;
}

/** Other refusals may name an ID, too, such as that of an alpha-name, and one without words says nothing of a text. */
function isKnown(httpStatus: number, body: unknown): boolean {
	const words = refusalWords(body) ?? '';
	return words !== '' && knownId(body) !== null && mayBeDuplicate(httpStatus, words);
}

/** The answers of createSmsMessage: a known text is no failure. */
const creating: AnswerReader = {
	parse: smsBy.parse,
	readFailure: (httpStatus, body) =>
		isKnown(httpStatus, body) ? null : smsBy.readFailure(httpStatus, body),
	accepts: isKnown,
};

const count = (value: unknown): number | null => Number(value) || null;

function createdRow(this: IExecuteSingleFunctions, body: unknown): IDataObject[] {
	const reused = knownId(body);
	const { message_id: id, parts, len, alphaname } = answerOf(body);
	return [
		{
			gateway: smsBy.id,
			campaignId: reused ?? createdId(this, body, id),
			reused: reused !== null,
			parts: count(parts),
			length: count(len),
			alphaname: idOf(alphaname),
			status: 'new',
			moderated: false,
		},
	];
}

/** Looks until the campaign may be sent. A look that fails is no failure of the campaign. */
async function untilModerated(
	context: IExecutePaginationFunctions,
	rows: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	const options = optionsIn(itemReader(context));
	const wait = waitOf(options, waitName, waitPreset);
	const json = rows[0]?.json;
	if (!wait || !json || typeof json.campaignId !== 'string') return rows;

	const campaignId = json.campaignId;
	const line = await openLine(context, smsBy);
	const question = methodRequest(campaignStatus, [['message_id', campaignId]]);
	await lookUntil(wait, line.signal, async () => {
		const answer = await request(context, line, question, 'read');
		if (!answer.ok) return noteFailedLook([json], answer.failure);
		const { status, moderated, parts, alphaname } = line.redact(moderation(answer.value));
		if (status === null) {
			json.statusProblem = lackingFailure().text;
			return false;
		}
		delete json.statusProblem;
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

const textFields = [messageTextField, alphanameField];

const campaignOptions: FieldTable = [
	textField('Campaign Name', 'campaignName', 'name'),
	sendAtOption('time', secondTime),
];

/** createSmsMessage. Source: docs/gateways/smsby.md 3.5. */
const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create an SMS campaign',
	description: 'Store a text and wait for its moderation. A text that already exists is reused.',
	routing: methodRouting(get('createSmsMessage'), {
		effect: 'once',
		answer: creating,
		fields: [...textFields, optionsField(campaignOptions)],
		shape: createdRow,
		after: untilModerated,
	}),
	fields: [
		...textFields,
		...closingFields(
			...campaignOptions,
			...waitOptions(
				waitName,
				'Wait for Moderation',
				'the moderation, before which the campaign cannot be sent,',
				waitPreset,
			),
		),
	],
};

const campaignFields = [campaignIdField, recipientField];

/** sendSms: the second step. Source: docs/gateways/smsby.md 3.5. */
const sendCampaignRoute: Route<SingleMessage> = {
	...singleRoute({
		channel: 'sms',
		method: get('sendSms'),
		fields: campaignFields,
		to: recipientField.wire,
		record: answerOf,
		id: 'sms_id',
	}),
	finalStatus: smsStatus,
};

const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send an SMS campaign',
	description: 'Its moderated text, to one recipient per item',
	...byRoute(smsBy, sendCampaignRoute),
	fields: [...campaignFields, referenceField, ...singleSmsFields],
};

/** An entry of getMessagesList. Source: docs/gateways/smsby.md 3.5. */
const campaignRow = (entry: Record<string, unknown>, zone: string): IDataObject => {
	const { status, moderated, parts } = moderation(entry);
	return {
		campaignId: idOf(entry.message_id),
		text: textOrEmpty(entry.message),
		status,
		moderated,
		parts,
		createdAt: isoClock(entry.d_create, zone),
	};
};

const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many SMS campaigns',
	routing: methodRouting(get('getMessagesList'), {
		...pagedList(
			lists.campaigns,
			async function (body) {
				const zone = accountZone(await this.getCredentials(smsBy.credential));
				return entriesOf(body, lists.campaigns).map((entry) => campaignRow(entry, zone));
			},
			{ idField: 'campaignId' },
		),
	}),
	fields: [...listFields, ...closingFields()],
};

const getStatus: Operation = {
	value: 'getStatus',
	name: 'Get Status',
	action: 'Get the status of an SMS campaign',
	description: 'Whether it has passed moderation and can be sent',
	routing: methodRouting(campaignStatus, {
		fields: [campaignIdField],
		shape: having(
			smsBy,
			(body) => moderation(body).status !== null,
			function (body) {
				const campaignId = readText(campaignIdField, itemReader(this));
				return [{ gateway: smsBy.id, campaignId, ...moderation(body) }];
			},
			'ID',
		),
	}),
	fields: [campaignIdField, ...closingFields()],
};

export const campaign: Resource = {
	value: 'campaign',
	name: 'Campaign',
	operations: [create, send, getAll, getStatus],
};
