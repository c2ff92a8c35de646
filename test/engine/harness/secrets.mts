/** Searches everything a run left behind for secrets. */
import { HarnessResponse } from './response.mts';

/** The middles a text has inside a longer base64 text, one for each of its three alignments. */
function base64Forms(secret: Buffer): string[] {
	return [0, 1, 2].map((shift) => {
		const encoded = Buffer.concat([Buffer.alloc(shift), secret]).toString('base64');
		const start = Math.ceil((shift * 8) / 6);
		const end = Math.floor(((shift + secret.length) * 8) / 6);
		return encoded.slice(start, end);
	});
}

/** How a secret may be written down, each form with its name. */
function formsOf(secret: string): Map<string, string> {
	if (secret.length < 4) throw new Error(`"${secret}" is too short to search for`);
	const bytes = Buffer.from(secret);
	const percent = encodeURIComponent(secret);
	const forms = new Map([[secret, 'raw']]);
	const add = (name: string, form: string) => {
		// A form of a few letters is found anywhere.
		if (form.length >= 6 && !forms.has(form)) forms.set(form, name);
	};
	add('percent-encoded', percent);
	add(
		'percent-encoded',
		percent.replaceAll(/%../g, (code) => code.toLowerCase()),
	);
	add('form-encoded', percent.replaceAll('%20', '+'));
	add('JSON', JSON.stringify(secret).slice(1, -1));
	add('hex', bytes.toString('hex'));
	for (const form of base64Forms(bytes)) {
		add('base64', form);
		add('base64url', form.replaceAll('+', '-').replaceAll('/', '_'));
	}
	return forms;
}

/** Own properties of an object, hidden ones included, and what an error says of itself. */
function* propertiesOf(value: object): Generator<[string, unknown]> {
	const isError =
		value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
	if (value instanceof Map || value instanceof Set) yield ['entries', [...value]];
	for (const key of Reflect.ownKeys(value)) {
		try {
			yield [String(key), (value as Record<PropertyKey, unknown>)[key]];
		} catch {
			// A getter that throws shows nothing.
		}
	}
	if (isError) yield ['toString()', String(value)];
}

/**
 * n8n's NodeApiError keeps the failed request of axios, authentication and all, as its cause. It never
 * leaves the memory: neither the run data nor the log has it. Everything else thrown is searched.
 */
function isAxiosCause(path: string, value: object): boolean {
	return 'isAxiosError' in value && /^result\.(thrown|unhandled)\..*\.cause$/.test(path);
}

/** Where in `root` a secret stands, as `path (form)`; property names count as well. */
export function findSecrets(root: unknown, secrets: string[]): string[] {
	const forms = new Map(secrets.flatMap((secret) => [...formsOf(secret)]));
	const shortest = Math.min(...[...forms.keys()].map(({ length }) => length));
	const found: string[] = [];
	const visited = new WeakSet<object>();
	/** Names of properties without a secret: rows by the thousand have the same few. */
	const harmless = new Set<string>();
	/** @returns whether there is none */
	const search = (text: string, path: string): boolean => {
		if (text.length < shortest) return true;
		const before = found.length;
		for (const [form, name] of forms) if (text.includes(form)) found.push(`${path} (${name})`);
		return found.length === before;
	};
	const stack: Array<[string, unknown]> = [['result', root]];
	for (let next = stack.pop(); next; next = stack.pop()) {
		const [path, value] = next;
		if (typeof value === 'string') search(value, path);
		if (ArrayBuffer.isView(value)) {
			const { buffer, byteOffset, byteLength } = value;
			search(Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString('latin1'), path);
			search(Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString(), path);
			continue;
		}
		if (typeof value !== 'object' || value === null || visited.has(value)) continue;
		if (isAxiosCause(path, value)) continue;
		visited.add(value);
		const named = !Array.isArray(value);
		for (const [key, child] of propertiesOf(value)) {
			if (named && !harmless.has(key) && search(key, `${path} key`)) harmless.add(key);
			if (typeof child === 'string' || (typeof child === 'object' && child !== null))
				stack.push([`${path}.${key}`, child]);
		}
	}
	return [...new Set(found)];
}

/** What of a result may never hold a secret; the stored credentials may. */
function visible(result: object): unknown {
	const hidden = new Set(['credentials', 'saved', 'request', 'host']);
	const entries = Object.entries(result).filter(([key]) => !hidden.has(key));
	return Object.fromEntries(
		// The response leads to the request, which may well carry the sender's secret.
		entries.map(([key, value]) => [
			key,
			value instanceof HarnessResponse ? value.getHeaders() : (value as unknown),
		]),
	);
}

/** Fails if a secret shows in outputs, errors, logs, run data, stored data or answers. */
export function expectNoSecrets(result: object, secrets: string[]): void {
	const found = findSecrets(visible(result), secrets);
	if (found.length > 0) throw new Error(`Secrets found at:\n${found.slice(0, 30).join('\n')}`);
}
