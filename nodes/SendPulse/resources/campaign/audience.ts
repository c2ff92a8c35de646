import type { IDataObject } from 'n8n-workflow';

import { InputProblem } from '../../../shared/model/inputProblem';
import type { ReadParameter } from '../../../shared/input/parameterReader';
import { locatorValue } from '../../../shared/fields/list';
import { splitList } from '../../../shared/input/recipients';
import { numericId } from '../../listCall';

/** SendPulse takes ten books in one campaign. Source: docs/gateways/sendpulse.md 1.4. */
const mostBooks = 10;

/** One id alone, or a list. Source: docs/gateways/sendpulse.md 5.1. */
export function audience(read: ReadParameter): IDataObject {
	if (read('audience', 'books') === 'segment') {
		return { segment_id: Number(numericId(read('segment', ''), 'Segment ID')) };
	}
	const given = [
		...splitList(locatorValue(read('audienceBook', ''))),
		...splitList(read('moreBooks', '')),
	].map((id) => Number(numericId(id, 'Address Book')));
	const ids = [...new Set(given)];
	const [first] = ids;
	if (first === undefined) numericId('', 'Address Book');
	if (ids.length > mostBooks) {
		throw new InputProblem(
			'More Address Book IDs',
			`makes ${ids.length} address books`,
			`SendPulse takes up to ${mostBooks} in one campaign. Create another campaign for the others.`,
		);
	}
	if (ids.length > 1 && read('mode', 'send') === 'test') {
		throw new InputProblem(
			'More Address Book IDs',
			'does not go with a test',
			'SendPulse takes one address book in a test, whose letter goes to the sender anyway.',
		);
	}
	return { list_id: ids.length === 1 ? first : ids };
}
