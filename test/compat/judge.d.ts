export interface Outcome {
	name: string;
	failed: boolean;
}

export interface Known {
	from?: string;
	below?: string;
	node?: string;
	why: string;
	tests: string[];
}

export function applies(
	entry: Pick<Known, 'from' | 'below' | 'node'>,
	n8n: string,
	nodeVersion: string,
): boolean;
export function judge<Test extends Outcome>(
	tests: Test[],
	expected: Array<Pick<Known, 'tests'>>,
	files: string[],
): { unknown: Test[]; gone: string[] };
