import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Packages of somebody else, with a node and credentials of the names that a SendPulse package is likely to choose. In n8n the names of
 * nodes belong to their package, those of credentials to all: of two packages with one name, the one that is loaded last has it.
 */

/** The header in which a credential of theirs says whose it is. */
export const mark = 'x-package';

const credentials = ['sendPulseApi', 'sendPulseOAuth2Api'] as const;

const classOf = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

const credentialCode = (name: string, owner: string): string => `
exports.${classOf(name)} = class {
	name = '${name}';
	displayName = 'SendPulse of ${owner}';
	properties = [{ displayName: 'Host', name: 'host', type: 'string', default: '' }];
	authenticate = { type: 'generic', properties: { headers: { '${mark}': '${owner}' } } };
};
`;

/** Makes one call with each of the credentials. */
const nodeCode = `
const names = ${JSON.stringify(credentials)};
exports.SendPulse = class {
	description = {
		displayName: 'SendPulse of somebody else',
		name: 'sendPulse',
		group: ['output'],
		version: 1,
		description: 'Makes one call with each credential',
		defaults: { name: 'SendPulse' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: names.map((name) => ({ name, required: true })),
		properties: [],
	};
	async execute() {
		for (const name of names) {
			const { host } = await this.getCredentials(name);
			await this.helpers.httpRequestWithAuthentication.call(this, name, { url: host + '/' + name });
		}
		return [[{ json: { done: true } }]];
	}
};
`;

/** Writes node and credentials; answers their files. */
function writeTypes(folder: string, owner: string): { credentials: string[]; nodes: string[] } {
	mkdirSync(folder, { recursive: true });
	const files = credentials.map((name) => {
		const file = `${classOf(name)}.credentials.js`;
		writeFileSync(path.join(folder, file), credentialCode(name, owner));
		return file;
	});
	writeFileSync(path.join(folder, 'SendPulse.node.js'), nodeCode);
	return { credentials: files, nodes: ['SendPulse.node.js'] };
}

/** Into the folder of one's own nodes, which n8n loads before all installed packages. @returns the type of the node */
export function installBefore(userFolder: string, owner: string): string {
	writeTypes(path.join(userFolder, '.n8n', 'custom'), owner);
	return 'CUSTOM.sendPulse';
}

/** As a package with a scope: n8n loads those after all that have none. @returns the type of the node */
export function installAfter(userFolder: string, owner: string): string {
	const name = '@somebody/n8n-nodes-sendpulse';
	const folder = path.join(userFolder, '.n8n', 'nodes', 'node_modules', name);
	const types = writeTypes(folder, owner);
	const n8n = { n8nNodesApiVersion: 1, ...types };
	writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', n8n }));
	return `${name}.sendPulse`;
}
