import type { Sandbox } from '../index.mts';
import { startSandbox } from '../index.mts';
import { OTHER_PHONE, PHONE, pick, send } from './testing.mts';

const LINK = 'https://shop.example/a?b=1';

const CAMPAIGN = {
	alphaname_id: '444',
	name: 'Май',
	message_type: 'bulk',
	text: 'Привет',
	content: { type: 'text' },
	delivery_list: [PHONE, OTHER_PHONE],
};
const BUTTON = { type: 'button', image_url: 'https://shop.example/i.png', caption: 'Купить' };
const personal = (more: object) => ({
	...CAMPAIGN,
	message_type: 'personal',
	text: undefined,
	delivery_list: [{ phone: PHONE, text: 'Код 1', ...more }],
});

describe('sendBulkViber', () => {
	let sandbox: Sandbox<'smsby'>;
	beforeAll(async () => {
		sandbox = await startSandbox({ gateways: ['smsby'], clock: { speed: 0 } });
	});
	afterEach(async () => await sandbox.smsby.reset());
	afterAll(async () => await sandbox.close());

	const sendBulk = async (...messages: object[]) =>
		await send(sandbox.smsby, 'sendBulkViber', { messages, callback_url: '' }, { as: 'json' });

	it('sendBulkViber sends texts, buttons and pictures', async () => {
		const answer = await sendBulk(
			CAMPAIGN,
			{ ...personal({ button_link: LINK }), content: BUTTON },
			{ ...CAMPAIGN, text: undefined, content: { type: 'image', image_url: BUTTON.image_url } },
		);
		const [bulk] = sandbox.smsby.state.bulks;
		expect(answer.json).toEqual({ uuid: bulk?.uuid, success: 'OK' });
		const picture = { text: '', image: BUTTON.image_url, button: null };
		expect(sandbox.smsby.messages).toMatchObject([
			{ channel: 'viber', sender: 'MyViber', text: 'Привет', image: null },
			{ recipient: OTHER_PHONE, text: 'Привет' },
			{ text: 'Код 1', button: 'Купить', action: LINK, image: BUTTON.image_url },
			picture,
			picture,
		]);
		expect(sandbox.smsby.state.spent.viber).toBe(0.25);
		await sandbox.clock.advance(5000);
		const status = await send(sandbox.smsby, 'statusBulkViber', { uuid: bulk?.uuid });
		const rows = pick(status, 'result') as object[];
		expect(rows).toHaveLength(5);
		expect(rows[0]).toMatchObject({
			viber_id: Number(sandbox.smsby.messages[0]?.id),
			status: 'DELIVERED',
		});
		const wrong = await send(sandbox.smsby, 'statusBulkSms', { uuid: bulk?.uuid });
		expect(wrong.status).toBe(404);
	});

	it.each<[string, object, RegExp]>([
		['no content', { ...CAMPAIGN, content: undefined }, /content must be an object/],
		['another type', { ...CAMPAIGN, content: { type: 'TEXT' } }, /content.type must be one of/],
		['a text without text', { ...CAMPAIGN, text: undefined }, /text is required/],
		[
			'a picture for personal',
			{ ...personal({}), content: { type: 'image', image_url: LINK } },
			/only with message_type bulk/,
		],
		['a picture without address', { ...CAMPAIGN, content: { type: 'image' } }, /image_url must be/],
		[
			'a picture that is no address',
			{ ...CAMPAIGN, content: { type: 'image', image_url: 'i.png' } },
			/image_url must be/,
		],
		[
			'a button without caption',
			{ ...personal({ button_link: LINK }), content: { ...BUTTON, caption: undefined } },
			/caption is required/,
		],
		['a button without link', { ...personal({}), content: BUTTON }, /button_link is required/],
		[
			'a long link',
			{ ...personal({ button_link: `https://a.example/${'a'.repeat(133)}` }), content: BUTTON },
			/150 characters/,
		],
		['an SMS name', { ...CAMPAIGN, alphaname_id: '1363' }, /vibername is error/],
	])('sendBulkViber refuses %s', async (_, campaign, error) => {
		const answer = await sendBulk(campaign);
		expect(answer.status).toBe(400);
		expect(pick(answer, 'error')).toMatch(error);
		expect(sandbox.smsby.messages).toEqual([]);
	});
});
