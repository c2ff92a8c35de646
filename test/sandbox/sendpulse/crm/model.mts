/** Someone who can be responsible (docs/gateways/sendpulse.md 17.1). */
export type CrmUser = {
	readonly id: number;
	readonly firstname: string;
	readonly lastname: string;
	readonly email: string;
};

/** A step of a pipeline. */
export type Step = { readonly id: number; readonly name: string; readonly order: number };

export type Pipeline = {
	readonly id: number;
	readonly name: string;
	/** 0 is deleted. */
	readonly status: 0 | 1;
	readonly steps: readonly Step[];
};

export type CrmPhone = { readonly id: number; readonly phone: string; readonly isMain: boolean };
export type CrmEmail = { readonly id: number; readonly email: string; readonly isMain: boolean };

/** A contact of the CRM (docs/gateways/sendpulse.md 17.3). */
export type CrmContact = {
	readonly id: number;
	responsibleId: number;
	firstName: string;
	lastName: string;
	externalContactId: string | null;
	readonly phones: CrmPhone[];
	readonly emails: CrmEmail[];
	readonly tags: Set<number>;
	readonly createdAt: number;
	updatedAt: number;
};

/** A deal (docs/gateways/sendpulse.md 17.2). */
export type CrmDeal = {
	readonly id: number;
	pipelineId: number;
	stepId: number;
	/** 0 inactive, 1 active, 2 lost, 3 won. */
	status: number;
	responsibleId: number | null;
	readonly number: number;
	name: string;
	price: number;
	currency: string;
	sourceId: number | null;
	/** 0 is the top of its step. */
	order: number;
	readonly contacts: Set<number>;
	readonly attributes: { readonly attributeId: number; readonly value: unknown }[];
	readonly createdAt: number;
	updatedAt: number;
};
