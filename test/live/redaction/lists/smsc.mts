import type { Lists } from '../fields.mts';

/** Words of docs/gateways/smsc.md 1.6 and what the parameters of its chapters 2 to 16 may be. */
export const smsc: Lists = {
	request: {
		words: 'charset voice fmt err type status',
		number: `valid fmt cost cur all op err flash push hlr ping viber call mms soc bin mail tg translit tinyurl tz period freq maxsms
			add chg del get add_group chg_group del_group get_group move_group add_black del_black get_black type num get_messages get_answers
			get_stat get_price get_senders cnt hour format rpt rptn cancel get_all nl smsreq status flag gets get_operator get_account get_act
			send_code check_code buy pay wait_call waitcall balance2 mycur ts_min`,
		time: 'time valid start end ts send_time last_date',
	},
	answer: { number: 'status err error_code type flag cnt sms_cnt mcc mnc tz number group format' },
	names: 'mcc mnc mccmnc imsi msc cn net rcn rnet noprolong lnm fnm mnm bd myid fio lmt ts rates',
	phrases: [
		'parameters error',
		'authorise error',
		'no money',
		'IP address is blocked',
		'invalid date format',
		'message is denied',
		'invalid number',
		"can't to deliver",
		'duplicate request, wait a minute',
		'too many concurrent requests',
		'records not found',
		'operation failed',
		'error saving record',
		'code was sent already',
		'wrong code',
		'error deleting message',
		'Сообщение не найдено',
		'Остановлено',
		'Ожидает отправки',
		'Передано оператору',
		'Доставлено',
		'Прочитано',
		'Просрочено',
		'Нажата ссылка',
		'Спам',
		'Невозможно доставить',
		'Неверный номер',
		'Запрещено',
		'Недостаточно средств',
		'Недоступный номер',
	],
};
