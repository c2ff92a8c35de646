'use strict';

/**
 * Loaded before jest in each of its processes. jest compiles every module anew for every file of tests, n8n's engine among
 * them; with what V8 has kept of the first time it reads a module in instead.
 */
const vm = require('node:vm');

const { compileFunction } = vm;

/** What V8 keeps of a module, by its file. */
const kept = new Map();

vm.compileFunction = (code, parameters, options = {}) => {
	const { filename } = options;
	const names = String(parameters);
	const known = kept.get(filename);
	// V8 itself looks only at the length of the code.
	if (known?.code === code && known.names === names)
		return compileFunction(code, parameters, { ...options, cachedData: known.cachedData });
	const compiled = compileFunction(code, parameters, { ...options, produceCachedData: true });
	if (filename) kept.set(filename, { code, names, cachedData: compiled.cachedData });
	return compiled;
};
