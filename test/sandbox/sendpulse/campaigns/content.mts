import type { Arguments, Values } from '../core/arguments.mts';
import type { Attachment, Decoded } from '../core/encoding.mts';
import { attachment, fromBase64, textFromBase64 } from '../core/encoding.mts';
import { FAILURES } from '../core/refusal.mts';
import type { Service } from '../core/service.mts';
import { findTemplate } from '../account/templates.mts';

const MOST_FILES = 5;

type Content = {
	readonly html: string;
	readonly amp: string | null;
	readonly templateId: string | number | null;
	readonly problems: readonly string[];
};

const decoded = (body: Arguments, name: string): Decoded => {
	const text = textFromBase64(name, body.text(name));
	if (text === null) throw FAILURES.badBase64(name);
	return text;
};

/** `template_id` as `id` or `real_id` of a stored template. */
export const readTemplateId = (service: Service, body: Arguments): string | number | null => {
	if (!body.has('template_id')) return null;
	const id = body.value('template_id');
	if (typeof id !== 'string' && typeof id !== 'number') throw FAILURES.isInvalid('template_id');
	if (!findTemplate(service, String(id))) throw FAILURES.campaign.noTemplate();
	return id;
};

/** The letter: `body` or a template (docs/gateways/sendpulse.md 5.1). */
export const readContent = (service: Service, body: Arguments): Content => {
	const templateId = readTemplateId(service, body);
	if (!body.has('body') && templateId === null) throw FAILURES.campaign.noBody();
	const amp = body.has('body_amp') ? decoded(body, 'body_amp') : null;
	const own = body.has('body') ? decoded(body, 'body') : null;
	const template = templateId === null ? undefined : findTemplate(service, String(templateId));
	return {
		html: own?.text ?? template?.html ?? '',
		amp: amp?.text ?? null,
		templateId,
		problems: [...(own?.problems ?? []), ...(amp?.problems ?? [])],
	};
};

/** Files by name; at most five of a kind in a campaign (docs/gateways/sendpulse.md 1.4, 5.1). */
export const readFiles = (
	files: Values,
	name: string,
	decode: (content: string) => Buffer | null,
): Attachment[] =>
	Object.entries(files).map(([file, content]) => {
		const bytes = typeof content === 'string' ? decode(content) : null;
		if (bytes === null) throw FAILURES.isInvalid(name);
		return attachment(file, bytes);
	});

export const readAttachments = (body: Arguments): Attachment[] => {
	const plain = body.mapOr('attachments') ?? {};
	const binary = body.mapOr('attachments_binary') ?? {};
	for (const [name, files] of Object.entries({ attachments: plain, attachments_binary: binary })) {
		if (Object.keys(files).length > MOST_FILES) throw FAILURES.tooManyItems(name, MOST_FILES);
	}
	return [
		...readFiles(plain, 'attachments', (content) => Buffer.from(content)),
		...readFiles(binary, 'attachments_binary', fromBase64),
	];
};

/** Tracking; both kinds are on by default. */
export const readStats = (body: Arguments) => {
	const stats = body.within(body.mapOr('stats') ?? {});
	return {
		opens: stats.flagOr('opens', FAILURES.isInvalid('stats')) ?? true,
		clicks: stats.flagOr('clicks', FAILURES.isInvalid('stats')) ?? true,
		utm: stats.textOr('utm_campaign') ?? '',
	};
};
