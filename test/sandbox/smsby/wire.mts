/**
 * Words of the SMS.by wire (docs/gateways/smsby.md). Error texts of docs/gateways/smsby.md 2 are quoted; those under
 * "invented" exist in no source.
 */

/** docs/gateways/smsby.md 3.6. */
export const STATUS = { new: 'NEW', sent: 'SENT', delivered: 'DELIVERED' } as const;

/** docs/gateways/smsby.md 3.1: minutes until a message that was not delivered goes to Viber. */
export const FORWARDING = { min: 5, max: 60, initial: 60 } as const;

/** docs/gateways/smsby.md 6. */
export const BUTTON_LINK_LIMIT = 150;

/** docs/gateways/smsby.md 7. */
export const IMPORT = { contacts: 500, fields: 30 } as const;

/** docs/gateways/smsby.md 5. */
export const PASSWORD_TYPES = ['letters', 'numbers', 'both'] as const;
export const PASSWORD_LENGTH = { min: 1, max: 16 } as const;
export const FLASH_CALL = { attempts: 3, validSeconds: 90 } as const;

/** The page size of the paginator (published sample of getBills). */
export const BILLS_PER_PAGE = 15;

/** A few categories in the form of the published sample of getAlphanameCategory, own values. */
export const CATEGORIES = [
	{ id: 1, name: 'Не выбрано' },
	{ id: 2, name: 'Авто' },
	{ id: 3, name: 'Банки/кредиты' },
] as const;

/** The alpha-name error of each era (docs/gateways/smsby.md 2). */
export const ALPHANAME_ERRORS = {
	A: 'alphaname is error',
	B: 'Wrong alphaname. Check it is correct and approved.',
	C: 'ошибка в буквенном имени',
} as const;

export const ERRORS = {
	notFound: 'not found',
	phone: 'incorrect phone number',
	billing: 'billing error',
	denied: 'access denied',
	duplicate: (id: string) => `The same message exists with ID=${id}`,
	tooLong:
		'Message is too long. Allowed size: 1530 chars for 10 sms (160 latin symbols /sms). ' +
		'670 chars for 10 ciryllic sms, and 70/sms for cyrillic symbols.',
	passwordLength: 'len value must be beetwen 1 and 16',

	// Invented.
	token: 'token not found',
	tooMany: 'Превышен лимит запросов',
	required: (name: string) => `${name} is required`,
	notScalar: (name: string) => `${name} must be a string`,
	notList: (name: string) => `${name} must be a not empty array`,
	notObject: (name: string) => `${name} must be an object`,
	notText: (name: string) => `${name} must be a string`,
	oneOf: (name: string, values: readonly string[]) => `${name} must be one of ${values.join(', ')}`,
	whole: (name: string) => `${name} must be an integer`,
	range: (name: string, min: number, max: number) => `${name} must be between ${min} and ${max}`,
	time: (name: string, format: string) => `${name} must have the format ${format}`,
	rowsNeeded: 'limit_rows is required when limit_offset is used',
	viberName: 'vibername is error',
	address: (name: string) => `${name} must be a valid URL`,
	email: (name: string) => `${name} is not a valid email`,
	noCode: 'message must contain %CODE%',
	longLink: `button_link must not exceed ${BUTTON_LINK_LIMIT} characters`,
	imageBulkOnly: 'content type image can be used only with message_type bulk',
	noFile: (name: string) => `${name} must be a file`,
	manyContacts: `no more than ${IMPORT.contacts} contacts per call`,
	manyFields: `no more than ${IMPORT.fields} fields`,
	noContactField: 'field_names must include phone or email',
	repeatedField: 'field_names must be different',
	emptyList: 'the list has no recipients',
	wrongCode: 'wrong code',
	codeExpired: 'code expired',
	noAttempts: 'no attempts left',
	alreadyConfirmed: 'code already confirmed',
} as const;

/** Readable notes about what the client did and the documentation does not name. */
export const WARNINGS = {
	noCallbackUrl: 'callback_url is missing: it is marked required, "" when unused',
	noName: (at: number) => `messages[${at}].name is missing`,
	noViberName: 'forwarding_message=1 without vibername_id',
} as const;
