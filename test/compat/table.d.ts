interface Result {
	n8n: string;
	node: string;
	files: number;
	of: number;
	passed: number;
	known: number;
}

export function withResults(page: string, rows: Result[]): string;
export function writeTable(rows: Result[]): void;
