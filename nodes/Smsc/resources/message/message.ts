import type { IDataObject } from 'n8n-workflow';

import type { InputFile } from '../../../shared/delivery/files';
import type { ReadParameter } from '../../../shared/delivery/parameterReader';
import type { Message, Setting } from '../../../shared/delivery/route';
import { additionalParameters } from '../../../shared/fields/common';
import { locatorValue } from '../../../shared/fields/list';
import { collectionParameters, type WireParameter } from '../../../shared/fields/wire';
import { ownId } from '../../clientId';
import { draftOf } from './drafts';
import { recipientOf } from './recipient';
import { sendTime } from './sendTime';

/** A message on its way to send.php. */
export interface SmscMessage extends Message {
	channel: string;
	/** `id` of its request, once that is made. One that the user chose is there before: only equal ones can share a request. */
	id: string;
	text: string;
	/** Everything but recipient, text and id. */
	parameters: WireParameter[];
	files: InputFile[];
}

/** Stands between a text and a comment for the sender's own eyes. Source: docs/gateways/smsc.md 2.4. */
export const commentMark = '\n~~~\n';

/** What the user wrote, with what SMSC reads out of a text. Source: docs/gateways/smsc.md 2.4. */
function wrapped(text: string, { prefix, comment }: IDataObject): string {
	const note = String(comment ?? '').trim();
	return `${String(prefix ?? '')}${text}${note === '' ? '' : `${commentMark}${note}`}`;
}

/**
 * Makes a message of one row's fields.
 *
 * @param kind a channel, or what else send.php does (see `draftOf`)
 * @throws InputProblem naming the field
 */
export function makeMessage(kind: string, read: ReadParameter, setting: Setting): SmscMessage {
	const draft = draftOf(kind, read, setting);
	const options = read('options', {}) as IDataObject;
	const reference = String(read('reference', '') ?? '') || null;
	return {
		recipient: recipientOf(read, draft.recipientKind),
		reference,
		channel: draft.channel,
		id: ownId(options.messageId),
		text: wrapped(draft.content.text, options),
		parameters: [
			...draft.content.parameters,
			['sender', locatorValue(read('sender', '')).trim()],
			...collectionParameters(draft.options, options),
			...sendTime(options, setting.timeZone),
			...additionalParameters(read),
		],
		files: draft.files ?? [],
	};
}
