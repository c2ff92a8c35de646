/** Nothing of a recording is written before the user has seen all of it. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Load } from '../engine.mts';
import { vocabularyOf } from '../redaction/vocabulary.mts';
import type { Terminal } from '../terminal.mts';
import { redactRecording, type RecordingPlan, type Redacted } from './redact.mts';
import { fileNameOf, textOfRecording, type Heard, type Recording } from './recording.mts';

interface Review {
	readonly heard: Heard;
	readonly plan: RecordingPlan;
	/** Numbers and addresses that the user named. */
	readonly recipients: readonly string[];
	readonly terminal: Pick<Terminal, 'say' | 'ask'>;
	/** Such as `test/recordings`. */
	readonly folder: string;
	/** The package, whose own search for secrets is the second look. */
	readonly load: Load;
}

type FinderOf = (values: readonly string[]) => (text: string) => string;

/** A shorter value is in many texts by chance. */
const shortest = 6;

/**
 * Looks once more, by other means than the redaction, for what must not be there.
 *
 * @returns how many of the known values are in the text in some writing
 */
export function countKnown(
	text: string,
	gateway: string,
	known: readonly string[],
	load: Load,
): number {
	const finderOf = load('nodes/shared/text/redact').redactor as FinderOf;
	const words = vocabularyOf(gateway);
	return known
		.filter((value) => value.length >= shortest && !words.has(value.toLowerCase()))
		.filter((value) => finderOf([value])(text) !== text).length;
}

/** A name that is free: a second recording of a day does not replace the first. */
function freeFile(folder: string, recording: Recording): string {
	const file = path.join(folder, recording.gateway, fileNameOf(recording));
	for (let number = 2; ; number++) {
		const next = number === 2 ? file : file.replace(/\.json$/, `-${number - 1}.json`);
		if (!existsSync(next)) return next;
	}
}

const isYes = (answer: string): boolean => /^\s*(?:y|yes|да|д)\s*$/i.test(answer);

/** What was replaced and may be a word of the interface, numbered. */
function unknownLines(unknown: readonly string[]): string[] {
	if (unknown.length === 0) return [];
	return [
		'',
		'Replaced, because no list has them. If one is a word of the gateway and of nobody, it may stay:',
		...unknown.map((one, at) => `  ${at + 1}  ${one}`),
	];
}

/**
 * Shows the redacted recording, lets words of the gateway stay, and writes it if the user agrees.
 *
 * @returns the file; undefined where the user declined, or something known is still there
 */
export async function reviewRecording(review: Review): Promise<string | undefined> {
	const { heard, plan, recipients, terminal, folder, load } = review;
	const keep = new Set(plan.keep);
	for (;;) {
		const redacted: Redacted = redactRecording(heard, { ...plan, keep: [...keep] });
		const text = textOfRecording(redacted.recording);
		const count = countKnown(text, plan.gateway, [...plan.secrets, ...recipients], load);
		if (count > 0) {
			terminal.say(
				`The recording still has ${count} of the values that must not be in it, so it is not written. Please report this as a fault of the redaction, without the recording.`,
			);
			return undefined;
		}
		const unknown = [...new Set([...redacted.replaced.names, ...redacted.replaced.phrases])];
		terminal.say(text);
		for (const line of unknownLines(unknown)) terminal.say(line);
		const answer = await terminal.ask(
			`\nThis is all that would be written. Write it? (yes/no${unknown.length > 0 ? ', or the numbers of what may stay: 1 3' : ''}) `,
		);
		const chosen = (answer?.match(/\d+/g) ?? []).flatMap(
			(number) => unknown[Number(number) - 1] ?? [],
		);
		if (chosen.length > 0) {
			for (const one of chosen) keep.add(one);
			continue;
		}
		if (answer === undefined || !isYes(answer)) {
			terminal.say('Nothing was written.');
			return undefined;
		}
		const file = freeFile(folder, redacted.recording);
		mkdirSync(path.dirname(file), { recursive: true });
		writeFileSync(file, text);
		return file;
	}
}
