import type { CrmUser, Pipeline } from './model.mts';

export const firstUsers = (): [number, CrmUser][] => [
	[5, { id: 5, firstname: 'Anna', lastname: 'Lee', email: 'anna@shop.example' }],
	[6, { id: 6, firstname: 'Борис', lastname: '', email: 'boris@shop.example' }],
];

/** Two pipelines, and one that was deleted. */
export const firstPipelines = (): [number, Pipeline][] => [
	[
		3,
		{
			id: 3,
			name: 'Sales',
			status: 1,
			steps: [
				{ id: 12, name: 'New', order: 1 },
				{ id: 13, name: 'In work', order: 2 },
			],
		},
	],
	[4, { id: 4, name: 'Возвраты', status: 1, steps: [{ id: 14, name: 'Заявка', order: 1 }] }],
	[9, { id: 9, name: 'Old', status: 0, steps: [{ id: 90, name: 'Gone', order: 1 }] }],
];
