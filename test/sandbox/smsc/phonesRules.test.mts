import { inAllFormats, PHONE, run, useSmsc } from './testing/smsc.mts';

const CONTACT = {
	add: '1',
	phone: PHONE,
	name: 'Аня',
	grp: '1',
	fnm: 'Анна',
	lnm: 'Ли',
	mnm: 'И.',
	bd: '01.02.1990',
	myid: 'my-1',
	cmt: 'к',
	tags: 'т',
	pho: '7999',
};

describe('contacts, groups and the blacklist', () => {
	const use = useSmsc();
	beforeEach(() => {
		use.smsc.settings.rateLimits = false;
	});
	const phones = async (values: Record<string, string>) =>
		(await run(use.smsc, 'phones', { charset: 'utf-8', ...values })).json;

	it('shows the id of the client, not the one it gave', async () => {
		expect(await phones({ add: '1', phone: PHONE, myid: '900' })).toEqual({ id: 1 });
		expect(await phones({ get: '1' })).toMatchObject([{ id: '900', phone: PHONE }]);
	});

	it('shows no group as 0, one as a number, several as text', async () => {
		for (const name of ['a', 'b']) await phones({ add_group: '1', name });
		await phones({ add: '1', phone: PHONE });
		const group = async () => ((await phones({ get: '1' })) as { group: unknown }[])[0]?.group;
		const move = async (mode: string, grp: string) =>
			await phones({ move_group: mode, grp, phone: PHONE });
		expect(await group()).toBe(0);
		await move('1', '1');
		expect(await group()).toBe(1);
		await move('2', '2');
		expect(await group()).toBe('1|2');
		use.smsc.settings.groupSeparator = ',';
		expect(await group()).toBe('1,2');
		await move('3', '1');
		expect(await group()).toBe(2);
		await move('1', '1');
		expect(await group()).toBe(1);
		await phones({ del_group: '1', grp: '1' });
		expect(await group()).toBe(0);
	});

	const mails = async (values: Record<string, string>) =>
		(await run(use.smsc, 'mails', { charset: 'utf-8', ...values })).json;

	it('keeps e-mail contacts, groups and blacklist in mails.php', async () => {
		await mails({ add_group: '1', name: 'm', type: '1' });
		await mails({ add: '1', mail: 'ann@b.example', name: 'Аня', grp: '1' });
		await phones({ add: '1', phone: PHONE });
		const [plain, , xml, json] = await inAllFormats(use.smsc, 'mails', { get: '1' });
		expect(plain).toMatch(/^mail = ann@b\.example, name = Аня, group = 1, .*, mail_other = $/);
		expect(xml).toContain('<mail>ann@b.example</mail>');
		expect(JSON.parse(json ?? '')).toMatchObject([{ mail: 'ann@b.example', mail_other: '' }]);
		expect(await mails({ get: '1', grp: '1' })).toMatchObject([{ mail: 'ann@b.example' }]);
		expect(await phones({ get: '1' })).toMatchObject([{ phone: PHONE }]);
		await mails({ add_black: '1', mail: 'bad@b.example', type: '1' });
		expect(await mails({ get_black: '1' })).toEqual([
			{ id: 1, email: 'bad@b.example', type: 1, comment: '' },
		]);
		expect(await phones({ get_black: '1' })).toMatchObject({ error_code: 3 });
		expect(await mails({ chg: '1', mail: 'ann@b.example', new_mail: 'x@b.example' })).toEqual({
			result: 'OK',
		});
		expect(await mails({ get: '1', mail: 'x@b.example' })).toMatchObject([{ name: 'Аня' }]);
	});

	it('takes numbers in phones.php and addresses in mails.php only', async () => {
		expect(await phones({ add: '1', mail: 'a@b.example' })).toMatchObject({ error_code: 1 });
		expect(await mails({ add: '1', phone: PHONE })).toMatchObject({ error_code: 1 });
		expect(await phones({ add_group: '1', name: 'm', type: '1' })).toMatchObject({ error_code: 1 });
		expect(await mails({ add_group: '1', name: 'm', type: '0' })).toMatchObject({ error_code: 1 });
		await mails({ add_group: '1', name: 'm' });
		expect(await phones({ add: '1', phone: PHONE, grp: '1' })).toMatchObject({ error_code: 3 });
		expect(await phones({ get_group: '1' })).toMatchObject({ error_code: 3 });
		use.smsc.settings.groupLists = 'all';
		expect(await phones({ get_group: '1' })).toMatchObject([{ name: 'm' }]);
	});

	it('makes contacts of a list that is added, or one with several numbers', async () => {
		await phones({ add_group: '1', name: 'a' });
		await phones({ add_group: '1', name: 'b' });
		await phones({ add: '1', phone: '79160000001;79160000002', grp: '1,2' });
		expect(await phones({ get: '1' })).toMatchObject([
			{ phone: '79160000001', group: '1|2' },
			{ phone: '79160000002', group: '1|2' },
		]);
		use.smsc.settings.addedList = 'contact';
		await phones({ add: '1', phone: '79160000003 79160000004' });
		expect(await phones({ get: '1' })).toHaveLength(3);
	});

	it('takes one number where one is wanted', async () => {
		await phones({ add_group: '1', name: 'a' });
		const pair = { phone: '79160000001,79160000002' };
		const { settings, state } = use.smsc;
		for (const [mode, blocked] of [
			['first', 1],
			['refused', 0],
			['all', 2],
		] as const) {
			settings.listsForOne = mode;
			await phones({ add_black: '1', ...pair });
			expect(state.blacklist.records.rows).toHaveLength(blocked);
			state.blacklist.clear();
		}
		settings.listsForOne = 'first';
		await phones({ add: '1', ...pair });
		for (const command of ['move_group', 'del'])
			await phones({ [command]: '1', grp: '1', ...pair });
		expect(await phones({ get: '1' })).toMatchObject([{ phone: '79160000002', group: 0 }]);
	});

	it('filters by number, group, name, search, and the internal id', async () => {
		await phones({ add_group: '1', name: 'g' });
		await phones({ ...CONTACT });
		await phones({ add: '1', phone: '79260000001', name: 'Борис', lnm: 'Сом', cmt: 'рыба' });
		use.smsc.settings.addedList = 'contact';
		await phones({ add: '1', phone: '79260000002,79260000003', name: 'Вера' });
		const names = async (values: Record<string, string>) => {
			const found = await phones({ get: '1', ...values });
			return Array.isArray(found) ? (found as { name: string }[]).map(({ name }) => name) : found;
		};
		expect(await names({ phone: '79260000003' })).toEqual(['Вера']);
		expect(await names({ grp: '1' })).toEqual(['Аня']);
		expect(await names({ grp: '0' })).toEqual(['Борис', 'Вера']);
		expect(await names({ fio: 'сом' })).toEqual(['Борис']);
		expect(await names({ search: 'рыб' })).toEqual(['Борис']);
		expect(await names({ after_id: '1' })).toEqual(['Борис', 'Вера']);
		expect(await names({ lmt: '1' })).toEqual(['Аня']);
		expect(await names({ search: 'нет' })).toMatchObject({ error_code: 3 });
		use.smsc.settings.contactIntId = true;
		expect(await phones({ get: '1', after_id: '2' })).toMatchObject([{ int_id: 3 }]);
	});

	it('changes what is given and nothing else', async () => {
		await phones({ add_group: '1', name: 'g' });
		await phones(CONTACT);
		await phones({ chg: '1', phone: PHONE, new_phone: '79260000001', tags: '' });
		expect(await phones({ get: '1' })).toMatchObject([
			{ phone: '79260000001', name: 'Аня', group: 1, tags: '', comments: 'к' },
		]);
	});

	it.each<[number, string, Record<string, string>]>([
		[1, 'no command', {}],
		[1, 'two commands', { add: '1', get: '1', phone: PHONE }],
		[1, 'no number', { add: '1', name: 'x' }],
		[1, 'a number that is none', { add: '1', phone: '12' }],
		[1, 'a birthday that is none', { add: '1', phone: '79260000001', bd: '31.02.1990' }],
		[1, 'a group without a name', { add_group: '1' }],
		[1, 'a type that is none', { add_black: '1', phone: PHONE, type: '3' }],
		[1, 'a move that is none', { move_group: '4', grp: '1', phone: PHONE }],
		[3, 'a group that is not there', { add: '1', phone: '79260000001', grp: '9' }],
		[3, 'a change of nobody', { chg: '1', phone: '79260000001', name: 'x' }],
		[3, 'a deletion of nobody', { del: '1', phone: '79260000001' }],
		[3, 'a deletion of no group', { del_group: '1', grp: '9' }],
		[3, 'a record that is not there', { del_black: '1', phone: PHONE }],
		[5, 'a number that is there', { add: '1', phone: `+${PHONE}` }],
		[5, 'a group number that is there', { add_group: '1', name: 'x', num: '1' }],
	])('refuses with %i %s', async (code, _, values) => {
		await phones({ add: '1', phone: PHONE });
		await phones({ add_group: '1', name: 'g' });
		expect(await phones(values)).toMatchObject({ error_code: code });
	});

	it('does not know get_black when told', async () => {
		use.smsc.settings.blacklistCommand = false;
		await phones({ add_black: '1', phone: PHONE });
		expect(await phones({ get_black: '1' })).toMatchObject({ error_code: 1 });
	});

	it('keeps messages from the blacklisted: all, mailings, single ones', async () => {
		const numbers = ['79160000000', '79160000001', '79160000002'];
		for (const [type, phone] of numbers.entries()) {
			await phones({ add_black: '1', phone, type: String(type) });
		}
		for (const phone of numbers) await run(use.smsc, 'send', { phones: phone, mes: 'x' });
		await run(use.smsc, 'send', { phones: numbers.join(','), mes: 'y' });
		await use.sandbox.clock.advance(5000);
		expect(use.smsc.messages.map(({ status }) => status)).toEqual([
			'23',
			'1',
			'23',
			'23',
			'23',
			'1',
		]);
		expect(use.smsc.messages[0]?.details.err).toBe(250);
	});
});
