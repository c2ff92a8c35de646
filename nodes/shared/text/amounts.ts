import type { IDataObject } from 'n8n-workflow';

/** @returns the number in a value or in its text; undefined when there is none */
export function amount(value: unknown): number | undefined {
	if (typeof value === 'string' && value.trim() === '') return undefined;
	const number = typeof value === 'string' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Money with its currency, if there is any. */
export const money = (name: string, value: unknown, currency: string | null): IDataObject => {
	const number = amount(value);
	return number === undefined ? {} : { [name]: number, currency };
};
