import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SmscInboundTrigger } from '../../../nodes/Smsc/SmscInboundTrigger.node.ts';
import { expectNoSecrets, poll as pollOf, TriggerHost } from '../harness/index.mts';
import { secrets, store, useBench } from './setup.mts';

const bench = useBench();

const trigger = (parameters: INodeParameters = {}) =>
	new TriggerHost({
		nodeType: SmscInboundTrigger,
		credentials: store(bench.gateway),
		parameters,
		workflowId: `workflow-${Math.random()}`,
	});

async function poll(host: TriggerHost, mode?: 'manual'): Promise<IDataObject[]> {
	const found = (await pollOf(host, mode)) ?? [];
	expectNoSecrets(found, secrets);
	return found;
}

const receive = async (message: string, phone = '79161110000') =>
	await bench.gateway.state.receive({ phone, message });

const texts = (found: IDataObject[]) => found.map(({ text }) => text);

test('brings what came after its activation, each message once', async () => {
	const host = trigger();
	await receive('Старое');
	const first = await poll(host);
	await receive('Первое');
	await receive('Второе');
	const second = await poll(host);
	const third = await poll(host);
	await receive('Третье');
	const fourth = await poll(host);

	expect([first, second, third, fourth].map(texts)).toEqual([
		[],
		['Первое', 'Второе'],
		[],
		['Третье'],
	]);
});

test('misses nothing when there was nothing at first', async () => {
	const host = trigger();
	const first = await poll(host);
	await receive('Первое');

	expect([first, await poll(host), await poll(host)].map(texts)).toEqual([[], ['Первое'], []]);
});

test('brings earlier messages when it is asked to', async () => {
	await receive('Старое');
	const host = trigger({ startWith: 'past', hours: 24 });

	expect([await poll(host), await poll(host)].map(texts)).toEqual([['Старое'], []]);
	expect(bench.calls('get').map(({ hour, after_id }) => [hour, after_id])).toEqual([
		['24', undefined],
		[undefined, expect.stringMatching(/^\d+$/)],
	]);
});

test('puts out the shape of the other trigger', async () => {
	await receive('Спасибо, «ёлка»');
	const [report] = await poll(trigger({ startWith: 'past' }));

	expect(report).toEqual({
		gateway: 'smsc',
		status: 'inbound',
		final: false,
		success: null,
		messageId: expect.stringMatching(/^\d+$/),
		groupId: null,
		recipient: '79161110000',
		reference: null,
		channel: 'sms',
		occurredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+03:00$/),
		verified: true,
		dedupeKey: expect.any(String),
		code: null,
		text: 'Спасибо, «ёлка»',
		correlation: {},
		raw: expect.objectContaining({ to_phone: '79037672219' }),
	});
});

test('asks for one receiving number only', async () => {
	await poll(trigger({ receivingNumber: ' +7 903 767-22-19 ' }));

	expect(bench.calls('get')).toMatchObject([{ get_answers: '1', to_phone: '79037672219' }]);

	await expect(poll(trigger({ receivingNumber: 'main line' }))).rejects.toThrow(
		/: Receiving Number “main line” is not a phone number/,
	);
	expect(bench.calls('get')).toHaveLength(1);
});

test('shows recent messages in the editor and moves nothing on', async () => {
	const host = trigger({ startWith: 'past' });
	await receive('Раз');

	expect(texts(await poll(host, 'manual'))).toEqual(['Раз']);
	expect(texts(await poll(host))).toEqual(['Раз']);
});

test('fails with the words of SMSC, and goes on where it was', async () => {
	const host = trigger();
	await receive('Старое');
	await poll(host);
	await receive('Новое');
	const body = { error: 'IP address is blocked', error_code: 4 };
	await bench.gateway.faults.add({ kind: 'status', status: 200, body, times: 1 });

	await expect(poll(host)).rejects.toThrow('IP address is blocked');
	expect(texts(await poll(host))).toEqual(['Новое']);
});
