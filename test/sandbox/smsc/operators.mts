/** One range of numbers: what info.php and status.php say about it, and what a part costs there. */
export type Operator = {
	readonly prefix: string;
	readonly country: string;
	readonly operator: string;
	readonly region: string;
	readonly mcc: string;
	readonly mnc: string;
	/** Hours east of Greenwich, the meaning of info.php's `tz` being a guess. */
	readonly tz: string;
	/** Price of a part in place of the account's. */
	readonly price?: number;
};

const operator = (
	prefix: string,
	country: string,
	name: string,
	region: string,
	mcc: string,
	mnc: string,
	tz: string,
): Operator => ({ prefix, country, operator: name, region, mcc, mnc, tz });

/** A few ranges, enough to tell operators apart. The longest prefix counts. */
export const OPERATORS: readonly Operator[] = [
	operator('7900', 'Россия', 'Tele2', 'Калининградская обл.', '250', '20', '2'),
	operator('7903', 'Россия', 'Билайн', 'Москва и Московская обл.', '250', '99', '3'),
	operator('7916', 'Россия', 'МТС', 'Москва и Московская обл.', '250', '01', '3'),
	operator('7926', 'Россия', 'МегаФон', 'Москва и Московская обл.', '250', '02', '3'),
	operator('79', 'Россия', 'МТС', 'Россия', '250', '01', '3'),
	operator('77', 'Казахстан', 'Kcell', 'Казахстан', '401', '02', '5'),
	operator('375', 'Беларусь', 'A1', 'Беларусь', '257', '01', '3'),
	operator('380', 'Украина', 'Київстар', 'Украина', '255', '03', '2'),
];

/** The range a number lies in; undefined when no range of the table has it. */
export const operatorOf = (table: readonly Operator[], phone: string): Operator | undefined =>
	table
		.filter(({ prefix }) => phone.startsWith(prefix))
		.sort((a, b) => b.prefix.length - a.prefix.length)[0];

/** mcc and mnc in one, as send.php and get.php show them; '' for an unknown range. */
export const mccmnc = (found: Operator | undefined): string =>
	found === undefined ? '' : found.mcc + found.mnc;
