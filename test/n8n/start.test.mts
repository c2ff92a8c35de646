/** n8n starts with the package's lists alone: no operation is loaded before a node is used, and the editor gets the same. */
import { startLoader } from './start.mts';

interface Listed {
	name: string;
	properties?: Array<{ name: string; type: string }>;
	webhooks?: Array<{ restartWebhook?: boolean }>;
	__loadOptionsMethods?: unknown;
	requestDefaults?: unknown;
	documentationUrl?: string;
	codex?: { resources?: { primaryDocumentation: Array<{ url: string }> } };
}

const listed = startLoader('listed');
const whole = startLoader('whole');

test('no code of a node is loaded when n8n starts', () => {
	const operations = (files: string[]) => files.filter((file) => file.includes('/resources/'));
	const nodes = (files: string[]) => files.filter((file) => file.endsWith('.node.js'));
	expect(operations(listed.atStart)).toEqual([]);
	expect(nodes(listed.atStart)).toEqual([]);
	// The credentials, and what signs with them.
	expect(listed.atStart.length * 5).toBeLessThan(whole.atStart.length);
	expect(operations(whole.atStart)).not.toEqual([]);
});

test('a node that is used for the first time loads its own gateway and no other', () => {
	const brought = Object.entries(listed.atFirstUse);
	expect(brought.map(([node]) => node).sort()).toEqual(Object.keys(whole.known.nodes).sort());
	for (const [node, files] of brought) {
		const folders = files.map((file) => file.split('/')[2] ?? '');
		const own = folders.filter((folder) => !['shared', 'triggerPaths.js'].includes(folder));
		expect(new Set(own).size).toBe(1);
		expect(node.toLowerCase()).toContain((own[0] ?? '').toLowerCase());
	}
});

/** What the editor reads of a field, which is not all that its code has to say. */
function readPart(value: unknown, key = ''): unknown {
	if (Array.isArray(value)) return value.map((one) => readPart(one, key));
	if (typeof value !== 'object' || value === null) return value;
	const { ...part } = value as Record<string, unknown>;
	if (part.type === 'hidden')
		for (const one of ['displayName', 'options', 'routing']) delete part[one];
	if (part.type === 'notice') delete part.default;
	if (key === 'modes') delete part.displayName;
	if (key === 'modes' && part.name === 'id') delete part.type;
	if (key === 'webhooks') for (const one of ['responseMode', 'responseData']) delete part[one];
	return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, readPart(one, name)]));
}

/** The field of the call, and a webhook trigger's way of taking bodies: hidden, and the same in every workflow. */
const isConstant = ({ name, type }: { name: string; type: string }) =>
	type === 'hidden' && ['call', 'options'].includes(name);

/** What a list says of a node, apart from a note of n8n's loader for its own builds and from what n8n reads in the code only. */
const listedPart = ({
	__loadOptionsMethods,
	requestDefaults,
	codex,
	documentationUrl,
	properties,
	webhooks,
	...rest
}: Listed) => ({
	...(readPart(rest) as Listed),
	properties: readPart(properties?.filter((field) => !isConstant(field))),
	webhooks: webhooks?.some(({ restartWebhook }) => restartWebhook)
		? [{ restartWebhook: true }]
		: readPart(webhooks, 'webhooks'),
	documentationUrl: documentationUrl ?? codex?.resources?.primaryDocumentation[0]?.url,
	codex: codex && { ...codex, resources: undefined },
});

test('the lists say of every node and credential what its code says', () => {
	const byName = (types: Listed[]) =>
		types.map(listedPart).sort((one, other) => (one.name < other.name ? -1 : 1));
	expect(byName(listed.types.nodes)).toEqual(byName(whole.types.nodes));
	expect(byName(listed.types.credentials)).toEqual(byName(whole.types.credentials));
	expect(listed.known).toEqual(whole.known);
});

test('the editor loads less than 324.1 kB of descriptions', () => {
	expect(Buffer.byteLength(JSON.stringify(listed.types.nodes))).toBeLessThan(324_100);
	expect(listed.types.nodes).toHaveLength(Object.keys(listed.known.nodes).length);
});
