import type { IDataObject } from 'n8n-workflow';

import { textsOf } from '../../shared/input/read';
import type { Operation, Resource } from '../../shared/model/operation';
import { InputProblem } from '../../shared/model/inputProblem';
import { closingFields } from '../../shared/fields/closing';
import { listFields, exactTextField, required } from '../../shared/fields/parts';
import { fieldParameters, type WireField } from '../../shared/fields/wire';
import { givenId, idOf, recordOf } from '../../shared/text/json';
import { wholeList } from '../../shared/routing/paging';
import { unsaid } from '../../shared/routing/settle';
import { anyShape, fieldRouting } from '../call';
import { isOk } from '../errors';
import { filters, senderChoice } from '../fields';
import { smsc } from '../gateway';

/** One flag an operator and kind of traffic. Source: docs/gateways/smsc.md 11. */
const operators = [
	{ name: 'Beeline, Service Messages', value: 'bee_srv' },
	{ name: 'Beeline, Transactional Messages', value: 'bee_trn' },
	{ name: 'MegaFon, Service Messages', value: 'mega_srv' },
	{ name: 'MegaFon, Transactional Messages', value: 'mega_trn' },
	{ name: 'MTS, Service Messages', value: 'mts_srv' },
	{ name: 'MTS, Transactional Messages', value: 'mts_trn' },
	{ name: 'Tele2, Service Messages', value: 'tele2_srv' },
	{ name: 'Tele2, Transactional Messages', value: 'tele2_trn' },
];

const senderField = senderChoice({
	description: 'The one for which the template is registered',
});

const textOfTemplate = exactTextField('Text', 'text', 'msg', {
	typeOptions: { rows: 3 },
	placeholder: 'e.g. Your order %w is ready',
	description: 'As the operators expect it',
});

const operatorsField: WireField = {
	field: {
		displayName: 'Operators',
		name: 'operators',
		type: 'multiOptions',
		default: [],
		required: true,
		options: operators,
	},
	wire: '',
	encode(value, label) {
		const chosen = textsOf(value);
		if (chosen.length === 0)
			throw new InputProblem(label, 'is empty', 'Choose at least one operator.');
		return Object.fromEntries(chosen.map((flag) => [flag, '1']));
	},
};

const mainFields = [required(textOfTemplate), required(senderField), operatorsField];

const create: Operation = {
	value: 'create',
	name: 'Create',
	action: 'Create an operator template',
	description: 'With mobile operators. The node returns what SMSC answers.',
	routing: fieldRouting('op_templates', {
		body: { add: 1 },
		effect: 'once',
		parameters: (read) => fieldParameters(mainFields, read),
		// Whatever SMSC answers, an id is text.
		shape(body) {
			const answer = recordOf(body);
			const id = givenId(answer.id);
			if (id === null && answer.id !== undefined && !isOk(body)) throw unsaid(this, smsc);
			return [{ ...answer, id, created: true }];
		},
	}),
	fields: [...mainFields, ...closingFields()],
};

/** The row of an operator template, of which only the id is sure to be one. */
const operatorTemplateRow = (entry: IDataObject): IDataObject =>
	entry.id === undefined ? entry : { ...entry, id: idOf(entry.id) };

const senderFilter = filters([senderField]);

const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many operator templates',
	description: 'Their fields come as SMSC gives them',
	routing: fieldRouting('op_templates', {
		body: { get: 1 },
		answer: 'list',
		parameters: (read) => fieldParameters([senderFilter], read),
		paging: wholeList,
		shape: anyShape(operatorTemplateRow),
	}),
	fields: [...listFields, senderFilter, ...closingFields()],
};

/** Templates that mobile operators approve. Source: docs/gateways/smsc.md 11, one library only. */
export const operatorTemplate: Resource = {
	value: 'operatorTemplate',
	name: 'Operator Template',
	operations: [create, getAll],
};
