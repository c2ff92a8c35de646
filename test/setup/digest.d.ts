export function digest(root: string, names: string[]): string;
