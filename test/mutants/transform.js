'use strict';

const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const swc = require('@swc/jest');

/**
 * A transform for jest that gives it one source with a mistake in it. The file of the source stays as it is, so that there is
 * nothing to restore, however a run ends. `MUTANT` is a JSON file with the path of the source and the text in its place.
 */
const { file, text } = JSON.parse(readFileSync(process.env.MUTANT ?? '', 'utf8'));

const keyOf = (one) => createHash('sha256').update(one).digest('hex');

module.exports = {
	createTransformer(options) {
		const plain = swc.createTransformer(options);
		const sourceOf = (source, name) => (name === file ? text : source);
		return {
			...plain,
			getCacheKey: (source, name, request) => {
				const key = plain.getCacheKey(sourceOf(source, name), name, request);
				return name === file ? keyOf(`${key}${text}`) : key;
			},
			process: (source, name, request) => plain.process(sourceOf(source, name), name, request),
			processAsync: async (source, name, request) =>
				await plain.processAsync(sourceOf(source, name), name, request),
		};
	},
};
