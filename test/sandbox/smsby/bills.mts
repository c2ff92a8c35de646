import type { Answer } from '../framework/answer.mts';
import { bytes } from '../framework/answer.mts';
import { wireId } from './answers.mts';
import { idOf, wholeOf } from './check.mts';
import type { Call, Desk, Method } from './desk.mts';
import { GET, POST } from './desk.mts';
import { Refusal } from './refusal.mts';
import type { SmsBySettings } from './settings.mts';
import type { Bill } from './state.mts';
import { BILLS_PER_PAGE, ERRORS } from './wire.mts';
import { toWall } from './zone.mts';

const USER_ID = 2;

const unixText = (instant: number): string => String(Math.floor(instant / 1000));

const numberOf = ({ id, createdAt }: Bill, { zone }: SmsBySettings): string =>
	`C1${id}/${toWall(createdAt, zone).slice(0, 10).replaceAll('-', '')}`;

/** A bill in a list; the types are those of the published sample. */
const listed = (bill: Bill, settings: SmsBySettings): object => ({
	id: wireId(bill.id, settings),
	user_id: USER_ID,
	d_create: unixText(bill.createdAt),
	d_payment: 0,
	amount: Number(bill.amount).toFixed(2),
	manager_id: 0,
	comment: commentOf(bill),
	info: '0',
	type: bill.amountType.toUpperCase(),
	rent: '0',
	number: numberOf(bill, settings),
});

const commentOf = ({ amount, amountType }: Bill): string =>
	`Пополнение счёта ${amountType.toUpperCase()} на ${amount} руб.`;

/** getBills, a Laravel paginator (docs/gateways/smsby.md 4). */
const getBills = ({ context, state }: Desk, call: Call): unknown => {
	const { settings } = context;
	const page = wholeOf(call, 'page', { min: 1 }) ?? 1;
	const last = Math.max(1, Math.ceil(state.bills.length / BILLS_PER_PAGE));
	const start = (page - 1) * BILLS_PER_PAGE;
	const shown = state.bills.slice(start, start + BILLS_PER_PAGE);
	const base = `http://${call.exchange.headers.host ?? ''}/api/v1/getBills?page=`;
	return {
		status: 'success',
		data: {
			total: state.bills.length,
			per_page: BILLS_PER_PAGE,
			current_page: page,
			last_page: last,
			next_page_url: page < last ? `${base}${page + 1}` : null,
			prev_page_url: page > 1 ? `${base}${page - 1}` : null,
			from: shown.length === 0 ? null : start + 1,
			to: shown.length === 0 ? null : start + shown.length,
			data: shown.map((bill) => listed(bill, settings)),
		},
	};
};

const unverified = (text: string): Refusal => new Refusal('unverified', text);

/** createBill; refused data is a 421 (docs/gateways/smsby.md 2). */
const createBill = ({ context, state }: Desk, { params }: Call): unknown => {
	const { settings, clock } = context;
	const amount = params.text('amount');
	const amountType = params.text('amount_type');
	const type = params.text('type');
	if (amount === undefined || !/^[1-9]\d{0,8}$/.test(amount))
		throw unverified(ERRORS.whole('amount'));
	if (amountType !== 'sms' && amountType !== 'viber') {
		throw unverified(ERRORS.oneOf('amount_type', ['sms', 'viber']));
	}
	const isKnown = type === 'subscription' || type === 'replenishment';
	if (type === undefined ? amountType === 'viber' : !isKnown) {
		throw unverified(ERRORS.oneOf('type', ['subscription', 'replenishment']));
	}
	const bill: Bill = {
		id: state.nextId(),
		amount,
		amountType,
		type: type ?? null,
		createdAt: clock.now(),
	};
	state.bills.push(bill);
	return {
		status: 'success',
		data: {
			user_id: USER_ID,
			amount,
			d_create: unixText(bill.createdAt),
			d_payment: 0,
			manager_id: 0,
			info: 0,
			type: amountType,
			rent: 0,
			comment: commentOf(bill),
			id: wireId(bill.id, settings),
			number: numberOf(bill, settings),
		},
	};
};

/** downloadBill; that it is a PDF is a guess. */
const downloadBill = ({ state }: Desk, call: Call): Answer => {
	const id = idOf(call, 'bill_id');
	if (!state.bills.some((bill) => bill.id === id)) {
		throw new Refusal('notFound', ERRORS.notFound);
	}
	const pdf = Buffer.from(`%PDF-1.4\n% bill ${id}\n%%EOF\n`);
	const headers = { 'content-disposition': `attachment; filename="bill-${id}.pdf"` };
	return bytes(pdf, 'application/pdf', { headers });
};

export const billMethods: readonly Method[] = [
	{ name: 'getBills', version: 'v1', verbs: GET, parameters: ['page'], run: getBills },
	{
		name: 'createBill',
		version: 'v1',
		verbs: POST,
		parameters: ['amount', 'amount_type', 'type'],
		run: createBill,
	},
	{ name: 'downloadBill', version: 'v1', verbs: GET, parameters: ['bill_id'], run: downloadBill },
];
