import { phone, sendSms, useBench } from './setup.mts';
import { reportTo, started, useTriggerServer } from './triggerServer.mts';

const bench = useBench({ clock: { speed: 0 } });
const server = useTriggerServer(bench);

const minutes = async (count: number) => await bench.sandbox.clock.advance(count * 60_000);

describe('a callback that n8n cannot take', () => {
	test('is repeated after 1 and 10 minutes, and starts exactly one execution', async () => {
		bench.gateway.settings.outcome = [1];
		const trigger = server.publish();
		trigger.broken = true;
		await bench.run(sendSms(reportTo(trigger)));
		await minutes(0.5);
		await minutes(1);
		const beforeThird = trigger.calls.map(({ status }) => status);
		trigger.broken = false;
		await minutes(10);
		await minutes(60);

		expect(beforeThird).toEqual([500, 500]);
		expect(
			bench.gateway.callbacks.map(({ attempt, httpStatus, outcome }) => [
				attempt,
				httpStatus,
				outcome,
			]),
		).toEqual([
			[1, 500, 'retry'],
			[2, 500, 'retry'],
			[3, 200, 'delivered'],
		]);
		expect(started(trigger, 'status', 'recipient')).toEqual([['delivered', phone(0)]]);
	});

	test('is not started again when a repetition comes although it was stored', async () => {
		bench.gateway.settings.outcome = [1];
		const trigger = server.publish();
		await bench.run(sendSms(reportTo(trigger)));
		await minutes(1);
		const [message] = bench.gateway.messages;
		await bench.gateway.pushStatus(message!.id, 1);
		await bench.gateway.pushStatus(message!.id, 20);

		expect(trigger.calls.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(started(trigger, 'status')).toEqual([['delivered'], ['undelivered']]);
	});
});

test('callbacks that come as POST are read the same', async () => {
	bench.gateway.settings.callbackMethod = 'POST';
	const trigger = server.publish();
	await bench.run(sendSms(reportTo(trigger)));
	await minutes(1);

	expect(bench.gateway.callbacks.map(({ method, httpStatus }) => [method, httpStatus])).toEqual([
		['POST', 200],
		['POST', 200],
	]);
	expect(started(trigger, 'status', 'recipient', 'reference')).toEqual([
		['delivered', phone(0), 'order-0'],
	]);
});

test('two workflows that listen to the same message each get its report', async () => {
	const [first, second] = [server.publish(), server.publish()];
	await bench.run(sendSms(reportTo(first)));
	await minutes(1);
	const query = bench.gateway.callbacks.at(-1)!.url.split('?')[1];
	const answers = [];
	for (const url of [second.url, second.url, first.url]) {
		answers.push((await fetch(`${url}?${query}`)).status);
	}

	expect(answers).toEqual([200, 200, 200]);
	expect([first.executions.length, second.executions.length]).toEqual([1, 1]);
});
