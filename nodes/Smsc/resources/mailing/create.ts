import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { InputFile } from '../../../shared/delivery/files';
import type { Route } from '../../../shared/delivery/route';
import { byRoute } from '../../../shared/delivery/byRoute';
import { defaultCountryOption, safetyOptions } from '../../../shared/fields/common';
import type { Operation } from '../../../shared/fields/display';
import { collectionOptions, collectionParameters } from '../../../shared/fields/wire';
import { closingFields } from '../../../shared/fields/closing';
import { inCurrency, storedOption } from '../../currency';
import { fileForm } from '../../fileForm';
import { smsc } from '../../gateway';
import { type OnceEntry, onceRoute } from '../../onceRoute';
import { money } from '../message/answer';
import { timeOptions } from '../message/options';
import { sendTime } from '../message/message';
import { contentFields, contentParameters } from './content';
import { attachmentsOption, mailingOptions } from './options';

interface MailingEntry extends OnceEntry {
	files: InputFile[];
}

/**
 * `add=1`. A mailing spends money, so none is created twice. Source: docs/gateways/smsc.md 6.
 *
 * @param currency of the account, where a cost was asked for and it is known
 */
function createIn(currency: string | null): Route<MailingEntry> {
	const route = onceRoute('jobs', 'value', {
		recipient: (read) => String(read('name', '')),
		parameters: (read, { timeZone }) => {
			const options = read('options', {}) as IDataObject;
			return [
				['add', '1'],
				...contentParameters(read),
				...collectionParameters(mailingOptions, options),
				...sendTime(options, timeZone),
			];
		},
		row: ({ recipient }, { cost, ...answer }, id) => ({
			id,
			name: recipient,
			...money('cost', cost, currency),
			...answer,
			created: true,
		}),
	});
	return {
		...route,
		message: (read, setting) => {
			const { attachments = '' } = read('options', {}) as IDataObject;
			return {
				...route.message(read, setting),
				files: setting.findFiles(attachments, attachmentsOption.displayName),
			};
		},
		request: async ([entry]) =>
			entry && entry.files.length > 0
				? await fileForm('jobs', entry.parameters, entry.files)
				: await route.request(entry ? [entry] : []),
	};
}

/** As it is stored: an expression, whose value differs from row to row, is a text. */
const asksCost = (context: IExecuteFunctions): boolean =>
	![false, undefined].includes(storedOption(context, 'costInAnswer') as boolean | undefined);

const createRoute = inCurrency(createIn, asksCost);

export const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create a mailing',
	description:
		'Send one message to many recipients as a mailing of your account, one mailing for each input item',
	...byRoute(smsc, createRoute),
	fields: [
		...contentFields,
		...closingFields(
			...collectionOptions(mailingOptions),
			...timeOptions,
			attachmentsOption,
			defaultCountryOption,
			...safetyOptions,
		),
	],
};
