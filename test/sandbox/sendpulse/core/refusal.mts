/** A refusal of the API; it leaves as `{"message", "error_code"}` (docs/gateways/sendpulse.md 1.3). */
export class Refusal extends Error {
	readonly status: number;
	readonly code: number;
	/** The whole body of a refusal that has one of its own (docs/gateways/sendpulse.md 25.6). */
	readonly body: object | null;

	constructor(status: number, message: string, code: number = status, body: object | null = null) {
		super(message);
		this.name = 'Refusal';
		this.status = status;
		this.code = code;
		this.body = body;
	}
}

const invalid = (message: string, code = 422): Refusal => new Refusal(422, message, code);

/**
 * What the API says, in its words where they are published: the OpenAPI examples
 * (docs/gateways/sendpulse.md 2 to 11) and the table of codes (docs/gateways/sendpulse.md 19). A text marked
 * "inference" follows their pattern.
 */
export const FAILURES = {
	unauthorized: () => new Refusal(401, 'Unauthorized!'),
	// The body of an unknown path is that of a Go fixture; 405 is inference.
	noPath: () => new Refusal(404, 'Not Found'),
	wrongMethod: () => new Refusal(405, 'Method Not Allowed'),
	perSecond: (limit: number) =>
		new Refusal(429, `More than ${limit} requests per second`, 2020202020),
	perMinute: () => new Refusal(429, 'Too many requests'),

	missing: (name: string, code?: number) => invalid(`Argument ${name} missing`, code),
	mustBe: (name: string, type: string) => invalid(`Argument ${name} must be ${type}`),
	isInvalid: (name: string, code?: number) => invalid(`Argument ${name} is invalid`, code),
	atLeast: (name: string, least: number) => invalid(`Argument ${name} must be at least ${least}`),
	notGreater: (name: string, most: number) =>
		invalid(`Argument ${name} may not be greater than ${most}`),
	tooManyItems: (name: string, most: number) =>
		invalid(`Argument ${name} may not have more than ${most} items`),
	badBase64: (name: string) => invalid(`Argument ${name} is invalid string`),
	malformed: () => invalid('Badly formed incoming data', 999),

	noBook: () => new Refusal(404, 'Book not found', 213),
	nameInUse: () => invalid('Name already in use', 203),
	bookIsBusy: () => invalid('The address book has active campaign'),
	bookIsEmpty: () => invalid('Addressbook is empty', 211),
	tariffEnded: () => invalid('Your tariff plan ended'),
	tariffForbids: () =>
		new Refusal(403, 'Access denied! Please change your tariff plan', 3030303030),
	over100: () => invalid('Limit is exceeded. Max count: 100'),
	noEmails: () => invalid('No emails', 303),
	noActiveEmails: () => invalid('Active emails not found'),
	noContact: () => invalid('Email address not found', 502),
	noVariable: () => new Refusal(404, 'Variable not found', 299),
	badVariableName: () => invalid('Variable name is invalid'),
	badVariableValue: () => invalid('Variable value wrong format'),
	badPhone: () => invalid('Phone is not valid'),
	badEmail: () => invalid('Email is not valid', 17),

	noSender: () => invalid('Sender not found', 1003),
	senderNotValid: () => invalid('Sender is not valid'),
	dmarc: () => invalid('DMARC policy error. Please, use another sender domain.'),
	emailInUse: () => invalid('Email already in use', 902),
	emailBlacklisted: () => invalid('This email in blacklist', 904),
	senderQuota: () => invalid('Sender address quota reached', 905),
	freeMail: () => invalid('Using free email services (not allowed)', 20),
	codeAlreadySent: () =>
		invalid('The activation code has been sent. Wait 15 minutes to retry', 1004),
	codeMissing: () => invalid('Activation code not specified', 1104),

	noTemplate: (code: 31 | 290) => new Refusal(404, 'Template not found', code),
	templateExists: () => invalid('Template with such name already exist', 573),
	templateIsStructure: () => invalid('You cant edit templates from layout template editor', 2900),
	templateInProcessing: () => invalid('This template in processing. You need to wait', 2900),

	campaign: {
		senderMissing: () => invalid('Sender email address or name not specified.', 701),
		noBook: () => invalid("Can't find the mailing list", 703),
		noSender: () => invalid("Can't find the sender", 704),
		noMoney: () => invalid('Account balance depleted', 707),
		overPlan: () =>
			invalid('The number of campaign recipients exceeds your current pricing plan limits', 708),
		waitForBook: () => invalid('Wait 15 minutes before the next campaign to this book', 711),
		noSubject: () => invalid('Empty subject field', 720),
		noBody: () => invalid('Email message empty', 721),
		noBookId: () => invalid('Mailing list ID not specified', 722),
		tooMany: (limit: number) =>
			new Refusal(429, `API-campaigns limit exceeded (${limit} per hour)`, 791),
		badDate: () =>
			invalid(
				'Incorrect date format. Use YYYY-MM-DD hh:ii:ss that equals or greater than the current date',
				799,
			),
		noTemplate: () => invalid('Template not found', 31),
	},

	smtp: {
		expired: () => new Refusal(403, 'Account expired'),
		noUser: () => invalid('No such SMTP user, you need to create SMTP account first', 400),
		tariff: () => invalid('Your tariff does not allow the operation'),
		noBody: () => invalid('Missed email body', 13),
		badRecipient: () => invalid('Recipient email is invalid'),
		tooManyRecipients: () => invalid('5.5.3 Too many recipients', 550),
		noTemplate: () => invalid('Template not found', 31),
		emptyTemplate: () => invalid('Template body is empty', 32),
		badVariables: () => invalid('Variables list passed in wrong format', 731),
		noEmail: () => new Refusal(400, 'No such email', 14),
		noEmailIds: () => new Refusal(400, 'Emails param empty or incorrect', 832),
		noneOfEmails: () => new Refusal(400, 'No such emails', 14),
		emptyEmails: () => new Refusal(400, 'Empty emails', 14),
		emptySearch: () => invalid('Empty email parameter'),
		wrongSearch: () => invalid('Wrong email parameter'),
		notBlocked: () => invalid('Blocked email not found'),
		noUserToResubscribe: () => invalid('Smtp user not found', 503),
		fivePerDay: () => invalid('No more than 5 are allowed per day'),
	},

	push: {
		wait: () => invalid('Wait before create new push campaign by this website', 711),
	},
} as const;
