import fc from 'fast-check';
import iconv from 'iconv-lite';

import { holdsAsync } from '../../properties.mts';
import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import { onlyMessage, sendList, sendOne } from '../testing/kupon.mts';

/** The ten names with the codec each means, written out again on purpose. */
const NAMES: [charset: string, codec: string][] = [
	['UTF-8', 'utf-8'],
	['CP1251', 'windows-1251'],
	['UTF16BE', 'utf-16be'],
	['UTF16LE', 'utf-16le'],
	['UTF-16BE', 'utf-16be'],
	['UTF-16LE', 'utf-16le'],
	['UCS-2BE', 'utf-16be'],
	['UCS-2LE', 'utf-16le'],
	['UCS2BE', 'utf-16be'],
	['UCS2LE', 'utf-16le'],
];

const TEXT = 'Ёлка № 5 — «съешь» & ещё=1+1';

describe('charset', () => {
	let sandbox: Sandbox<'kupon'>;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['kupon'], clock: { speed: 0 } });
	});
	afterEach(async () => await sandbox.kupon.reset());
	afterAll(async () => await sandbox.close());

	it.each(NAMES)('%s: both texts of a message', async (charset, codec) => {
		const encoded = iconv.encode(TEXT, codec);
		await sendOne(sandbox.kupon, {
			charset,
			type: 'email',
			sent_to: 'a@b.example',
			sent_text: encoded,
			html_text: iconv.encode(`<b>${TEXT}</b>`, codec),
		});
		expect(onlyMessage(sandbox.kupon)).toMatchObject({
			text: TEXT,
			html: `<b>${TEXT}</b>`,
			sender: 'MyShop',
			details: { charset, decodeProblems: [] },
		});
	});

	it.each(NAMES)('%s: the JSON text of a list', async (charset, codec) => {
		const items = [{ sent_to: '79001112233', sent_text: TEXT }];
		const messages = iconv.encode(JSON.stringify(items), codec);
		await sendList(sandbox.kupon, [], { charset, messages });
		expect(onlyMessage(sandbox.kupon)).toMatchObject({
			text: TEXT,
			details: { charset, decodeProblems: [] },
		});
	});

	it('reads cp1251 bytes as they are', async () => {
		const privet = Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]);
		await sendOne(sandbox.kupon, { charset: 'CP1251', sent_text: privet });
		expect(onlyMessage(sandbox.kupon)).toMatchObject({
			text: 'Привет',
			raw: { sent_text: '%CF%F0%E8%E2%E5%F2' },
		});
	});

	it('reads other parameters as UTF-8 whatever the charset', async () => {
		const sent = iconv.encode('текст', 'utf-16be');
		await sendOne(sandbox.kupon, {
			charset: 'UTF-16BE',
			sender: 'Кнопка',
			button: 'Да',
			sent_text: sent,
		});
		expect(onlyMessage(sandbox.kupon)).toMatchObject({
			sender: 'Кнопка',
			button: 'Да',
			text: 'текст',
		});
	});

	it('assumes UTF-8 when no charset is named, and says that none was', async () => {
		await sendOne(sandbox.kupon, { charset: undefined });
		expect(onlyMessage(sandbox.kupon)).toMatchObject({
			text: 'Заказ 42 готов',
			details: { charset: null },
		});
	});

	it.each<[string, string, Buffer, string]>([
		[
			'cp1251 bytes named UTF-8',
			'UTF-8',
			iconv.encode('Привет', 'win1251'),
			'bytes that do not decode as utf8',
		],
		[
			'an odd number of bytes',
			'UTF-16LE',
			Buffer.from([0x1f, 0x04, 0x3f]),
			'bytes that do not decode as utf16le',
		],
		[
			'a byte order mark',
			'UTF-16BE',
			Buffer.from([0xfe, 0xff, 0x04, 0x1f]),
			'byte order mark at the start',
		],
		[
			'a surrogate pair in UCS-2',
			'UCS-2BE',
			iconv.encode('Ура 🎉', 'utf-16be'),
			'surrogate pair, which UCS-2 does not have',
		],
		['half a pair', 'UTF16BE', Buffer.from([0xd8, 0x3c]), 'lone surrogate'],
	])('shows %s', async (_, charset, bytes, problem) => {
		await sendOne(sandbox.kupon, { charset, sent_text: bytes });
		expect(onlyMessage(sandbox.kupon).details.decodeProblems).toContain(`sent_text: ${problem}`);
	});

	it('does not mind a surrogate pair in UTF-16', async () => {
		await sendOne(sandbox.kupon, {
			charset: 'UTF-16BE',
			sent_text: iconv.encode('Ура 🎉', 'utf-16be'),
		});
		expect(onlyMessage(sandbox.kupon)).toMatchObject({
			text: 'Ура 🎉',
			details: { decodeProblems: [] },
		});
	});

	it('shows bytes of a list that do not decode, in every row', async () => {
		const text = iconv.encode('Привет', 'win1251');
		const parts = ['[{"sent_to":"79001112233","sent_text":"', '"}]'].map((one) => Buffer.from(one));
		const messages = Buffer.concat([parts[0] ?? text, text, parts[1] ?? text]);
		await sendList(sandbox.kupon, [], { messages });
		expect(onlyMessage(sandbox.kupon).details.decodeProblems).toEqual([
			'messages: bytes that do not decode as utf8',
		]);
	});

	it('keeps any text in any of the Unicode charsets', async () => {
		const unicode = NAMES.filter(([charset]) => charset.startsWith('UTF'));
		await holdsAsync(
			fc.asyncProperty(
				fc.constantFrom(...unicode),
				fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.startsWith('\uFEFF')),
				async ([charset, codec], text) => {
					await sendOne(sandbox.kupon, { charset, sent_text: iconv.encode(text, codec) });
					const { messages } = sandbox.kupon;
					expect(messages.at(-1)).toMatchObject({ text, details: { decodeProblems: [] } });
				},
			),
			40,
		);
	});
});
