/**
 * Why a request is refused. The kind decides the HTTP status (docs/gateways/smsby.md 2), unless the setting `errorStatus`
 * says otherwise.
 */
export type RefusalKind = 'token' | 'notFound' | 'invalid' | 'unverified' | 'tooMany';

/** Thrown by a method that does not do its work. */
export class Refusal extends Error {
	readonly kind: RefusalKind;
	/** Further members of the error body. */
	readonly extra: Readonly<Record<string, unknown>>;
	readonly headers: Readonly<Record<string, string>>;

	constructor(
		kind: RefusalKind,
		text: string,
		more: {
			readonly extra?: Readonly<Record<string, unknown>>;
			readonly headers?: Readonly<Record<string, string>>;
		} = {},
	) {
		super(text);
		this.kind = kind;
		this.extra = more.extra ?? {};
		this.headers = more.headers ?? {};
	}
}

/** A refusal for a parameter or a business reason. */
export const invalid = (text: string): Refusal => new Refusal('invalid', text);
