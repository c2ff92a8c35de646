/** Checks of setting values that came as JSON. */

export const isNumber = (value: unknown): boolean =>
	typeof value === 'number' && Number.isFinite(value);

export const isText = (value: unknown): boolean => typeof value === 'string';

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export const isRecordOf = (value: unknown, isRight: (member: unknown) => boolean): boolean =>
	isObject(value) && Object.values(value).every(isRight);

const isOptional = (value: unknown, isRight: (member: unknown) => boolean): boolean =>
	value === undefined || isRight(value);

const isStep = (value: unknown): boolean =>
	Number.isInteger(value) ||
	(isObject(value) &&
		Number.isInteger(value.status) &&
		isOptional(value.err, Number.isInteger) &&
		isOptional(value.afterMs, isNumber));

/** A list of statuses to go through. */
export const isScript = (value: unknown): boolean => Array.isArray(value) && value.every(isStep);

const OPERATOR_TEXTS = ['prefix', 'country', 'operator', 'region', 'mcc', 'mnc', 'tz'];

/** A row of the operator table. */
export const isOperator = (value: unknown): boolean =>
	isObject(value) &&
	OPERATOR_TEXTS.every((name) => isText(value[name])) &&
	isOptional(value.price, isNumber);
