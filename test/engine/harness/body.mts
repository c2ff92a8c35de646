/** n8n's body parser (`n8n/dist/middlewares/body-parser.js`), on a request of the harness. */
import { parse as parseForm } from 'node:querystring';
import type { Readable, Transform } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';
import { jsonParse, sanitizeXmlName } from 'n8n-workflow';
import type { INode, IWorkflowDataProxyAdditionalKeys } from 'n8n-workflow';
import { ResponseError } from './http-error.mts';
import { busboy, XmlParser } from './modules.mts';
import type { N8nRequest } from './request.mts';
import type { BuiltWorkflow } from './workflow.mts';

const unpackers = new Map<unknown, () => Transform>([
	['gzip', createGunzip],
	['deflate', createInflate],
]);

/** `N8N_PAYLOAD_SIZE_MAX`, 16 MB. */
export const bodyLimit = 16 * 1024 * 1024;

/** An error of the package `raw-body`, which says what it would be answered with. */
function bodyError(status: number, type: string, message: string): Error {
	return Object.assign(new Error(message), { status, statusCode: status, type });
}

const tooLarge = () => bodyError(413, 'entity.too.large', 'request entity too large');

const xml = new XmlParser({
	async: true,
	normalize: true,
	normalizeTags: true,
	explicitArray: false,
	tagNameProcessors: [sanitizeXmlName],
	attrNameProcessors: [sanitizeXmlName],
});

/** `req.readRawBody`: reads once, unpacks, checks the length. */
export function createBodyReader(request: N8nRequest): () => Promise<void> {
	return async () => {
		if (request.rawBody) return;
		const packed = unpackers.get(request.headers['content-encoding']);
		const announced = packed ? undefined : request.headers['content-length'];
		const stream: Readable = packed ? request.pipe(packed()) : request;
		if (request.destroyed || !stream.readable) {
			throw new ResponseError('Request body stream was aborted or is not readable', 400);
		}
		if (Number(announced ?? 0) > bodyLimit) throw tooLarge();
		const chunks: Buffer[] = [];
		let length = 0;
		for await (const chunk of stream as AsyncIterable<Buffer>) {
			length += chunk.length;
			if (length > bodyLimit) throw tooLarge();
			chunks.push(chunk);
		}
		if (announced !== undefined && Number(announced) !== length) {
			const message = 'request size did not match content length';
			throw bodyError(400, 'request.size.invalid', message);
		}
		request.rawBody = Buffer.concat(chunks);
	};
}

const stripBom = (text: string) => (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);

/** Fills `req.body`; a body that does not parse, or an unknown charset, is a 422. */
async function parseBody(request: N8nRequest): Promise<void> {
	if (request.contentType?.startsWith('multipart/')) return;
	await request.readRawBody();
	const { rawBody, contentType } = request;
	if (!rawBody?.length) return;
	const text = () => rawBody.toString(request.encoding as BufferEncoding);
	try {
		if (contentType === 'application/json') {
			request.body = jsonParse(stripBom(text()));
		} else if (contentType?.endsWith('/xml') || contentType?.endsWith('+xml')) {
			request.body = await xml.parseStringPromise(text());
		} else if (contentType === 'application/x-www-form-urlencoded') {
			request.body = parseForm(stripBom(text()), undefined, undefined, { maxKeys: 1000 });
		} else if (contentType === 'text/plain') {
			request.body = text();
		}
	} catch (error) {
		throw new ResponseError('Failed to parse request body', 422, (error as Error).message);
	}
}

/** busboy throws at once if there is no boundary. */
function openForm(request: N8nRequest, refused: () => Error) {
	try {
		return busboy({ headers: request.headers });
	} catch {
		throw refused();
	}
}

/** Stands in for formidable: one value stays alone, several become an array. */
async function parseMultipart(request: N8nRequest): Promise<void> {
	const data: Record<string, unknown> = {};
	const files: Record<string, unknown> = {};
	const add = (target: Record<string, unknown>, name: string, value: unknown) => {
		target[name] = name in target ? [target[name], value].flat() : value;
	};
	const refused = () => new ResponseError('The submitted form data could not be parsed.', 400);
	await new Promise<void>((resolve, reject) => {
		const form = openForm(request, refused);
		form.on('field', (name: string, value: string) => add(data, name, value));
		form.on(
			'file',
			(name: string, file: Readable, info: { filename: string; mimeType: string }) => {
				let size = 0;
				file.on('data', (chunk: Buffer) => (size += chunk.length));
				file.on('end', () =>
					add(files, name, { originalFilename: info.filename, mimetype: info.mimeType, size }),
				);
			},
		);
		form.on('error', () => reject(refused()));
		form.on('close', resolve);
		request.pipe(form);
	});
	request.body = { data, files };
}

const leftUnread = new WeakMap<INode, boolean>();

/** Asked once for a node, which changes in no call. */
function isLeftUnread(
	{ workflow, node, mode }: BuiltWorkflow,
	keys: IWorkflowDataProxyAdditionalKeys,
): boolean {
	const known = leftUnread.get(node);
	if (known !== undefined) return known;
	const value = workflow.expression.getSimpleParameterValue(
		node,
		'={{$parameter["options"]["binaryData"]}}',
		mode,
		keys,
		undefined,
		false,
	);
	leftUnread.set(node, Boolean(value));
	return Boolean(value);
}

/** As n8n's webhook helpers prepare the body before `webhook()` runs. */
export async function readBody(
	request: N8nRequest,
	built: BuiltWorkflow,
	keys: IWorkflowDataProxyAdditionalKeys,
): Promise<void> {
	const { node } = built;
	if (node.typeVersion === 1 && isLeftUnread(built, keys)) return;
	const { contentType = '' } = request;
	if (contentType === 'multipart/form-data') return await parseMultipart(request);
	const known = /^application\/json|^text\/plain|^application\/x-www-form-urlencoded|\/xml$|\+xml$/;
	if (node.typeVersion > 1 && !known.test(contentType)) return;
	await parseBody(request);
}
