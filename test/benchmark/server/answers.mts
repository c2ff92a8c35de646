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

const done: Answer = () => ({ result: true });

const answers: Readonly<Record<string, Answer>> = {
	'/api/v1/bulk/send-message': () => ({ type: 'success', id: id() }),
	'/api/v1/bulk/send-list-messages': () => ({ type: 'success', id: id() }),
	'/sys/send.php': () => ({ id: id(), cnt: 1 }),
	'/sys/status.php': statusRows,
	'/api/v1/sendQuickSMS': () => ({ sms_id: id(), parts: 1 }),
	'/api/v1/sendBulkSms': () => ({ uuid: `uuid-${id()}` }),
	'/smtp/emails': () => ({ result: true, id: id() }),
	'/addressbooks': () => ({ id: ++nextId }),
	'/blacklist': done,
};

const book = { id: 1, name: 'Book', all_email_qty: 3, active_email_qty: 3, status: 0 };

export function answerTo(method: string, url: string, body: Buffer): unknown {
	const [path = '', query = ''] = url.split('?');
	const answer = answers[path];
	const parameters = () => new URLSearchParams(method === 'GET' ? query : body.toString('latin1'));
	if (answer) return answer(parameters);
	return /^\/addressbooks\/\d+$/.test(path) ? [book] : { result: true };
}
