import type { IDataObject } from 'n8n-workflow';

import type { Setting, ReadParameter } from '../shared/input/parameterReader';
import type { InputFile } from '../shared/input/files';
import { type Message, missingVerdict, type Route } from '../shared/delivery/route';
import { givenId } from '../shared/text/json';
import { additionalParameters } from '../shared/fields/closing';
import { referenceIn } from '../shared/fields/common';
import { fieldParameters, type FieldTable, type WireParameter } from '../shared/fields/wire';
import { recipientIdentity } from '../shared/input/recipients';
import { multipart } from '../shared/transport/form';
import { isDenied } from './answer';
import { type Method, methodRequest, pathOf } from './call';

/** One message, one request. */
export interface SingleMessage extends Message {
	method: Method;
	parameters: WireParameter[];
	/** A file, and the parameter that carries it. */
	file?: { name: string; content: InputFile };
}

interface SingleCommand {
	channel: string;
	method: Method;
	/** What fills its parameters. */
	fields: FieldTable;
	/** The parameter that says to whom it goes. */
	to: string;
	/** Where a row's values decide about method and fields. */
	decided?(read: ReadParameter): Partial<Pick<SingleCommand, 'method' | 'fields'>>;
	/** The parameter that carries a file, and the file, if there is one. */
	file?: { name: string; of(read: ReadParameter, setting: Setting): InputFile | undefined };
	/** The object of an answer that has the id. */
	record(body: unknown): Record<string, unknown>;
	/** The name of the id in it. */
	id: string;
	/** What else the answer tells that cannot be had again. */
	extra?(record: Record<string, unknown>): IDataObject;
}

const contentOf = ({ recipient, method, parameters, file }: SingleMessage): string =>
	JSON.stringify([
		method,
		parameters.map(([name, value]) => [
			name,
			value === recipient ? recipientIdentity(recipient) : value,
		]),
		file?.content.fingerprint,
	]);

async function request(message: SingleMessage) {
	const { method, parameters, file } = message;
	if (!file) return methodRequest(method, parameters);
	const { name, content } = file;
	const { fileName, mimeType } = content;
	const part = { name, fileName, mimeType, bytes: await content.read() };
	return { method: method.verb, url: pathOf(method), ...multipart(parameters, [part]) };
}

/**
 * A way to send one message a request. It counts as accepted when the answer refuses nothing and names the message. Source:
 * docs/gateways/smsby.md 10.
 */
export function singleRoute(command: SingleCommand): Route<SingleMessage> {
	return {
		effect: 'send',
		listSize: () => 1,
		message: (read, setting) => {
			const { method, fields } = { ...command, ...command.decided?.(read) };
			const parameters = fieldParameters(fields, read, setting);
			const content = command.file?.of(read, setting);
			return {
				recipient: parameters.find(([name]) => name === command.to)?.[1] ?? '',
				reference: referenceIn(read),
				method,
				parameters: [...parameters, ...additionalParameters(read)],
				...(command.file && content ? { file: { name: command.file.name, content } } : {}),
			};
		},
		groupKey: () => '',
		contentKey: contentOf,
		request: async ([message]) => {
			return await request(message);
		},
		verdicts: (_messages, body) => {
			const record = command.record(body);
			const messageId = isDenied(body) ? null : givenId(record[command.id]);
			if (messageId === null) return [missingVerdict];
			const extra = command.extra?.(record);
			return [{ accepted: true, messageId, groupId: null, ...(extra ? { extra } : {}) }];
		},
		describe: () => ({ channel: command.channel }),
	};
}
