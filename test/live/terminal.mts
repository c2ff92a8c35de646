/** What is typed in, line by line; a secret without an echo. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

export interface Terminal {
	say(line: string): void;
	/** @returns undefined at the end of the input */
	ask(question: string): Promise<string | undefined>;
	askSecret(question: string): Promise<string | undefined>;
	close(): void;
}

interface Streams {
	readonly input: NodeJS.ReadableStream;
	readonly output: NodeJS.WritableStream;
}

/** A terminal of the process, or of a test. On a terminal Ctrl+C while it asks is the process' SIGINT. */
export function openTerminal({ input, output }: Streams, isTerminal: boolean): Terminal {
	let isSilent = false;
	const echo = new Writable({
		write(part: Buffer, _encoding, done) {
			if (!isSilent) output.write(part);
			done();
		},
	});
	const lines = createInterface({ input, output: echo, terminal: isTerminal, historySize: 0 });
	const waiting: Array<(line: string | undefined) => void> = [];
	const typed: string[] = [];
	let isOver = false;
	lines.on('line', (line) => {
		const next = waiting.shift();
		if (next) next(line);
		else typed.push(line);
	});
	lines.on('close', () => {
		isOver = true;
		for (const next of waiting.splice(0)) next(undefined);
	});
	lines.on('SIGINT', () => void process.kill(process.pid, 'SIGINT'));
	const nextLine = async (): Promise<string | undefined> => {
		const line = typed.shift();
		if (line !== undefined || isOver) return line;
		return await new Promise((resolve) => waiting.push(resolve));
	};
	return {
		say: (line) => void output.write(`${line}\n`),
		async ask(question) {
			output.write(question);
			return await nextLine();
		},
		async askSecret(question) {
			output.write(question);
			isSilent = true;
			try {
				return await nextLine();
			} finally {
				isSilent = false;
				output.write('\n');
			}
		},
		close: () => lines.close(),
	};
}
