'use strict';

const path = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** Those that take minutes. Begun late, one of them would run on alone; on a fresh clone jest knows the size of files at most. */
const LONGEST = [
	...['browser/editor', 'n8n/queue', 'n8n/sendOnce', 'n8n/demo', 'browser/chatbots'],
	...['n8n/attack', 'n8n/waiting', 'n8n/callbacks'],
].map((name) => path.join('test', `${name}.test.mts`));

const placeOf = (test) => {
	const place = LONGEST.findIndex((name) => test.path.endsWith(path.sep + name));
	return place === -1 ? LONGEST.length : place;
};

/** The order of the tests in the real n8n. */
module.exports = class LongestFirst extends Sequencer {
	sort(tests) {
		return super.sort(tests).sort((one, other) => placeOf(one) - placeOf(other));
	}
};
