import type { Row } from './reply.mts';
import { ERROR, TEXT } from './words.mts';

/** The id of a message: a number when the client or the server gave one, else the client's text. */
export type GatewayId = number | string;

/** An answer with an error number (docs/gateways/smsc.md 1.6), thrown by whoever finds the reason. */
export class Refusal extends Error {
	readonly code: number;
	/** Set by send.php, which answers with the id of the message it refuses. */
	readonly id: GatewayId | undefined;
	/** The `phones` of docs/gateways/smsc.md 2.2, when the request asked for them. */
	readonly phones: readonly Row[] | undefined;

	constructor(
		code: number,
		text: string,
		extra: { id?: GatewayId; phones?: readonly Row[] | undefined } = {},
	) {
		super(text);
		this.code = code;
		this.id = extra.id;
		this.phones = extra.phones;
	}
}

/** Error 1, the same in every script. */
export const badParameters = (): Refusal => new Refusal(ERROR.parameters, TEXT.parameters);

/** Error 3 of the scripts that look something up. */
export const notFound = (): Refusal => new Refusal(3, TEXT.notFound);

/** Error 5 of the scripts that change something. */
export const failed = (): Refusal => new Refusal(5, TEXT.failed);
