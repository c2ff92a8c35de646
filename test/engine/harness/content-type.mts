/** What Express makes of content types. */
const shortNames: Record<string, string> = {
	html: 'text/html',
	json: 'application/json',
	text: 'text/plain',
	txt: 'text/plain',
	xml: 'application/xml',
	form: 'application/x-www-form-urlencoded',
	bin: 'application/octet-stream',
};

/** `res.type`: a short name or a type. */
export function fullType(type: string): string {
	return type.includes('/') ? type : (shortNames[type] ?? 'application/octet-stream');
}

/** `res.set('Content-Type', …)`: text and JSON get a charset unless they have one. */
export function withDefaultCharset(type: string): string {
	const takesCharset = /^(text\/|application\/(json|javascript)\b)/i.test(type);
	return takesCharset && !/charset/i.test(type) ? `${type}; charset=utf-8` : type;
}

/** `res.send` of a string: it is sent as UTF-8 and says so, whatever charset was set. */
export function asUtf8(type: string): string {
	const [name = '', ...parameters] = type.split(';').map((part) => part.trim());
	const others = parameters.filter((parameter) => !/^charset=/i.test(parameter));
	return [name.toLowerCase(), ...others, 'charset=utf-8'].join('; ');
}
