/** Where a value may stand in an exchange. */
import { encode } from '../../../../nodes/shared/text/charset.ts';
import type { Exchange, WireHeaders } from '../../model.mts';

type Answer = NonNullable<Exchange['answer']>;

interface Parts {
	readonly path?: string;
	readonly query?: string;
	readonly headers?: WireHeaders;
	readonly body?: string | Buffer;
	readonly type?: string;
	readonly answerHeaders?: WireHeaders;
	readonly answer?: string | Buffer;
	readonly answerType?: string;
}

const form = 'application/x-www-form-urlencoded';
const json = 'application/json; charset=utf-8';

export function exchangeOf(parts: Parts): Exchange {
	const answer: Answer = {
		status: 200,
		headers: [['Content-Type', parts.answerType ?? json], ...(parts.answerHeaders ?? [])],
		body: Buffer.from(parts.answer ?? '{"status":"OK"}'),
	};
	return {
		by: 'raw',
		at: '2026-11-28T10:00:00.000Z',
		request: {
			method: 'POST',
			path: parts.path ?? '/sys/send.php',
			query: parts.query ?? '',
			headers: [['Content-Type', parts.type ?? form], ...(parts.headers ?? [])],
			body: Buffer.from(parts.body ?? ''),
		},
		answer,
	};
}

/** Escapes only what would end the string that it stands in. */
const quoted = (written: string): string =>
	written.replace(/["\n\r\t]/g, (sign) => JSON.stringify(sign).slice(1, -1));
/** The value is JSON text already if it has escapes of its own. */
const inJson = (written: string): string =>
	/^(?:[^\\"\n\r\t]|\\u[0-9a-f]{4}|\\["\\])*$/.test(written)
		? written
		: JSON.stringify(written).slice(1, -1);
const inUrl = (written: string): string =>
	written.replace(/[\s&#?=+/]|[^\0-\x7f]/gu, encodeURIComponent);
const inHeader = (written: string): string => written.replace(/[^\x20-\x7e]/gu, encodeURIComponent);
const inTag = (written: string): string =>
	written.replace(/[<>]/g, (sign) => (sign === '<' ? '&lt;' : '&gt;'));

function windows1251(text: string): Buffer {
	try {
		return encode(text, 'windows-1251');
	} catch {
		return Buffer.from(text);
	}
}

const answered = (answer: string | Buffer, answerType = json): Parts => ({ answer, answerType });
const field = (name: string) => (written: string) =>
	answered(`{"${name}":"${inJson(written)}","status":"OK"}`);

export const places: Readonly<Record<string, (written: string) => Parts>> = {
	path: (written) => ({ path: `/emails/${inUrl(written)}/campaigns` }),
	query: (written) => ({ query: `fmt=3&charset=utf-8&whatever=${inUrl(written)}` }),
	'query, a field that may be a word': (written) => ({
		query: `type=${inUrl(written)}&status=${inUrl(written)}`,
	}),
	'name of a parameter': (written) => ({ query: `to[${inUrl(written)}]=1&${inUrl(written)}` }),
	form: (written) => ({ body: `mes=${inUrl(written)}&phones=${inUrl(written)}` }),
	'a field of a form without escapes': (written) => ({
		body: Buffer.from(`note=${written.replace(/&/g, ';')}`),
	}),
	'JSON in a form': (written) => ({
		body: `messages=${encodeURIComponent(`[{"sent_text":"${inJson(written)}"}]`)}&type=sms`,
	}),
	'JSON in windows-1251 in a form': (written) => ({
		body: `list=${Array.from(windows1251(written), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}`,
	}),
	'JSON request': (written) => ({
		type: json,
		body: `{"emails":[{"email":"${inJson(written)}","variables":{"x":"${inJson(written)}"}}]}`,
	}),
	'multipart field': (written) => ({
		type: 'multipart/form-data; boundary=xyz',
		body: `--xyz\r\nContent-Disposition: form-data; name="mes"\r\n\r\n${written}\r\n--xyz--\r\n`,
	}),
	'name of a file': (written) => ({
		type: 'multipart/form-data; boundary=xyz',
		body: `--xyz\r\nContent-Disposition: form-data; name="file"; filename="${quoted(written).replace(/"/g, "'")}"\r\n\r\nx\r\n--xyz--\r\n`,
	}),
	'Bearer header': (written) => ({ headers: [['Authorization', `Bearer ${inHeader(written)}`]] }),
	'Basic header': (written) => ({
		headers: [['Authorization', `Basic ${Buffer.from(`login:${written}`).toString('base64')}`]],
	}),
	'other header': (written) => ({
		headers: [['X-Request-Note', inHeader(written)]],
		answerHeaders: [['X-Account', inHeader(written)]],
	}),
	cookie: (written) => ({
		headers: [['Cookie', `sid=${inHeader(written)}`]],
		answerHeaders: [['Set-Cookie', `sid=${inHeader(written)}; Path=/`]],
	}),
	'address in a header': (written) => ({
		answerHeaders: [['Location', `https://smsc.ru/login?from=${inUrl(written)}#${inUrl(written)}`]],
	}),
	'JSON answer': field('whatever'),
	'a status': field('status'),
	'an error': field('error'),
	'a message': field('message'),
	'a type': field('type'),
	'a code': field('code'),
	'a time': field('send_date'),
	'a count': field('cnt'),
	'a token': field('access_token'),
	'a balance': field('balance'),
	'an error in Russian': (written) => answered(`{"error":"Неверный номер: ${inJson(written)}"}`),
	'JSON list in objects': (written) =>
		answered(`{"data":{"data":[[{"name":["${inJson(written)}"]}]]}}`),
	'key of JSON': (written) =>
		answered(`{"sms":{"${inJson(written)}":{"status":"OK","status_code":100}}}`),
	'JSON in JSON': (written) =>
		answered(
			JSON.stringify({ payload: JSON.stringify({ payload: `{"text":"${inJson(written)}"}` }) }),
		),
	'broken JSON': (written) => answered(`{"name":"${inJson(written)}","status":`),
	XML: (written) =>
		answered(
			`<?xml version="1.0"?><list><contact><name id="${inTag(written).replace(/"/g, '&quot;')}">${inTag(written)}</name></contact></list>`,
			'text/xml',
		),
	CDATA: (written) => answered(`<message><![CDATA[${written}]]></message>`, 'text/xml'),
	HTML: (written) =>
		answered(
			`<html><head><title>${inTag(written)}</title></head><!-- ${inTag(written)} --><body><h1>502 Bad Gateway</h1><a href='/x?u=${inUrl(written).replace(/'/g, '%27')}'>${inTag(written)}</a></body></html>`,
			'text/html',
		),
	'a link': (written) =>
		answered(`{"link":"https://smsc.ru/x/${inJson(inUrl(written))}?a=${inJson(inUrl(written))}"}`),
	'text answer': (written) => answered(`OK - 1 SMS, ID - 1234, ${written}`, 'text/plain'),
	'text with names': (written) =>
		answered(`name = ${written}, phone = ${written}, status = ${written}`, 'text/plain'),
	'words of a refusal': (written) => answered(`ERROR = 2 (${written})`, 'text/plain'),
	'windows-1251 answer': (written) =>
		answered(
			windows1251(`{"message":"Сообщение ${inJson(written)}"}`),
			'application/json; charset=windows-1251',
		),
	'windows-1251 text': (written) =>
		answered(windows1251(`Сообщение: ${written}`), 'text/plain; charset=windows-1251'),
	'a label that lies': (written) =>
		answered(windows1251(`{"note":"Ж ${inJson(written)}"}`), 'application/json; charset=utf-8'),
};

/** Places of a number. */
export const numberPlaces: Readonly<Record<string, (number: string) => Parts>> = {
	'JSON number': (number) => answered(`{"phone":${number},"list":[${number}],"status":"OK"}`),
	'JSON number of a count': (number) =>
		answered(`{"cnt":${number},"code":${number},"send_date":${number}}`),
	'negative number': (number) => answered(`{"balance":-${number},"x":-${number}e0}`),
	'a list': (number) => ({
		body: `phones=${number},${number};+${number}&list=${number}%3Ax%0A${number}%3Ay`,
	}),
	'with brackets': (number) =>
		answered(
			`{"text":"+${number.slice(0, 1)} (${number.slice(1, 4)}) ${number.slice(4, 7)}-${number.slice(7)}"}`,
		),
	'numbers with commas': (number) => answered(`${number},1,2.50,${number}`, 'text/plain'),
	XML: (number) => answered(`<balance>${number}</balance>`, 'text/xml'),
};
