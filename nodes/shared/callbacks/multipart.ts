/** The parameters of RFC 7578 that a part's header may carry, as bytes read one by one. */
const quoted = (name: string): RegExp => new RegExp(`;[ \\t]*${name}="([^"]*)"`, 'i');

const nameIn = quoted('name');
const fileIn = quoted('filename');

/** What a form's header says of the line between its parts. Source: RFC 2046 5.1.1 */
const boundaryIn = /^multipart\/form-data[^,]*?;[ \t]*boundary="?([^";,\s]{1,70})"?/i;

const headerEnd = Buffer.from('\r\n\r\n');

/**
 * Reads a form in parts, as PHP sends a list of fields that was not made a text. Files are left out.
 *
 * @param most how many parts are read; of a form with more there are none
 * @returns names, each of whose characters is one byte, and the bytes of the values; undefined for a body of another kind
 */
export function multipartFields(
	contentType: string,
	body: Buffer,
	most: number,
): Array<[name: string, value: Buffer]> | undefined {
	const boundary = boundaryIn.exec(contentType)?.[1];
	if (boundary === undefined) return undefined;
	const line = Buffer.from(`--${boundary}`, 'latin1');
	const between = Buffer.concat([Buffer.from('\r\n'), line]);
	const fields: Array<[string, Buffer]> = [];
	let at = body.indexOf(line);
	for (let count = 0; at >= 0; count++) {
		if (count > most) return [];
		const start = at + line.length;
		const end = body.indexOf(between, start);
		if (end < 0) break;
		const part = body.subarray(start, end);
		const head = part.indexOf(headerEnd);
		const header = part.toString('latin1', 0, Math.max(0, Math.min(head, 1000)));
		const name = nameIn.exec(header)?.[1];
		if (name !== undefined && !fileIn.test(header))
			fields.push([name, part.subarray(head + headerEnd.length)]);
		at = end + 2;
	}
	return fields;
}
