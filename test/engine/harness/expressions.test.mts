import {
	callWebhook,
	evaluateParameters,
	ParameterEvaluator,
	runNode,
	useVmExpressions,
} from './index.mts';
import { items, sender, useProvider } from './samples-server.mts';
import { SampleTrigger, Sender } from './samples.mts';

useProvider();

describe.each(['legacy', 'vm'])('expressions of the %s engine', (engine) => {
	if (engine === 'vm') useVmExpressions();

	test('evaluate in runs, webhooks and contexts', async () => {
		const run = await runNode({ ...sender(), items: items('one', 'two') });
		expect(run.outputs[0]?.map(({ json }) => json.echo)).toEqual([
			'{"text":"one"}',
			'{"text":"two"}',
		]);
		expect(await callWebhook({ nodeType: SampleTrigger })).toMatchObject({ body: 'OK' });
		const parameters = { text: '=[{{ $json.text.toUpperCase() }}]' };
		const context = await evaluateParameters(Sender, parameters, items('one', 'two'));
		expect(context.getNodeParameter('text', 1)).toBe('[TWO]');
		expect(context.getNodeParameter('operation', 0)).toBe('send');
		await context.close();
	});

	test('evaluate thousands of parameters in one isolate', async () => {
		const evaluator = await ParameterEvaluator.open({ nodeType: Sender });
		const input = items('one', 'two');
		for (let i = 0; i < 2000; i += 1) {
			const text = `={{ $json.text }} ${i % 10}`;
			const value = evaluator.context({ text }, input).getNodeParameter('text', i % 2);
			if (value !== `${i % 2 ? 'two' : 'one'} ${i % 10}`) throw new Error(`${i}: ${value}`);
		}
		await evaluator.close();
	});
});
