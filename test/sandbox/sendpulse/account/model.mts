/** Someone letters may come from (docs/gateways/sendpulse.md 7). */
export type Sender = {
	readonly email: string;
	readonly name: string;
	status: 'Active' | 'Requested activation';
	/** The code of the last activation letter. */
	code: string | null;
	codeSentAt: number | null;
};

/** A stored letter (docs/gateways/sendpulse.md 6). */
export type Template = {
	readonly id: string;
	readonly realId: number;
	readonly name: string;
	readonly slug: string;
	readonly owner: 'me' | 'sendpulse';
	lang: string;
	html: string;
	readonly createdAt: number;
	/** Made in the block editor: cannot be edited through the API. */
	isStructure: boolean;
	/** Still being prepared: cannot be read yet. */
	isProcessing: boolean;
};

export type Tag = { readonly id: number; name: string; color: string };

/** A domain of the SMTP service (docs/gateways/sendpulse.md 11.4). */
export type Domain = { readonly id: number; readonly name: string; isActive: boolean };

/** Someone who gets no SMTP mail any more (docs/gateways/sendpulse.md 11.3). */
export type Unsubscribed = {
	readonly email: string;
	readonly comment: string;
	readonly by: 'link' | 'user' | 'spam';
	readonly at: number;
};

/** A call of the Automation 360 events API (docs/gateways/sendpulse.md 16). */
export type StartedEvent = {
	/** The name, or the hash of the unauthenticated address. */
	readonly name: string;
	readonly email: string | null;
	readonly phone: string | null;
	readonly automationId: number | null;
	readonly variables: Readonly<Record<string, unknown>>;
	readonly at: string;
	readonly requestId: number;
};

/** An argument that came and that the simulated call has no use for. */
export type Ignored = {
	readonly requestId: number;
	readonly path: string;
	readonly name: string;
};
