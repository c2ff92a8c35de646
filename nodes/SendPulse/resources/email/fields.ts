import type { INodeProperties } from 'n8n-workflow';

export const emailField = (description: string): INodeProperties => ({
	displayName: 'Email',
	name: 'email',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. ann@example.com',
	description,
});
