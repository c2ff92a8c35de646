import type { IExecuteFunctions } from 'n8n-workflow';

import { optionsIn } from '../../../shared/input/read';
import { InputProblem } from '../../../shared/model/inputProblem';
import { parameterReader, type ReadParameter } from '../../../shared/input/parameterReader';
import { openLine } from '../../../shared/transport/line';
import { request } from '../../../shared/transport/request';
import { canBe, storedOption } from '../../currency';
import { fieldForm } from '../../call';
import { answerOf, smsc } from '../../gateway';
import { operatorVerdicts } from '../history/getOperator';
import { recipientZoneName } from './options';
import type { SmscMessage } from './message';
import { recipientOf, wireRecipient } from './recipient';

/** Numbers in one look-up. SMSC takes a hundred look-ups a minute. Source: docs/gateways/smsc.md 1.8. */
const perLookup = 100;

/** `tz` of send.php counts from Moscow, that of info.php from Greenwich, which is inferred. Source: docs/gateways/smsc.md 2.1, 8. */
const moscow = 3;

/** Hours east of Greenwich by number; a text says why a look-up failed. */
type Zones = ReadonlyMap<string, number | string>;

const info = answerOf('info');

/** The number of a row that asks for its zone; undefined where it does not, or is no number, which the message itself tells. */
function phoneOf(read: ReadParameter): string | undefined {
	try {
		const { sendBetween, [recipientZoneName]: wanted } = optionsIn(read);
		return wanted === true && sendBetween ? recipientOf(read, 'phone') : undefined;
	} catch {
		return undefined;
	}
}

/** Whether any row can ask: an option that is not stored costs nothing. */
const isStored = (context: IExecuteFunctions): boolean =>
	canBe(storedOption(context, recipientZoneName), false);

/**
 * Looks up in which time zones the recipients are whose rows want to be sent by their own clocks, many in one request.
 *
 * @returns numbers that SMSC does not know are missing
 */
export async function recipientZones(context: IExecuteFunctions): Promise<Zones> {
	const zones = new Map<string, number | string>();
	if (!isStored(context)) return zones;
	const reader = parameterReader(context);
	const phones = [
		...new Set(context.getInputData().flatMap((_item, row) => phoneOf(reader(row)) ?? [])),
	];
	const line = await openLine(context, smsc);
	for (let from = 0; from < phones.length; from += perLookup) {
		const asked = phones.slice(from, from + perLookup);
		const question = fieldForm('info', [
			['get_operator', '1'],
			['phone', asked.map(wireRecipient).join(',')],
		]);
		const answer = await request(context, line, question, 'read', info);
		if (!answer.ok) {
			// With a code it is SMSC's word for "none of them", and else a page that is not there.
			if (answer.failure.kind === 'notFound' && answer.failure.code !== null) continue;
			for (const phone of asked) zones.set(phone, line.redact(answer.failure.text));
			continue;
		}
		operatorVerdicts(asked, answer.value).forEach((verdict, at) => {
			const zone = verdict.accepted ? Number(verdict.extra?.tz ?? Number.NaN) : Number.NaN;
			const phone = asked[at];
			if (phone !== undefined && Number.isFinite(zone)) zones.set(phone, zone);
		});
	}
	return zones;
}

/**
 * The message by its recipient's clock. One whose zone SMSC does not know goes by the account's.
 *
 * @throws InputProblem when the look-up failed, since nobody knows whether it is night there
 */
export function inZone(message: SmscMessage, zones: Zones): SmscMessage {
	const zone = zones.get(message.recipient);
	if (zone === undefined) return message;
	if (typeof zone === 'string') {
		throw new InputProblem(
			'By Recipient’s Clock',
			`found no time zone, because the look-up failed: ${zone}`,
			'Run the row again, or switch the option off.',
		);
	}
	return { ...message, parameters: [...message.parameters, ['tz', String(zone - moscow)]] };
}
