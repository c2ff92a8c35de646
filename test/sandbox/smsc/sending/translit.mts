/** `translit=1`; the provider's table is not published, so this is the usual one. */
const LETTERS: Readonly<Record<string, string>> = {
	а: 'a',
	б: 'b',
	в: 'v',
	г: 'g',
	д: 'd',
	е: 'e',
	ё: 'yo',
	ж: 'zh',
	з: 'z',
	и: 'i',
	й: 'j',
	к: 'k',
	л: 'l',
	м: 'm',
	н: 'n',
	о: 'o',
	п: 'p',
	р: 'r',
	с: 's',
	т: 't',
	у: 'u',
	ф: 'f',
	х: 'h',
	ц: 'c',
	ч: 'ch',
	ш: 'sh',
	щ: 'sch',
	ъ: "'",
	ы: 'y',
	ь: "'",
	э: 'e',
	ю: 'yu',
	я: 'ya',
};

/** `translit=2`, "mpaHc/Ium": letters that look alike; only these differ from the table above. */
const LOOKALIKES: Readonly<Record<string, string>> = {
	в: 'B',
	и: 'u',
	к: 'k',
	л: '/I',
	м: 'm',
	н: 'H',
	р: 'p',
	с: 'c',
	т: 'm',
	у: 'y',
	х: 'x',
};

const capitalised = (latin: string): string => latin.charAt(0).toUpperCase() + latin.slice(1);

/** The text as it goes out with `translit`. */
export const transliterate = (text: string, mode: '0' | '1' | '2'): string => {
	if (mode === '0') return text;
	const table = mode === '2' ? { ...LETTERS, ...LOOKALIKES } : LETTERS;
	return [...text]
		.map((letter) => {
			const small = letter.toLowerCase();
			const latin = Object.hasOwn(table, small) ? table[small as keyof typeof table] : undefined;
			if (latin === undefined) return letter;
			return letter === small ? latin : capitalised(latin);
		})
		.join('');
};
