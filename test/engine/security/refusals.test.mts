/** What stands in a refusal, of whatever size and type, becomes a text that a person can read. */
import { inputRows } from '../../contract/table.mts';
import { CredentialStore, runNode } from '../harness/index.mts';
import { type CredentialCase, credentialCases } from './calls.mts';
import { useServer } from './server.mts';

const gateway = useServer();

/** A refusal by each gateway with these words. */
const refusals: Record<string, (words: unknown) => { status: number; body: string }> = {
	kupon: (msg) => ({ status: 200, body: JSON.stringify({ type: 'error', msg }) }),
	smsc: (error) => ({ status: 200, body: JSON.stringify({ error, error_code: 6 }) }),
	smsru: (status_text) => ({
		status: 200,
		body: JSON.stringify({ status: 'ERROR', status_code: 777, status_text }),
	}),
	smsby: (error) => ({ status: 200, body: JSON.stringify({ error }) }),
	sendpulse: (message) => ({ status: 422, body: JSON.stringify({ message, error_code: 422 }) }),
};

async function errorOf(one: CredentialCase, words: unknown): Promise<string> {
	gateway.answer = () => refusals[one.table.gateway.id]!(words);
	const { outputs } = await runNode({
		nodeType: one.table.node,
		credentials: new CredentialStore(
			{ [one.name]: one.data(gateway.url) as never },
			{ [one.name]: one.type },
		),
		parameters: { ...one.table.sending[0]!.parameters, ...one.chosen },
		items: inputRows(one.table, 1),
		node: { onError: 'continueErrorOutput' },
	});
	return String(outputs[1]?.[0]?.json.error);
}

describe.each(credentialCases.map((one) => [Object.keys(one.data('')).join(' '), one] as const))(
	'%s',
	(_name, one) => {
		test('200 KB are cut', async () => {
			const text = await errorOf(one, `Нет прав ${'я'.repeat(100_000)}`);
			expect(text).toContain('Нет прав');
			expect(text.length).toBeLessThan(5000);
		});

		test('a secret at any place of a long text is masked before it is cut', async () => {
			const [secret] = one.secrets as [string];
			for (const before of [150, 190, 480, 990, 1990]) {
				const text = await errorOf(one, `${'x'.repeat(before)}${secret}${'y'.repeat(5000)}`);
				for (let from = 0; from + 12 <= secret.length; from++)
					expect(text).not.toContain(secret.slice(from, from + 12));
			}
		});

		test('an object is shown as text', async () => {
			const text = await errorOf(one, { field: ['не то'] });
			expect(text).toContain('не то');
			expect(text).not.toContain('[object');
		});
	},
);
