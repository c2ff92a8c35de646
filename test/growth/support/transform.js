'use strict';

const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const swc = require('@swc/jest');
const ts = require('typescript');

/**
 * A transform for jest with which a source counts its own steps: `stepsOfSource.count` grows by one for every call of a function and every
 * turn of a loop, and by as many as they have for elements and keys that are spread (see steps.mts).
 */
const { factory } = ts;
const steps = (name) =>
	factory.createPropertyAccessExpression(factory.createIdentifier('stepsOfSource'), name);
const counted = () => factory.createPostfixIncrement(steps('count'));
const spread = (expression) =>
	factory.createCallExpression(steps('spread'), undefined, [expression]);

const withCount = (body) =>
	ts.isBlock(body)
		? factory.updateBlock(body, [factory.createExpressionStatement(counted()), ...body.statements])
		: factory.createBlock([factory.createExpressionStatement(counted()), body]);

/** A constructor that calls `super` counts behind its first statement. */
const withCountBehind = (body) =>
	factory.updateBlock(body, [
		...body.statements.slice(0, 1),
		factory.createExpressionStatement(counted()),
		...body.statements.slice(1),
	]);

function counting(context) {
	const visit = (given) => {
		const node = ts.visitEachChild(given, visit, context);
		if (ts.isArrowFunction(node)) {
			const { modifiers, typeParameters, parameters, type, equalsGreaterThanToken, body } = node;
			return factory.updateArrowFunction(
				node,
				modifiers,
				typeParameters,
				parameters,
				type,
				equalsGreaterThanToken,
				ts.isBlock(body)
					? withCount(body)
					: factory.createParenthesizedExpression(factory.createComma(counted(), body)),
			);
		}
		if (ts.isFunctionDeclaration(node) && node.body) return replaceBody(node, withCount(node.body));
		if ((ts.isFunctionExpression(node) || ts.isMethodDeclaration(node)) && node.body)
			return replaceBody(node, withCount(node.body));
		if (ts.isGetAccessor(node) && node.body) return replaceBody(node, withCount(node.body));
		if (ts.isConstructorDeclaration(node) && node.body)
			return replaceBody(node, withCountBehind(node.body));
		if (ts.isIterationStatement(node, false)) return replaceStatement(node);
		if (ts.isSpreadElement(node)) return factory.updateSpreadElement(node, spread(node.expression));
		if (ts.isSpreadAssignment(node))
			return factory.updateSpreadAssignment(node, spread(node.expression));
		return node;
	};
	return (file) => ts.visitNode(file, visit);
}

/** The node with another body: the printer reads nothing else of it. */
function replaceBody(node, body) {
	return Object.assign(factory.cloneNode(node), { body });
}

function replaceStatement(node) {
	return Object.assign(factory.cloneNode(node), { statement: withCount(node.statement) });
}

const own = readFileSync(__filename);

module.exports = {
	createTransformer(options) {
		const plain = swc.createTransformer(options);
		const keyed = (key) => createHash('sha256').update(key).update(own).digest('hex');
		return {
			...plain,
			getCacheKey: (source, name, request) => keyed(plain.getCacheKey(source, name, request)),
			process(source, name, request) {
				const { outputText } = ts.transpileModule(source, {
					fileName: name,
					compilerOptions: { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext },
					transformers: { before: [counting] },
				});
				return plain.process(outputText, name, request);
			},
		};
	},
};
