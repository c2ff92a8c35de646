/** What a user installs: nothing but this package. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '..', '..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
	scripts: Record<string, string>;
	peerDependencies: Record<string, string>;
	files: string[];
	[field: string]: unknown;
};

const sources = ['nodes', 'credentials'].flatMap((folder) =>
	readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => path.join(folder, name)),
);

describe('the package', () => {
	test.each(['dependencies', 'optionalDependencies', 'bundledDependencies', 'bundleDependencies'])(
		'ships no %s',
		(field) => {
			expect(Object.keys((manifest[field] ?? {}) as object)).toEqual([]);
		},
	);

	test('takes nothing but n8n-workflow from n8n', () => {
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	test.each(['preinstall', 'install', 'postinstall', 'prepare'])(
		'runs nothing when it is installed (%s)',
		(script) => {
			expect(manifest.scripts[script]).toBeUndefined();
		},
	);

	test('packs only what was built', () => {
		expect(manifest.files).toEqual(['dist']);
	});
});

describe('every source', () => {
	test.each(sources)('%s imports only n8n-workflow, node:crypto and its neighbours', (file) => {
		const text = readFileSync(path.join(root, file), 'utf8');
		const imported = [...text.matchAll(/\bfrom '([^']+)'|\b(?:require|import)\(\s*'([^']+)'/g)].map(
			([, from, called]) => from ?? called ?? '',
		);
		const foreign = imported.filter(
			(name) => !name.startsWith('.') && name !== 'n8n-workflow' && name !== 'node:crypto',
		);
		expect(foreign).toEqual([]);
	});

	/** A comparison that ends at the first difference tells an attacker how far he has come. */
	test.each(sources)('%s compares no secret but with sameSecret', (file) => {
		const text = readFileSync(path.join(root, file), 'utf8');
		const secretName = /\b(\w*[sS]ecret\w*|signature|token|digest|md5|sha1|hmac|given|expected)\b/;
		const compared = text
			.split('\n')
			.filter((line) => !/^\s*(\*|\/\/|\/\*)/.test(line))
			.map((line) => line.replace(/(===|!==) (''|undefined|null|0)/g, ''))
			.filter((line) =>
				[...line.matchAll(/([\w.?]+)\)? ?(?:===|!==|==|!=) ?([\w.?]+)/g)].some(([, left, right]) =>
					[left, right].some((side) => secretName.test(side ?? '')),
				),
			);
		const searched = text
			.split('\n')
			.filter((line) =>
				/\b(includes|startsWith|endsWith|indexOf|match|localeCompare)\(\s*\w*[sS]ecret/.test(line),
			);
		// A name of a parameter, and a switch.
		const known = ['name !== own.secret', 'findToken === true'];
		const suspicious = [...compared, ...searched];
		expect(suspicious.filter((line) => !known.some((part) => line.includes(part)))).toEqual([]);
	});
});
