import type { IDataObject } from 'n8n-workflow';

import {
	defaultCountryOption,
	duplicatesOption,
	referenceField,
	safetyOptions,
} from '../../../shared/fields/common';
import type { Operation } from '../../../shared/model/operation';
import { InputProblem } from '../../../shared/model/inputProblem';
import { byRoute } from '../../../shared/operations/byRoute';
import { numberField, required, textField, optionsField } from '../../../shared/fields/parts';
import { type WireField, type FieldTable, readText } from '../../../shared/fields/wire';
import { namesAnother } from '../../../shared/delivery/route';
import type { Failure } from '../../../shared/model/failure';
import { SettledFailure } from '../../../shared/routing/settle';
import { idOf, recordOf, wordsOf } from '../../../shared/text/json';
import { closingFields } from '../../../shared/fields/closing';
import { isoClock } from '../../../shared/input/dateTime';
import { answerOf, isYes } from '../../answer';
import { methodRouting, post } from '../../call';
import { recipientField } from '../../fields';
import { smsBy } from '../../gateway';
import { accountZone } from '../../hosts';
import { singleRoute } from '../../singleRoute';
import { itemReader } from '../../../shared/input/parameterReader';

/** Source: docs/gateways/smsby.md 5, `attempt` = 3 and `time_valid` = 90 s by default. */
const flashOptions: WireField[] = [
	numberField('Attempts', 'attempts', 'attempt', {
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 3,
		description: 'Wrong attempts that are allowed',
	}),
	numberField('Valid For (Seconds)', 'validSeconds', 'time_valid', {
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 90,
	}),
];

const codeField: WireField = {
	...textField('Code', 'code', 'code', {
		description: 'Digits only. If empty, the gateway makes one.',
	}),
	encode: (value, label) => {
		const code = String(value).trim();
		if (code === '') return undefined;
		if (/^\d+$/.test(code)) return code;
		throw new InputProblem(
			label,
			`“${code}” contains something other than digits`,
			'Enter digits only.',
		);
	},
};

/** `data` of an answer. */
const dataOf = (body: unknown): IDataObject => recordOf(answerOf(body).data);

/** flashCall. Source: docs/gateways/smsby.md 5. */
const flashCallRoute = singleRoute({
	channel: 'flashCall',
	method: post('flashCall'),
	fields: [recipientField, codeField, optionsField(flashOptions)],
	to: recipientField.wire,
	record: dataOf,
	id: 'fclid',
	extra: ({ code, attempt, time_valid: valid }) => ({
		code: idOf(code),
		attempts: Number(attempt) || null,
		validSeconds: Number(valid) || null,
	}),
});

export const flashCall: Operation = {
	value: 'flashCall',
	name: 'Flash Call',
	action: 'Make a flash call',
	description: 'Call the recipient from a number whose last digits are the code',
	...byRoute(smsBy, flashCallRoute),
	fields: [
		recipientField,
		codeField,
		referenceField,
		...closingFields(defaultCountryOption, duplicatesOption, ...safetyOptions, ...flashOptions),
	],
};

const flashCallIdField = required(
	textField('Flash Call ID', 'flashCallId', 'fclid', {
		description: 'The messageId from Flash Call',
	}),
);

const confirmFields: FieldTable = [
	recipientField,
	flashCallIdField,
	required({
		...codeField,
		field: { ...codeField.field, description: 'As the recipient has entered it, digits only' },
	}),
];

/**
 * Whether an answer says that the code is right. How it tells a wrong one is in no source, so that nothing less than the documented
 * success lets anybody in. Source: docs/gateways/smsby.md 5.
 */
function isConfirmed(body: unknown, flashCallId: string): boolean {
	const { status } = answerOf(body);
	const { valid, fclid } = dataOf(body);
	if (namesAnother(fclid, flashCallId)) return false;
	const isSuccess = typeof status === 'string' && status.trim().toLowerCase() === 'success';
	return isSuccess && (valid === undefined ? idOf(fclid) !== null : isYes(valid));
}

const notConfirmed = (body: unknown): Failure => ({
	kind: 'rejected',
	code: null,
	text: wordsOf(answerOf(body).message) || 'The answer does not say that the code is right',
	hint: 'Take the code for wrong. If it is right, make another call.',
	httpStatus: null,
});

/** confirmFlashCall. A wrong code is a refusal in words that no source tells. Source: docs/gateways/smsby.md 5. */
export const confirmFlashCall: Operation = {
	value: 'confirmFlashCall',
	name: 'Confirm Flash Call',
	action: 'Confirm a flash call',
	description: 'A wrong or expired code makes the item fail, with the gateway’s text',
	routing: methodRouting(post('confirmFlashCall'), {
		effect: 'once',
		fields: confirmFields,
		async shape(body) {
			const flashCallId = readText(flashCallIdField, itemReader(this));
			if (!isConfirmed(body, flashCallId))
				throw new SettledFailure(this, smsBy, notConfirmed(body));
			const data = dataOf(body);
			const zone = accountZone(await this.getCredentials(smsBy.credential));
			return [
				{
					gateway: smsBy.id,
					confirmed: true,
					flashCallId,
					recipient: idOf(data.phone),
					confirmedAt: isoClock(data.activated_at, zone),
					attempts: Number(data.quantity) || null,
					text: idOf(answerOf(body).message),
				},
			];
		},
	}),
	fields: [...confirmFields, ...closingFields(defaultCountryOption)],
};
