/** A percent parser of its own, so that no encoder is checked with its twin. */
export function percentBytes(text: string): Buffer {
	const bytes: number[] = [];
	for (let index = 0; index < text.length; index++) {
		const character = text.charAt(index);
		if (character === '%') {
			const hex = text.slice(index + 1, index + 3);
			if (!/^[0-9A-Fa-f]{2}$/.test(hex)) throw new SyntaxError(`Bad percent escape: %${hex}`);
			bytes.push(parseInt(hex, 16));
			index += 2;
		} else if (character === '+') {
			bytes.push(0x20);
		} else {
			if (character > '~' || character < '!') throw new SyntaxError(`Not URL-safe: ${character}`);
			bytes.push(character.charCodeAt(0));
		}
	}
	return Buffer.from(bytes);
}

/** Splits a form body into names and the bytes of their values. */
export function formPairs(body: string): Array<[name: string, value: Buffer]> {
	return body.split('&').map((pair) => {
		const equals = pair.indexOf('=');
		if (equals < 0) throw new SyntaxError(`No value: ${pair}`);
		return [percentBytes(pair.slice(0, equals)).toString(), percentBytes(pair.slice(equals + 1))];
	});
}
