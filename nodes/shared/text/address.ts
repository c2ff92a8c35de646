import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/**
 * White space, control and format characters: they show nothing and come along when a text is copied from a page. Trimming differs
 * from one language to the next in which of them it leaves out.
 */
const around = /^[\s\p{Cc}\p{Cf}]+|(?<![\s\p{Cc}\p{Cf}])[\s\p{Cc}\p{Cf}]+$/gu;

/** `pasted` as an expression of n8n. @param value an expression */
const pastedExpression = (value: string): string =>
	`String(${value} ?? "").replace(${String(around)}, "")`;

/** @returns a value of a credential as text, without what a copy from elsewhere has brought along at its ends */
export const pasted = (value: unknown): string => String(value ?? '').replace(around, '');

/** In an expression, the slashes at the end of an address. Tried from each of many slashes, it would take as long as their square. */
const endSlashes = String.raw`/(?<!\/)\/+$/`;

/** @returns an address of a credential as text, without slashes at its end */
export const pastedAddress = (value: unknown): string => pasted(value).replace(/(?<!\/)\/+$/, '');

/** An address of a credential, or what it is unless told, as an expression of n8n. @param value an expression */
export const addressExpression = (value: string, preset: string): string =>
	`(${pastedExpression(value)} || "${preset}").replace(${endSlashes}, "")`;

/**
 * The address of a gateway: the credential's Base URL, or what it is unless told.
 *
 * @returns `Gateway.baseUrl`, and the same as an expression, which declarative requests take
 */
export const baseUrlOr = (preset: string) => ({
	baseUrl: ({ baseUrl }: ICredentialDataDecryptedObject): string =>
		pastedAddress(pasted(baseUrl) || preset),
	baseUrlExpression: `={{${addressExpression('$credentials.baseUrl', preset)}}}`,
});

/** Chosen in Host for an address of the user's own, such as a white label. */
export const ownHost = 'own';

/**
 * The address of a gateway that has several hosts: that of the credential's Host, or its Base URL where the user has an
 * address of their own.
 *
 * @returns as `baseUrlOr`, and the host that is chosen
 */
export function baseUrlOfHost(preset: string) {
	const hostOf = ({ host }: ICredentialDataDecryptedObject): string => pasted(host) || preset;
	const host = pastedExpression('$credentials.host');
	return {
		hostOf,
		baseUrl: (credentials: ICredentialDataDecryptedObject): string => {
			const chosen = hostOf(credentials);
			return chosen === ownHost ? pastedAddress(credentials.baseUrl) : `https://${chosen}`;
		},
		baseUrlExpression: `={{${host} === "${ownHost}" ? ${pastedExpression('$credentials.baseUrl')}.replace(${endSlashes}, "") : "https://" + (${host} || "${preset}")}}`,
	};
}
