/**
 * The parameters of docs/gateways/smsc.md 2.1, and those jobs.php adds (docs/gateways/smsc.md 6). The tails of the
 * documented pages are unread, so another name is no error; it is shown in `details.unknownParameters`.
 */
export const KNOWN_PARAMETERS: ReadonlySet<string> = new Set([
	...['login', 'psw', 'apikey', 'phones', 'mes', 'list', 'nl', 'id', 'sender', 'translit'],
	...['tinyurl', 'time', 'tz', 'period', 'freq', 'flash', 'bin', 'push', 'hlr', 'ping', 'mms'],
	...['mail', 'soc', 'viber', 'tg', 'bot', 'smsreq', 'fileurl', 'call', 'voice', 'lang', 'param'],
	...['subj', 'charset', 'fmt', 'cost', 'valid', 'maxsms', 'imgcode', 'userip', 'err', 'op', 'pp'],
	...['add', 'name', 'tpl', 'sender2', 'mes2', 'rpt', 'rptn', 'fl[5]'],
]);
