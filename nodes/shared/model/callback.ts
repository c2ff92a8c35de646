/** A callback as bytes and text, before anything is believed. */
export interface DecodedCallback {
	method: string;
	/** The URL's path as it came. */
	path: string;
	/** The URL's query as it came. */
	search: string;
	/** What the texts were decoded from. */
	charset: string;
	headers: Readonly<Record<string, string>>;
	/** Every value of every name in the URL's query, percent-decoded in the callback's charset. */
	query: ReadonlyMap<string, string[]>;
	/** The same for a form body, or the top level of a JSON object; empty for other bodies. */
	fields: ReadonlyMap<string, string[]>;
	/** A JSON body. */
	json?: unknown;
	/** The body does not hold what its content type says. */
	malformed: boolean;
	/** The body's text in the callback's charset. */
	text: string;
	body: Buffer;
}
