/**
 * What may stay as it is: the fields that the lists name, as long as their values are of the kind that is meant. Whatever no list
 * names is replaced.
 */
import { kupon } from './lists/kupon.mts';
import { sendpulse } from './lists/sendpulse.mts';
import { smsby } from './lists/smsby.mts';
import { smsc } from './lists/smsc.mts';
import { smsru } from './lists/smsru.mts';
import { vocabularyOf } from './vocabulary.mts';

/**
 * - `words`: words of the interface, such as a status;
 * - `phrase`: words of a refusal, as they are in the list of phrases;
 * - `number`: a count or a code, of four digits at most;
 * - `id`: a number of three digits at most; longer ones get a stand-in, the same one each time;
 * - `time`: when something was done;
 * - `secret`: whoever has it can send;
 * - `private`: of a person, or money: also a single digit is replaced.
 */
export type FieldKind = 'words' | 'phrase' | 'number' | 'id' | 'time' | 'secret' | 'private';

export interface Lists {
	/** Names of fields by kind, in lower case; they go before the usual ones. */
	readonly answer?: Partial<Record<FieldKind, string>>;
	readonly request?: Partial<Record<FieldKind, string>>;
	/** Further names of its fields: words that its page has in no code. */
	readonly names?: string;
	/** What the gateway says when it refuses, or names a status by: facts of its page. `#` is a number of up to four digits. */
	readonly phrases: readonly string[];
}

const secrets = `token access_token refresh_token api_token apikey api_key api_id psw password pass passwd pwd secret client_secret client_id login
	hash sign signature md5 sha1 sha256 crc32 key authorization cookie session callback_secret`;

const personal = `phone phones phone_number number to from name first_name last_name middle_name fnm lnm mnm fio email emails address text message
	mes msg sent_text html_text html body subject subj sender sender_name sender_email recipient recipients sent_to delivery_list birthday bd
	comment cmt company city pho tags balance money sum credit price cost total_cost amount currency_rate bonus overdraft_price code stoplist_text
	stoplist_phone list value note title caption`;

const ids = `id ids grp group group_id list_id book_id addressbook_id real_id campaign_id user_id message_id sms_id alphaname_id vibername_id
	password_object_id type_id template_id website_id tag_id task_id bot_id pipeline_id step_id int_id mfl tpl`;

const answers: Partial<Record<FieldKind, string>> = {
	words: `type status result state success currency balance_currency kind lang charset grant_type token_type scheme method channel sms_status
		is_active encoding`,
	phrase: `error error_description error_message message msg description status_text status_name status_explain explain smtp_answer_code_explain
		reason detail details errors title text result status h1 p center body`,
	number: `status status_code error_code error err errno http_code cnt count parts len limit offset rows total all page pages per_page
		current_page last_page total_pages type flag valid version attempt attempts quantity sms_cnt sms_count expires_in len_limit active
		used_today total_limit total_free total_sms failure skip_count`,
	time: `time date created created_at updated_at updated d_create d_sent d_payment send_date sent_date last_date check_time send_timestamp
		last_timestamp add_date creation_date activated_at schedule_time sent_at delivered_at timestamp received expires expires_at end_date
		finished_time action_date subscription_date time_valid`,
	id: ids,
	secret: secrets,
	private: personal,
};

const requests: Partial<Record<FieldKind, string>> = { ...answers, phrase: '' };

const gateways: Readonly<Record<string, Lists>> = { kupon, sendpulse, smsby, smsc, smsru };

const kinds: readonly FieldKind[] = [
	'secret',
	'words',
	'phrase',
	'number',
	'id',
	'time',
	'private',
];

type ByName = ReadonlyMap<string, readonly FieldKind[]>;

function byName(lists: Partial<Record<FieldKind, string>>): ByName {
	const found = new Map<string, FieldKind[]>();
	for (const kind of kinds) {
		for (const name of (lists[kind] ?? '').split(/\s+/).filter((one) => one !== '')) {
			found.set(name, [...(found.get(name) ?? []), kind]);
		}
	}
	return found;
}

/** A regular expression of a phrase; also with a full stop or an ID behind it. */
const patternOf = (phrase: string): string =>
	phrase
		.toLowerCase()
		.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
		.replace(/#/g, '\\d{1,4}');

/** What a list says about the fields of one gateway. */
export class Fields {
	readonly words: ReadonlySet<string>;
	readonly #usual: Readonly<Record<Side, ByName>>;
	readonly #own: Readonly<Record<Side, ByName>>;
	readonly #phrases: RegExp;

	/** @param more words and phrases that the user let stay */
	constructor(gateway: string, more: readonly string[] = []) {
		const lists = gateways[gateway] ?? { phrases: [] };
		this.words = new Set([
			...vocabularyOf(gateway),
			...(lists.names ?? '').split(' '),
			...more.map((one) => one.toLowerCase()),
		]);
		this.#usual = { answer: byName(answers), request: byName(requests) };
		this.#own = { answer: byName(lists.answer ?? {}), request: byName(lists.request ?? {}) };
		const phrases = [...usualPhrases, ...lists.phrases, ...more].map(patternOf);
		this.#phrases = new RegExp(`^(?:${phrases.join('|')})[.!]?$`, 'i');
	}

	kindsOf(side: Side, name: string): readonly FieldKind[] {
		const wanted = name.toLowerCase();
		const listed = this.#own[side].get(wanted) ?? this.#usual[side].get(wanted);
		return listed ?? (/_ids?$|[a-z]Ids?$/.test(name) ? ['id'] : []);
	}

	isPhrase(text: string): boolean {
		return text.length <= 300 && this.#phrases.test(text.trim());
	}

	/** Whether every word of a text is one of the interface; figures of one or two digits belong to it. */
	isVocabulary(written: string): boolean {
		const text = written.replace(
			/(?<!\w)(?:windows-|win|cp)1251(?!\w)|(?<!\w)iso-8859-\d(?!\w)/gi,
			'charset',
		);
		return (
			text.length <= 80 &&
			/^[\w .,:;/{}[\]-]*$/.test(text) &&
			text.replace(/\D/g, '').length <= 4 &&
			(text.match(/[A-Za-z]+|\d+/g) ?? []).every(
				(word) => /^\d{1,2}$/.test(word) || this.words.has(word.toLowerCase()),
			)
		);
	}
}

export type Side = 'request' | 'answer';

const usualPhrases = [
	'# bad gateway',
	'# gateway time-out',
	'# service temporarily unavailable',
	'# service unavailable',
	'# not found',
	'# forbidden',
	'# internal server error',
	'bad gateway',
	'bad request',
	'not found',
	'forbidden',
	'unauthorized',
	'internal server error',
	'service unavailable',
	'gateway timeout',
	'method not allowed',
	'too many requests',
	'nginx',
	'ok',
	'error',
	'success',
];
