import type { Attachment } from '../core/encoding.mts';

/** Who a campaign goes to: some books, or a segment of the account. */
export type Audience = { readonly bookIds: readonly number[]; readonly segmentId: number | null };

/** An e-mail campaign (docs/gateways/sendpulse.md 5). */
export type Campaign = Audience & {
	readonly id: number;
	name: string;
	senderName: string;
	senderEmail: string;
	subject: string;
	html: string;
	readonly amp: string | null;
	templateId: string | number | null;
	readonly attachments: readonly Attachment[];
	readonly stats: { readonly opens: boolean; readonly clicks: boolean; readonly utm: string };
	readonly isTest: boolean;
	readonly isDynamic: boolean;
	status: number;
	readonly createdAt: number;
	/** null: as soon as possible. */
	sendAt: number | null;
	/** Addresses at the time of creation, in lower case. */
	readonly snapshot: ReadonlySet<string>;
	/** Ids of the letters. */
	readonly messageIds: string[];
	/** What the request carried, for `Message.raw`. */
	readonly raw: Readonly<Record<string, string>>;
	readonly requestId: number;
	readonly decodeProblems: readonly string[];
};
