/** What a form's header says of the line between its parts. Source: RFC 2046 5.1.1 */
const boundaryIn =
	/^multipart\/form-data[^,]*?;[ \t]*boundary=(?:"([^"]{1,70})"|([^";,\s]{1,70}))/i;

const headerEnd = Buffer.from('\r\n\r\n');

/** Of a part, in bytes; those of forms are much shorter. */
const longestHeader = 1000;

const dispositionIn = /^content-disposition:[ \t]*form-data/im;

/** One parameter behind the other, so that none is found inside of another's value. Source: RFC 2183 2 */
const parameter = /[ \t]*;[ \t]*([\w*-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s";]*))/gy;

/** @returns what a part's header says of its field, by names in lower case */
function dispositionOf(header: string): Map<string, string> {
	const found = dispositionIn.exec(header);
	if (!found) return new Map();
	const parameters = header.slice(found.index + found[0].length).matchAll(parameter);
	return new Map(
		Array.from(parameters, ([, name = '', quoted, plain = '']) => [
			name.toLowerCase(),
			quoted?.replace(/\\(.)/g, '$1') ?? plain,
		]),
	);
}

/**
 * Reads a form in parts, as PHP's cURL sends an array of fields. Files are left out. Source: RFC 7578 4
 *
 * @param most how many parts are read; of a form with more there are none
 * @returns names, each of whose characters is one byte, and the bytes of the values; undefined for a body of another kind
 */
export function multipartFields(
	contentType: string,
	body: Buffer,
	most: number,
): Array<[name: string, value: Buffer]> | undefined {
	const [, quoted, plain] = boundaryIn.exec(contentType) ?? [];
	const boundary = quoted ?? plain;
	if (boundary === undefined) return undefined;
	const line = Buffer.from(`--${boundary}`, 'latin1');
	const between = Buffer.concat([Buffer.from('\r\n'), line]);
	const fields: Array<[string, Buffer]> = [];
	let at = body.indexOf(line);
	for (let count = 0; at >= 0; count++) {
		const start = at + line.length;
		const end = body.indexOf(between, start);
		// Two hyphens end the form, whatever follows.
		if (end < 0 || body.toString('latin1', start, start + 2) === '--') break;
		if (count === most) return [];
		const part = body.subarray(start, end);
		const head = part.indexOf(headerEnd);
		const header = head > longestHeader ? '' : part.toString('latin1', 0, Math.max(0, head));
		const disposition = dispositionOf(header);
		const name = disposition.get('name');
		const isFile = disposition.has('filename') || disposition.has('filename*');
		if (name !== undefined && !isFile) fields.push([name, part.subarray(head + headerEnd.length)]);
		at = end + 2;
	}
	return fields;
}
