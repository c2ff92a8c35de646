/** A recording is written only as the user has seen it. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exchangeOf } from '../redaction/attack/places.mts';
import { planOf } from '../redaction/attack/run.mts';
import { readRecording } from './recording.mts';
import { loadSources } from '../support/sandboxRun.mts';
import { countKnown, reviewRecording } from './review.mts';

const folder = mkdtempSync(path.join(tmpdir(), 'review-'));
afterEach(() => rmSync(path.join(folder, 'smsc'), { recursive: true, force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const heard = {
	exchanges: [
		exchangeOf({
			body: 'login=somebody&psw=Tr0ub4dor&phones=79161234567',
			answer: '{"zugriff":"Kravtsova","error":"strange new words"}',
		}),
	],
	callbacks: [],
};

/** @param answers what the user types, one after the other */
async function review(...answers: Array<string | undefined>) {
	const shown: string[] = [];
	const file = await reviewRecording({
		heard,
		plan: { ...planOf('smsc', []), secrets: ['Tr0ub4dor'] },
		recipients: ['79161234567'],
		terminal: {
			say: (line) => void shown.push(line),
			ask: async (question) => {
				shown.push(question);
				return answers.shift();
			},
		},
		folder,
		load: loadSources,
	});
	return { file, shown };
}

test('what is written is what was shown', async () => {
	const { file = '', shown } = await review('yes');
	expect(path.relative(folder, file)).toBe(path.join('smsc', '2026-11-28-example.test-read.json'));
	expect(shown).toContain(readFileSync(file, 'utf8'));
	expect(readFileSync(file, 'utf8')).not.toMatch(
		/Tr0ub4dor|79161234567|Kravtsova|somebody|strange/,
	);
});

test.each(['no', '', undefined, 'maybe'])('%j writes nothing', async (answer) => {
	expect((await review(answer)).file).toBeUndefined();
	expect(existsSync(path.join(folder, 'smsc'))).toBe(false);
});

test('words of the gateway may stay, one by one', async () => {
	const { file = '', shown } = await review('2', '1', 'yes');
	expect(shown.join('\n')).toMatch(/1 {2}zugriff\n {2}2 {2}strange new words/);
	const text = readFileSync(file, 'utf8');
	expect(text).toContain('strange new words');
	expect(text).toContain('zugriff');
	expect(text).not.toContain('Kravtsova');
});

test('a second recording does not replace the first', async () => {
	const [first, second] = [(await review('yes')).file, (await review('yes')).file];
	expect(second).not.toBe(first);
	expect(readdirSync(path.join(folder, 'smsc'))).toHaveLength(2);
	expect(readRecording(readFileSync(second ?? '', 'utf8')).gateway).toBe('smsc');
});

test('a known value that is still there is found, however it is written', () => {
	const known = ['Tr0ub4dor&3', '79161234567', 'balance', 'ab'];
	expect(countKnown('{"balance":1,"ab":2}', 'smsc', known, loadSources)).toBe(0);
	expect(countKnown('a Tr0ub4dor&3', 'smsc', known, loadSources)).toBe(1);
	expect(countKnown('Tr0ub4dor%263 and Nzk5MTYxMjM0NTY3', 'smsc', known, loadSources)).toBe(1);
	expect(
		countKnown(Buffer.from('79161234567').toString('base64'), 'smsc', known, loadSources),
	).toBe(1);
});

test('a recording without its parts is refused', () => {
	expect(() => readRecording('{"gateway":"smsc"}')).toThrow('lacks date, host, level, facts');
});
