/**
 * Words of the Kupon.mobi wire (docs/gateways/kupon.md 2 to 4). Error texts are invented in the provider's language: no
 * catalogue exists (docs/gateways/kupon.md 5).
 */

export const PATHS = {
	one: '/api/v1/bulk/send-message',
	list: '/api/v1/bulk/send-list-messages',
} as const;

/** docs/gateways/kupon.md 2, `type`. */
export const TYPES = [
	'sms',
	'push',
	'viber',
	'whatsapp',
	'telegram',
	'vk',
	'ok',
	'email',
	'hlr',
	'voice',
	'mms',
	'bot',
	'bulk',
] as const;

export type KuponType = (typeof TYPES)[number];

export const isKuponType = (value: string): value is KuponType =>
	TYPES.some((type) => type === value);

/** docs/gateways/kupon.md 2, `charset`: the ten documented names and what iconv-lite calls them. */
export const CHARSETS: Readonly<Record<string, string>> = {
	'UTF-8': 'utf8',
	CP1251: 'win1251',
	UTF16BE: 'utf16be',
	UTF16LE: 'utf16le',
	'UTF-16BE': 'utf16be',
	'UTF-16LE': 'utf16le',
	'UCS-2BE': 'utf16be',
	'UCS-2LE': 'utf16le',
	UCS2BE: 'utf16be',
	UCS2LE: 'utf16le',
};

/** The documented parameters of send-message (docs/gateways/kupon.md 2). */
export const ONE_PARAMETERS = [
	'token',
	'type',
	'sent_to',
	'sender',
	'sent_text',
	'html_text',
	'sent_date',
	'charset',
	'ttl',
	'button',
	'action',
	'image',
	'callback',
	'find_token',
	'kannel_status',
] as const;

/** The documented parameters of send-list-messages (docs/gateways/kupon.md 3). */
export const LIST_PARAMETERS = ['token', 'type', 'sender', 'charset', 'messages'] as const;

/** What moved from the request into an item of `messages` (docs/gateways/kupon.md 3, inference). */
export const ITEM_PARAMETERS = [
	'sent_to',
	'sent_text',
	'html_text',
	'sent_date',
	'ttl',
	'button',
	'action',
	'image',
	'callback',
	'find_token',
	'kannel_status',
] as const;

/** Native statuses (docs/gateways/kupon.md 4). */
export const STATUS = { queued: -1, sent: 0, delivered: 1, expired: 3, noFunds: 24 } as const;

/** Statuses after which the time to live no longer matters (docs/gateways/kupon.md 4, inference). */
export const FINAL_STATUSES: readonly number[] = [-3, 1, 2, 3, 4, 20, 22, 23, 24];

/** Native to Kannel DLR bits (docs/gateways/kupon.md 4, inference, unverified). */
export const KANNEL_MAP: Readonly<Record<string, number>> = {
	'-1': 4,
	'0': 8,
	'1': 1,
	'2': 1,
	'4': 1,
	'3': 2,
	'20': 2,
	'22': 2,
	'25': 2,
	'23': 16,
	'24': 16,
};

/** A callback is repeated 1 and 10 minutes after the first attempt, then given up (docs/gateways/kupon.md 4). */
export const CALLBACK_RETRY_MS: readonly number[] = [60_000, 600_000];

export const ERRORS = {
	noToken: 'Не указан параметр token',
	badToken: 'Неверный API токен',
	noType: 'Не указан тип сообщения',
	badType: (type: string) => `Неизвестный тип сообщения: ${type}`,
	noRecipient: 'Не указан получатель сообщения (sent_to)',
	badPhone: (value: string) =>
		`Неверный получатель ${value}: номер телефона указывается в международном формате без "+", только цифры`,
	badEmail: (value: string) => `Неверный получатель ${value}: некорректный адрес электронной почты`,
	badPhoneOrEmail: (value: string) =>
		`Неверный получатель ${value}: ожидается номер телефона или email`,
	onlyPushList: (type: string) =>
		`Неверный получатель: список через запятую допустим только для типа push (тип ${type})`,
	noScenario: 'Для типа bulk в поле sender укажите цифровой код рассылки по сценарию',
	noText: 'Не указан текст сообщения (sent_text)',
	badDate: (value: string) =>
		`Неверная дата отправки "${value}": ожидается формат ГГГГ-ММ-ДД ЧЧ:ММ`,
	badTtl: (value: string) => `Неверный срок жизни сообщения (ttl): "${value}"`,
	badCharset: (value: string) => `Неизвестная кодировка: ${value}`,
	badSwitch: (name: string, value: string) => `Неверное значение ${name}: "${value}", допустимо 1`,
	badAddress: (name: string, value: string) => `Некорректный адрес в поле ${name}: ${value}`,
	badEncoding: (name: string) => `Некорректное url-кодирование параметра ${name}`,
	duplicate: (name: string) => `Параметр ${name} указан несколько раз`,
	unknownParameter: (name: string) => `Неизвестный параметр ${name}`,
	badBody: (type: string) => `Неподдерживаемый тип содержимого запроса: ${type || 'не указан'}`,
	queryInPost: 'Параметры POST запроса передаются в теле запроса',
	badList: 'Параметр messages должен содержать JSON коллекцию сообщений',
	emptyList: 'Параметр messages не содержит сообщений',
	badItem: (at: string) => `Сообщение ${at}: ожидается объект с полями sent_to и sent_text`,
	badMember: (at: string, name: string) => `Сообщение ${at}: неверное значение поля ${name}`,
	inItem: (at: string, problem: string) => `Сообщение ${at}: ${problem}`,
	longList: (limit: number) => `Превышено количество сообщений в группе: максимум ${limit}`,
	rejected: (value: string) => `Получатель ${value} находится в стоп-листе`,
	noFunds: 'Недостаточно средств на балансе',
} as const;
