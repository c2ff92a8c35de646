/** What stands between the digits of numbers that people type, paste and export. */
export const separators = {
	spaces: [' ', '\u00a0', '\u202f', '\u2009', '\u3000', '\t', '\n'],
	dashes: ['-', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212'],
	'dashes of other keyboards': ['\uff0d', '\ufe63', '\ufe58'],
	brackets: ['(', ')', '[', ']'],
	'dots and slashes': ['.', '/', '\\', '_'],
	'invisible marks': ['\u00ad', '\u200b', '\u200e', '\u200f', '\u2060', '\ufeff'],
	'the direction marks of a copied contact': ['\u202a', '\u202c', '\u202d', '\u2066', '\u2069'],
};
/** One number of each country and of some neighbours, in the form that goes to a gateway. */
export const international = [
	'79001112233',
	'74951112233',
	'77011112233',
	'375291112233',
	'380501112233',
	'37061112233',
	'998901112233',
	'14155552671',
	'442071838750',
	'8613800138000',
	'4915112345678',
	'2905123',
];
