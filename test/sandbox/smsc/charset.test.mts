import fc from 'fast-check';
import iconv from 'iconv-lite';

import { holdsAsync } from '../../properties.mts';
import { call, formBody } from '../testing/http.mts';
import { ACCESS, PHONE, run, runText, sendSms, useSmsc } from './testing/smsc.mts';

/** The names with the codec each means, written out again on purpose. */
const CHARSETS: [charset: string | undefined, codec: string][] = [
	[undefined, 'windows-1251'],
	['windows-1251', 'windows-1251'],
	['koi8-r', 'koi8-r'],
	['utf-8', 'utf-8'],
];

const TEXT = 'Ёлка съешь ещё 100%+1 & точка';

describe('charset', () => {
	const use = useSmsc();

	it.each(CHARSETS)('%s: reads text, and answers in it', async (charset, codec) => {
		await sendSms(use.smsc, { charset, mes: iconv.encode(TEXT, codec) });
		expect(use.smsc.messages[0]).toMatchObject({ text: TEXT, details: { decodeProblems: [] } });
		const values = { id: '1001', phone: PHONE, all: '1', charset };
		const answer = await run(use.smsc, 'status', values);
		expect(JSON.parse(iconv.decode(answer.bytes, codec))).toMatchObject({
			message: TEXT,
			status_name: 'Ожидает отправки',
		});
		// As bytes too: not escaped.
		expect(answer.bytes.includes(iconv.encode(TEXT, codec))).toBe(true);
	});

	it.each(CHARSETS)('%s: the same by GET', async (charset, codec) => {
		const named: Record<string, string> = charset === undefined ? {} : { charset };
		const query = formBody({ ...ACCESS, phones: PHONE, mes: iconv.encode(TEXT, codec), ...named });
		await call(`${use.smsc.url}/sys/send.php?${query}`);
		expect(use.smsc.messages[0]?.text).toBe(TEXT);
	});

	it.each(CHARSETS)('%s: contacts both ways, in every format', async (charset, codec) => {
		use.smsc.settings.rateLimits = false;
		const name = iconv.encode('Алёна', codec);
		await run(use.smsc, 'phones', { add: '1', phone: PHONE, name, charset });
		for (const fmt of ['0', '1', '2', '3']) {
			expect(await runText(use.smsc, 'phones', { get: '1', charset, fmt }, codec)).toContain(
				'Алёна',
			);
		}
	});

	it('reads bytes as they are', async () => {
		await sendSms(use.smsc, { charset: undefined, mes: Buffer.from('cff0e8e2e5f2', 'hex') });
		expect(use.smsc.messages[0]).toMatchObject({
			text: 'Привет',
			raw: { mes: '%CF%F0%E8%E2%E5%F2' },
		});
		await sendSms(use.smsc, { charset: 'koi8-r', mes: Buffer.from('f0d2c9d7c5d4', 'hex') });
		expect(use.smsc.messages[1]?.text).toBe('Привет');
	});

	it('shows UTF-8 that came as windows-1251 as what it is', async () => {
		await sendSms(use.smsc, { charset: undefined, mes: 'Привет' });
		expect(use.smsc.messages[0]?.text).toBe('РџСЂРёРІРµС‚');
	});

	it('shows bytes that mean nothing', async () => {
		await sendSms(use.smsc, { mes: Buffer.from('cff0', 'hex') });
		await sendSms(use.smsc, { charset: undefined, mes: Buffer.from([0x41, 0x98]) });
		expect(use.smsc.messages.map(({ details }) => details.decodeProblems)).toEqual([
			['mes: bytes that do not decode as utf8'],
			['mes: bytes that do not decode as win1251'],
		]);
	});

	it('takes a charset name in capitals', async () => {
		await sendSms(use.smsc, { charset: 'UTF-8', mes: 'Привет' });
		expect(use.smsc.messages[0]?.text).toBe('Привет');
	});

	it('keeps any text in UTF-8', async () => {
		const text = fc
			.string({ unit: 'grapheme', minLength: 1, maxLength: 50 })
			.filter((one) => !/^(\uFEFF|__[A-Z]+__)|\n~~~\n/u.test(one));
		use.smsc.settings.rateLimits = false;
		await holdsAsync(
			fc.asyncProperty(text, async (mes) => {
				await sendSms(use.smsc, { mes });
				expect(use.smsc.messages.at(-1)).toMatchObject({
					text: mes,
					details: { decodeProblems: [] },
				});
			}),
			40,
		);
	});
});
