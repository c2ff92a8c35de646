/** What the forms say: how a field is used. What the gateways' documents leave open stands in the gateways' pages. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';
import { projectRoot } from '../projectRoot.mts';

type Type = { new (): INodeType | ICredentialType };

/** Every node and credential of the package, from its source. */
const types = () => {
	const { n8n } = JSON.parse(readFileSync(path.join(projectRoot(), 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	return [...n8n.nodes, ...n8n.credentials].map((file) => {
		const source = path.join(projectRoot(), file.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
		const [made] = Object.values(require(source) as Record<string, Type>);
		if (!made) throw new Error(`${file} has no class`);
		return new made();
	});
};

const spoken = ['description', 'displayName', 'hint', 'notice', 'placeholder', 'action'];

/** All texts of a form, with the way to each. */
function textsIn(value: unknown, way: string): Array<[way: string, text: string]> {
	if (typeof value !== 'object' || value === null) return [];
	const { displayName, name } = value as { displayName?: unknown; name?: unknown };
	const label = displayName ?? name;
	const here = typeof label === 'string' && label !== '' ? `${way} › ${label}` : way;
	return Object.entries(value).flatMap(([key, one]: [string, unknown]) =>
		typeof one === 'string'
			? spoken.includes(key)
				? [[here, one] as [string, string]]
				: []
			: textsIn(one, here),
	);
}

const doubts =
	/\bassum|\bundocumented|\bnot? (?:longer )?(?:documented|known|published)|\b(?:documents?|sources?) (?:do|does|did|say|speak|show|name)|\bnothing is known|\bone account\b|\bpresumabl|\bprobabl|\bapparent|\bperhaps\b|\bofficial (?:client|librar|document)|\bseed\b|\bguess|\bnot document/i;

const texts = types().flatMap((type) =>
	textsIn('description' in type ? type.description : type, ''),
);

test('the texts of all forms are looked at', () => {
	expect(texts.length).toBeGreaterThan(2000);
});

test('no text of a form tells what the documents leave open', () => {
	expect(texts.filter(([, text]) => doubts.test(text)).map((one) => one.join(': '))).toEqual([]);
});

test('no text of a form has a mark twice, or none where two sentences meet', () => {
	const slips = /,,|(?<!\.)\.\.(?!\.)|  |[a-z]\.[A-Z][a-z]+ [a-z]|\s[,.;]/;
	expect(texts.filter(([, text]) => slips.test(text)).map((one) => one.join(': '))).toEqual([]);
});
