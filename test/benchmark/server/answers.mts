/** Answers in the shapes of the gateways. */
type Answer = (parameters: () => URLSearchParams) => unknown;

let nextId = 0;
const id = () => String(++nextId);

/** status.php: one row a message, in any order. */
const statusRows: Answer = (parameters) => {
	const ids = (parameters().get('id') ?? '').split(',');
	const phones = (parameters().get('phone') ?? '').split(',');
	const rows = ids.map((one, row) => ({
		status: 1,
		last_date: '15.01.2030 09:30:00',
		last_timestamp: 1894696200,
		err: 0,
		id: one,
		phone: phones[row],
	}));
	return rows.length === 1 ? rows[0] : rows;
};

/** SMS.ru: a list of numbers with one text, or a text for each number. */
const smsRuSent: Answer = (parameters) => {
	const names = [...parameters().keys()].flatMap((name) => /^to\[(.*)\]$/.exec(name)?.[1] ?? []);
	const numbers = [...names, ...(parameters().get('to') ?? '').split(',').filter(Boolean)];
	const sent = { status: 'OK', status_code: 100, cost: '2.50' };
	return {
		status: 'OK',
		status_code: 100,
		balance: 100_000,
		sms: Object.fromEntries(numbers.map((number) => [number, { ...sent, sms_id: id() }])),
	};
};

/** As long as the lists are that are read in pages. */
const longList = 100_000;

const page = <T,>(from: number, size: number, make: (row: number) => T): T[] =>
	Array.from({ length: Math.max(0, Math.min(size, longList - from)) }, (_, row) =>
		make(from + row),
	);

/** The contacts of a book, by limit and offset. */
const contacts: Answer = (parameters) =>
	page(Number(parameters().get('offset')), Number(parameters().get('limit')), (row) => ({
		email: `ann.${row}@example.com`,
		phone: 79161000000 + row,
		status: 1,
		status_explain: 'Active',
		variables: [
			{ name: 'Имя', type: 'string', value: `Анна ${row}` },
			{ name: 'город', type: 'string', value: 'Минск' },
		],
	}));

/** get.php: the messages that were sent before the one of `prev_id`, the newest first. */
const history: Answer = (parameters) => {
	const before = Number(parameters().get('prev_id') ?? longList + 1);
	return page(longList + 1 - before, Number(parameters().get('cnt')), (row) => ({
		status: 1,
		status_name: 'Доставлено',
		last_date: '15.01.2030 09:30:00',
		last_timestamp: 1894696200,
		send_date: '15.01.2030 09:29:00',
		send_timestamp: 1894696140,
		phone: String(79161000000 + row),
		cost: '2.50',
		sender_id: 'MyShop',
		message: `Заказ ${row} готов. Заберите его до пятницы, ул. Ленина, 5.`,
		sms_cnt: 2,
		id: `order-${row}`,
		int_id: longList - row,
	}));
};

/** The addresses to which SMS.ru reports; none is kept. */
const noHandlers: Answer = () => ({ status: 'OK', status_code: 100, callback: [] });

const done: Answer = () => ({ result: true });

const answers: Readonly<Record<string, Answer>> = {
	'/api/v1/bulk/send-message': () => ({ type: 'success', id: id() }),
	'/api/v1/bulk/send-list-messages': () => ({ type: 'success', id: id() }),
	'/sys/send.php': () => ({ id: id(), cnt: 1 }),
	'/sys/status.php': statusRows,
	'/sys/get.php': history,
	'/sys/balance.php': () => ({ balance: '100', currency: 'RUR' }),
	'/api/v1/sendQuickSMS': () => ({ sms_id: id(), parts: 1 }),
	'/api/v1/sendBulkSms': () => ({ uuid: `uuid-${id()}` }),
	'/sms/send': smsRuSent,
	'/callback/get': noHandlers,
	'/callback/add': noHandlers,
	'/callback/del': noHandlers,
	'/smtp/emails': () => ({ result: true, id: id() }),
	'/addressbooks': () => ({ id: ++nextId }),
	'/addressbooks/1/emails': contacts,
	'/blacklist': done,
};

const book = { id: 1, name: 'Book', all_email_qty: 3, active_email_qty: 3, status: 0 };

export function answerTo(method: string, url: string, body: Buffer): unknown {
	const [path = '', query = ''] = url.split('?');
	const answer = answers[path];
	const parameters = () => new URLSearchParams(method === 'GET' ? query : body.toString('latin1'));
	// The same path takes new contacts.
	if (answer === contacts && method !== 'GET') return { result: true };
	if (answer) return answer(parameters);
	return /^\/addressbooks\/\d+$/.test(path) ? [book] : { result: true };
}
