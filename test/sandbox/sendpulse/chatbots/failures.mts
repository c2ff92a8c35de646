import { Refusal } from '../core/refusal.mts';

/** Laravel's way: a sentence, and each complaint by the name of its field (docs/gateways/sendpulse.md 25.6). */
const invalid = (status: number, field: string, complaint: string): Refusal => {
	const message = 'The given data was invalid.';
	return new Refusal(status, message, status, { message, errors: { [field]: [complaint] } });
};

const refused = (status: number, code: number, field: string, complaint: string): Refusal =>
	new Refusal(status, complaint, code, {
		success: false,
		data: null,
		errors: { [field]: [complaint] },
		error_code: code,
	});

/** Refusals of the chatbots, in the words that were seen; what was not seen is marked as inference. */
export const CHATBOT_FAILURES = {
	invalid: (field: string, complaint: string) => invalid(422, field, complaint),
	// Inference: the sentences of the framework whose envelope was seen.
	missing: (field: string) => invalid(422, field, `The ${field} field is required.`),
	wrong: (field: string) => invalid(422, field, `The selected ${field} is invalid.`),
	tooLong: (field: string, most: number) =>
		invalid(422, field, `The ${field} may not be greater than ${most} characters.`),
	/** An id nobody knows; its body is inference. */
	absent: () => new Refusal(404, 'Not Found', 404),
	/** The window, by phone. */
	closedByPhone: () => refused(400, 400, 'phone', '(#1) Contact is not active in 24hours'),
	/** The window, by contact: 400 and 422 were both seen. */
	closedByContact: (status: number) =>
		invalid(status, 'contact_id', '(#2) Contact is not active in 24hours'),
	/** Messenger: no window; elsewhere: unsubscribed or disabled. */
	notActive: (field: string) => invalid(400, field, 'contact.errors.not_active'),
	/** Only the status, the code and "a text about forbidden" were told. */
	blocked: (field: string) => refused(422, 403, field, 'Forbidden: bot was blocked by the user'),
	/** Inference: the platform's own code for a wrong number of parameters. */
	parameters: () =>
		refused(
			400,
			400,
			'template',
			'(#132000) Number of parameters does not match the expected number of params',
		),
	noTemplate: () =>
		refused(400, 400, 'template', '(#132001) Template name does not exist in the translation'),
} as const;
