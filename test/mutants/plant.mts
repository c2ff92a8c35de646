/** Plants a mistake in a source text. */
import ts from 'typescript';
import type { Edit } from './mistakes.mts';

const nameOf = (node: ts.Node): string | undefined => {
	const { name } = node as { name?: ts.Node };
	return name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : undefined;
};

const isDeclaration = (node: ts.Node): boolean =>
	ts.isVariableDeclaration(node) ||
	ts.isFunctionDeclaration(node) ||
	ts.isMethodDeclaration(node) ||
	ts.isPropertyAssignment(node) ||
	ts.isPropertyDeclaration(node) ||
	ts.isClassDeclaration(node);

/** The first declaration of that name inside a node. */
function find(root: ts.Node, name: string): ts.Node | undefined {
	let found: ts.Node | undefined;
	const visit = (node: ts.Node): void => {
		if (found) return;
		if (isDeclaration(node) && nameOf(node) === name) found = node;
		else ts.forEachChild(node, visit);
	};
	ts.forEachChild(root, visit);
	return found;
}

/**
 * @param file for the error
 * @throws when the declaration or the text in it is not there any more, or the text is there more than once
 */
export function plant(file: string, source: string, { in: place, from, to }: Edit): string {
	const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
	let node: ts.Node = tree;
	for (const name of place.split('.')) {
		const inner = find(node, name);
		if (!inner)
			throw new Error(`${file} has no ${place} any more: say where the mistake is made now`);
		node = inner;
	}
	const text = node.getText(tree);
	const times = text.split(from).length - 1;
	if (times !== 1) {
		throw new Error(
			`${file}: ${place} has “${from}” ${times} times instead of once: say how the mistake is made now`,
		);
	}
	const start = node.getStart(tree) + text.indexOf(from);
	return `${source.slice(0, start)}${to}${source.slice(start + from.length)}`;
}
