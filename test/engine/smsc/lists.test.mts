import { LoadOptionsContext } from 'n8n-core';
import type { INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { Smsc } from '../../../nodes/Smsc/Smsc.node.ts';
import { expectNoSecrets, TriggerHost } from '../harness/index.mts';
import { ask, secrets, send, store, useBench } from './setup.mts';

const bench = useBench();

type Search = keyof Smsc['methods']['listSearch'];

/** An editor with one credential, so that it has one account. */
const editor = (parameters: INodeParameters = send()) => {
	const credentials = store(bench.gateway);
	return async (method: Search, filter?: string): Promise<INodeListSearchResult> => {
		const host = new TriggerHost({ nodeType: Smsc, credentials, parameters });
		const { workflow, node, additionalData } = host.open('manual');
		const context = new LoadOptionsContext(workflow, node, additionalData, '');
		const found = await new Smsc().methods.listSearch[method].call(context, filter);
		expectNoSecrets(found, secrets);
		return found;
	};
};

const group = { add_group: '1', name: 'Клиенты', num: '12' };

describe('dropdowns', () => {
	test('list groups by their ID and by their number for mailings', async () => {
		const { id } = await ask(bench.gateway, 'phones', group);
		const search = editor();

		expect(await search('groups')).toEqual({
			results: [{ name: 'Клиенты (0)', value: String(id) }],
		});
		expect(await search('groupNumbers')).toEqual({
			results: [{ name: 'Клиенты (0)', value: '12' }],
		});
	});

	test.each<[string, INodeParameters, 'phones' | 'mails']>([
		[
			'a contact’s phone',
			{ resource: 'contact', operation: 'create', addressType: 'phone' },
			'phones',
		],
		[
			'a contact’s address',
			{ resource: 'contact', operation: 'create', addressType: 'email' },
			'mails',
		],
		['a group of addresses', { resource: 'group', operation: 'update', groupType: '1' }, 'mails'],
		[
			'a group of phones, whatever a hidden field says',
			{ resource: 'group', operation: 'delete', groupType: '0', addressType: 'email' },
			'phones',
		],
		['an e-mail message', { resource: 'message', operation: 'sendEmail' }, 'mails'],
	])('list the groups that %s can be in', async (_what, parameters, script) => {
		await ask(bench.gateway, 'phones', group);
		await ask(bench.gateway, 'mails', { ...group, name: 'Подписчики', num: '13' });
		const { results } = await editor(parameters)('groups');

		const name = script === 'mails' ? 'Подписчики (0)' : 'Клиенты (0)';
		expect(results.map((one) => one.name)).toEqual([name]);
	});

	test('list groups of which several can be chosen', async () => {
		const { id } = await ask(bench.gateway, 'phones', group);
		const { workflow, node, additionalData } = new TriggerHost({
			nodeType: Smsc,
			credentials: store(bench.gateway),
			parameters: { resource: 'contact', operation: 'create', addressType: 'phone' },
		}).open('manual');
		const context = new LoadOptionsContext(workflow, node, additionalData, '');

		expect(await new Smsc().methods.loadOptions.getGroups.call(context)).toEqual([
			{ name: 'Клиенты (0)', value: String(id) },
		]);
	});

	test('list senders and templates, filtered and sorted', async () => {
		const { id } = await ask(bench.gateway, 'templates', {
			add: '1',
			name: 'Готов заказ',
			msg: 'Заказ готов',
		});
		const search = editor();

		expect(await search('senders', 'sHOP')).toEqual({
			results: [{ name: 'MyShop', value: 'MyShop' }],
		});
		expect((await search('senders')).results.map(({ name }) => name)).toEqual(['MyShop', 'SMSC']);
		expect(await search('templates', 'готов')).toEqual({
			results: [{ name: 'Готов заказ', value: String(id) }],
		});
	});

	test('are empty, and no error, when there is nothing', async () => {
		expect(await editor()('groups')).toEqual({ results: [] });
	});

	test('ask once for all the letters that a user types', async () => {
		await ask(bench.gateway, 'phones', group);
		const search = editor();
		for (const filter of ['', 'к', 'кл', 'кли', 'клие', 'x']) await search('groups', filter);

		expect(bench.calls('phones').filter((call) => 'get_group' in call)).toHaveLength(1);
	});

	test('say why they cannot be filled', async () => {
		bench.gateway.settings.address = 'blocked';

		await expect(editor()('senders')).rejects.toThrow('IP address is blocked');
	});
});
