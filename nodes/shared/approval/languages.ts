/** What a recipient reads on the page of an approval, and the words that are sent unless the user writes others. */
export interface PageWords {
	/** What is sent in front of the link. */
	linkText: string;
	approve: string;
	disapprove: string;
	/** Heading of the question. */
	title: string;
	thanks: string;
	/** `{decision}` stands for the label of the button. */
	recorded: string;
	closePage: string;
	closedTitle: string;
	closed: string;
	unclearTitle: string;
	unclear: string;
	/** The decision did not reach n8n. */
	unsent: string;
}

export const presetLanguage = 'en';

/** By their codes of BCP 47, as the page's `lang`. */
export const wordsOf = {
	en: {
		linkText: 'Your decision is needed:',
		approve: 'Approve',
		disapprove: 'Decline',
		title: 'Your decision is needed',
		thanks: 'Thank you',
		recorded: 'Your decision was recorded: {decision}.',
		closePage: 'You can close this page.',
		closedTitle: 'Nothing to decide',
		closed: 'This has already been decided, or the time for it is over.',
		unclearTitle: 'No decision was recorded',
		unclear: 'Open the link again and press one of the buttons.',
		unsent: 'Your decision could not be sent. Check your connection and press the button again.',
	},
	be: {
		linkText: 'Патрабуецца ваша рашэнне:',
		approve: 'Ухваліць',
		disapprove: 'Адхіліць',
		title: 'Патрабуецца ваша рашэнне',
		thanks: 'Дзякуй',
		recorded: 'Ваша рашэнне запісана: {decision}.',
		closePage: 'Гэту старонку можна закрыць.',
		closedTitle: 'Рашэнне ўжо не патрабуецца',
		closed: 'Рашэнне ўжо прынята, або час на яго скончыўся.',
		unclearTitle: 'Рашэнне не запісана',
		unclear: 'Адкрыйце спасылку яшчэ раз і націсніце адну з кнопак.',
		unsent: 'Не ўдалося адправіць рашэнне. Праверце сувязь і націсніце кнопку яшчэ раз.',
	},
	kk: {
		linkText: 'Шешіміңіз қажет:',
		approve: 'Мақұлдау',
		disapprove: 'Қабылдамау',
		title: 'Шешіміңіз қажет',
		thanks: 'Рақмет',
		recorded: 'Шешіміңіз жазылды: {decision}.',
		closePage: 'Бұл бетті жаба аласыз.',
		closedTitle: 'Шешім енді қажет емес',
		closed: 'Шешім бұрын қабылданған немесе оның уақыты өтіп кеткен.',
		unclearTitle: 'Шешім жазылмады',
		unclear: 'Сілтемені қайта ашып, түймелердің бірін басыңыз.',
		unsent: 'Шешімді жіберу мүмкін болмады. Байланысты тексеріп, түймені қайта басыңыз.',
	},
	ru: {
		linkText: 'Требуется ваше решение:',
		approve: 'Одобрить',
		disapprove: 'Отклонить',
		title: 'Требуется ваше решение',
		thanks: 'Спасибо',
		recorded: 'Ваше решение записано: {decision}.',
		closePage: 'Эту страницу можно закрыть.',
		closedTitle: 'Решение уже не требуется',
		closed: 'Решение уже принято, или время на него истекло.',
		unclearTitle: 'Решение не записано',
		unclear: 'Откройте ссылку ещё раз и нажмите одну из кнопок.',
		unsent: 'Не удалось отправить решение. Проверьте связь и нажмите кнопку ещё раз.',
	},
	uk: {
		linkText: 'Потрібне ваше рішення:',
		approve: 'Схвалити',
		disapprove: 'Відхилити',
		title: 'Потрібне ваше рішення',
		thanks: 'Дякуємо',
		recorded: 'Ваше рішення записано: {decision}.',
		closePage: 'Цю сторінку можна закрити.',
		closedTitle: 'Рішення вже не потрібне',
		closed: 'Рішення вже ухвалено, або час на нього минув.',
		unclearTitle: 'Рішення не записано',
		unclear: 'Відкрийте посилання ще раз і натисніть одну з кнопок.',
		unsent: 'Не вдалося надіслати рішення. Перевірте з’єднання й натисніть кнопку ще раз.',
	},
} as const satisfies Readonly<Record<string, PageWords>>;

export type Language = keyof typeof wordsOf;

const isLanguage = (value: unknown): value is Language =>
	typeof value === 'string' && Object.hasOwn(wordsOf, value);

/** @returns a language of which there are words: the given one, or the one of the first version */
export const languageOf = (value: unknown): Language =>
	isLanguage(value) ? value : presetLanguage;
