import { inAllFormats, PHONE, run, runText, useSmsc } from './testing/smsc.mts';

/** The shapes of docs/gateways/smsc.md 5, written out again. */
const LIST = {
	contacts: [
		`phone = ${PHONE}, name = Аня, group = 1, first_name = Анна, last_name = Ли, middle_name = И., ` +
			'birthday = 01.02.1990, id = my-1, comments = к, tags = т, phone_other = 7999',
		`${PHONE},Аня,1,Анна,Ли,И.,01.02.1990,my-1,к,т,7999`,
		`<list>\n<contact>\n<phone>${PHONE}</phone>\n<name>Аня</name>\n<group>1</group>\n` +
			'<first_name>Анна</first_name>\n<last_name>Ли</last_name>\n<middle_name>И.</middle_name>\n' +
			'<birthday>01.02.1990</birthday>\n<id>my-1</id>\n<comments>к</comments>\n<tags>т</tags>\n' +
			'<phone_other>7999</phone_other>\n</contact>\n</list>',
		`[{\n"phone": "${PHONE}",\n"name": "Аня",\n"group": 1,\n"first_name": "Анна",\n` +
			'"last_name": "Ли",\n"middle_name": "И.",\n"birthday": "01.02.1990",\n"id": "my-1",\n' +
			'"comments": "к",\n"tags": "т",\n"phone_other": "7999"\n}]',
	],
	groups: [
		'id = 1, name = Друзья, number = 5, cnt = 1\nid = 2, name = x, number = 6, cnt = 0',
		'1,Друзья,5,1\n2,x,6,0',
		'<list>\n<group>\n<id>1</id>\n<name>Друзья</name>\n<number>5</number>\n<cnt>1</cnt>\n</group>\n' +
			'<group>\n<id>2</id>\n<name>x</name>\n<number>6</number>\n<cnt>0</cnt>\n</group>\n</list>',
		'[{\n"id": 1,\n"name": "Друзья",\n"number": 5,\n"cnt": "1"\n},\n' +
			'{\n"id": 2,\n"name": "x",\n"number": 6,\n"cnt": "0"\n}]',
	],
	black: [
		`id = 1, phone = ${PHONE}, type = 2, comment = спам`,
		`1,${PHONE},2,спам`,
		`<list>\n<record>\n<id>1</id>\n<phone>${PHONE}</phone>\n<type>2</type>\n` +
			'<comment>спам</comment>\n</record>\n</list>',
		`[{\n"id": 1,\n"phone": "${PHONE}",\n"type": 2,\n"comment": "спам"\n}]`,
	],
};

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

describe('phones.php', () => {
	const use = useSmsc();
	beforeEach(() => {
		use.smsc.settings.rateLimits = false;
	});
	const phones = async (values: Record<string, string>) =>
		(await run(use.smsc, 'phones', { charset: 'utf-8', ...values })).json;
	const formats = async (values: Record<string, string>) =>
		await inAllFormats(use.smsc, 'phones', values);
	/** What a command that can be done once answers in each format, `again` bringing it back. */
	const formatsOf = async (values: Record<string, string>, again: () => Promise<unknown>) => {
		const bodies: string[] = [];
		for (const fmt of ['0', '1', '2', '3']) {
			await again();
			bodies.push(await runText(use.smsc, 'phones', { ...values, fmt }));
		}
		return bodies;
	};
	const OK = ['OK', 'OK', '<result>OK</result>', '{\n"result": "OK"\n}'];

	it('lists contacts, groups and the blacklist in the formats of the document', async () => {
		await phones({ add_group: '1', name: 'Друзья', num: '5' });
		await phones({ add_group: '1', name: 'x' });
		await phones(CONTACT);
		await phones({ add_black: '1', phone: PHONE, type: '2', cmt: 'спам' });
		expect(await formats({ get: '1' })).toEqual(LIST.contacts);
		expect(await formats({ get_group: '1' })).toEqual(LIST.groups);
		expect(await formats({ get_black: '1' })).toEqual(LIST.black);
	});

	it('puts rows of a list apart as the document does', async () => {
		await phones({ add: '1', phone: '79160000001' });
		await phones({ add: '1', phone: '79160000002' });
		const [plain, columns, xml, json] = await formats({ get: '1' });
		expect(plain?.split('\n')).toHaveLength(2);
		expect(columns).toBe('79160000001,,0,,,,,,,,\n79160000002,,0,,,,,,,,');
		expect(xml).toContain('</contact>\n<contact>\n');
		expect(json).toContain('"phone_other": ""\n},\n{\n"phone": "79160000002"');
	});

	it('answers with the id of what it creates, a contact, a group, a blacklist record', async () => {
		const id = (tag: string, n: number) => [
			`ID = ${n}`,
			String(n + 1),
			`<${tag}>\n<id>${n + 2}</id>\n</${tag}>`,
			`{\n"id": ${n + 3}\n}`,
		];
		let next = 0;
		const bodies: Record<string, string[]> = { add: [], add_group: [], add_black: [] };
		for (const fmt of ['0', '1', '2', '3']) {
			for (const [command, seen] of Object.entries(bodies)) {
				const values = { [command]: '1', phone: `7916000000${next++ % 10}`, name: 'x', fmt };
				seen.push(await runText(use.smsc, 'phones', values));
			}
		}
		expect(bodies).toEqual({
			add: id('phone', 1),
			add_group: id('group', 1),
			add_black: id('phone', 1),
		});
	});

	it('answers OK to changing and deleting', async () => {
		const add = async () => await phones({ add: '1', phone: PHONE });
		const addGroup = async () => await phones({ add_group: '1', name: 'x' });
		await add();
		expect(await formats({ chg: '1', phone: PHONE, name: 'Б' })).toEqual(OK);
		await phones({ del: '1', phone: PHONE });
		expect(await formatsOf({ del: '1', phone: PHONE }, add)).toEqual(OK);
		await addGroup();
		expect(await formats({ chg_group: '1', grp: '1', name: 'y' })).toEqual(OK);
		await add();
		for (const mode of ['1', '2', '3']) {
			expect(await formats({ move_group: mode, grp: '1', phone: PHONE })).toEqual(OK);
		}
		const black = async () => await phones({ add_black: '1', phone: PHONE });
		expect(await formatsOf({ del_black: '1', phone: PHONE }, black)).toEqual(OK);
		expect((await run(use.smsc, 'phones', { del_group: '1', grp: '1' })).json).toEqual({
			result: 'OK',
		});
	});

	it.each(['get', 'get_group', 'get_black'])('answers 3 to an empty list (%s)', async (command) => {
		expect(await phones({ [command]: '1' })).toEqual({ error: 'records not found', error_code: 3 });
	});
});
