import type { INodeType } from 'n8n-workflow';
import { expectNoSecrets, findSecrets, runAsTool, runNode, withUnhandled } from './index.mts';
import { bulk, items, sender, useProvider } from './samples-server.mts';
import { Sender } from './samples.mts';

useProvider();

describe('secrets and logs', () => {
	const printer = (...words: unknown[]): INodeType => ({
		description: new Sender().description,
		async execute() {
			this.logger.info('logged', { words });
			console.log('printed', ...words);
			return [this.getInputData()];
		},
	});

	test('logs are kept per run, also of runs at the same time', async () => {
		const [one, two] = await Promise.all([
			runNode({ nodeType: printer('one') }),
			runNode({ nodeType: printer('two') }),
		]);
		const words = (log: typeof one.log) =>
			log.filter(({ message }) => ['logged', 'printed'].includes(message)).map(({ meta }) => meta);
		expect(words(one.log)).toEqual([[{ words: ['one'] }], ['one']]);
		expect(words(two.log)).toEqual([[{ words: ['two'] }], ['two']]);
	});

	test('a clean run passes, every way to write a secret down is found', async () => {
		const secret = 'p@ss wörd/secret';
		const clean = await runNode({ ...sender(), items: items('bad') });
		expectNoSecrets(clean, ['the secret key']);
		const basic = Buffer.from(`user:${secret}`).toString('base64');
		for (const leak of [secret, encodeURIComponent(secret), basic, Buffer.from(secret)]) {
			const result = await runNode({ nodeType: printer(leak) });
			expect(() => expectNoSecrets(result, [secret])).toThrow('Secrets found');
		}
		const hidden = new Error('x', { cause: Object.defineProperty({}, 'deep', { value: secret }) });
		expect(findSecrets({ error: hidden }, [secret])).toEqual(['result.error.cause.deep (raw)']);
	});
});

describe('runAsTool', () => {
	test('an agent calls the routing, never a custom operation', async () => {
		const result = await runAsTool({ ...bulk(), parameters: { operation: 'bulk', text: 'x' } });
		expect(result.response).toBe('[{"path":"/declared","echo":"{\\"text\\":\\"x\\"}"}]');
		expect(result).toMatchObject({ tries: 1, error: undefined });
	});

	test('arguments reach $fromAI, failures reach the agent', async () => {
		const parameters = { text: '={{ $fromAI("text", "What to send") }}' };
		const good = await runAsTool({ ...sender(), parameters, args: { text: 'hello' } });
		expect(good.response).toContain('hello');
		const node = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const bad = await runAsTool({ ...sender(), parameters, node, args: { text: 'bad' } });
		expect(bad.error?.name).toBe('NodeOperationError');
		expect(bad.tries).toBe(2);
		expect(bad.tasks).toHaveLength(2);
	});

	test('a request to the engine runs the custom operation', async () => {
		const result = await runAsTool({
			...bulk(),
			via: 'engine',
			parameters: { operation: 'bulk', text: '={{ $fromAI("text") }}' },
			args: { text: 'hello' },
		});
		expect(result.error).toBeUndefined();
		expect(result.response).toMatchObject([{ json: { texts: ['hello'] } }]);
	});
});

test('rejections nobody waits for are collected', async () => {
	const parameters = { text: '={{ $json.text === "two" ? $fromAI() : "bad" }}' };
	const { value, unhandled } = await withUnhandled(
		async () => await runNode({ ...sender(), parameters, items: items('one', 'two') }),
	);
	expect(value.status).toBe('error');
	expect(unhandled).toMatchObject([{ name: 'NodeApiError', httpCode: '500' }]);
	expectNoSecrets({ ...value, unhandled }, ['the secret key']);
});
