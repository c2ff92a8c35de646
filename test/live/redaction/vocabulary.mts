/** The words of an interface, which name fields, methods and states, and nobody. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../projectRoot.mts';

/** Words that any interface may have, also one that no page tells of yet. */
const usual = `
a abs accept accepted access account accounts action actions activate activated active add added additional address addresses after age all allow
allowed alert alias alpha alphaname amount an and answer answers api app application apps archive are argument array as ascii asc at attach
attachment attachments attempt attempts attribute attributes auth authorization authorize authorized automation available avg bad balance balances base batch be bearer before begin
bill bills birthday black blacklist blank block blocked body bonus book books boolean bot bots bounce bounces browser bulk button buttons by bytes call callback
callbacks calls campaign campaigns can cancel cancelled canceled caption card cascade category cc bcc cell change changed channel channels charset chat
chatbot chatbots check checked checks city clear click clicks client close closed cnt code codes color column comment comments company complete
completed confirm confirmed connect connected consent contact contacts content cost costs count counter country create created credit crm currency
current custom customer data date dates day days deal deals default del delay delete deleted deliver delivered delivery denied desc description
detail details device dialog disable disabled discount domain domains done draft due duplicate duplicates duration edit element email emails
emoji empty enable enabled encoding end ended error errors event events exception exceptions exist exists expire expired expires external extra fail
failed failure false fax field fields file filename files filter filters final find finish finished first flag flags flash flow flows folder
folders for forbidden form format found free from full gateway general get global group groups has hash header headers height history hour hours html
http https icon id ids image images in inactive inbox incoming index info input int integer interface internal interval into invalid ip ips is item
items job jobs json key keys kind label lang language languages last lead length level limit limits line link linked links list lists live local
location locked log login long lost mail mailing mailings mails main map mark max maximum media member message messages messenger meta method methods middle min
minimum minute minutes missing mobile mode moderated moderation modified money month more most msg multi name names new next prev previous no node none not
note notes notification null num number numbers object of off offset ok old on once one only open opened operator operators option options or
order orders origin original other out outgoing overdraft owner page pages paid param parameter parameters params parent part parts
partner password path pause pay payment payments pending per percent period permission permissions phone phones photo ping pipeline pipelines plain
plan position post prefix preview price prices priority private processed processing product progress property provider public push put qty quantity query
queue queued quick random range rate raw read reason receive received recipient recipients record records redirect ref refresh region register
registered reject rejected remaining remove removed repeat replied reply report reports request requests required response rest result results retry return rows
row rule rules sale schedule scheduled scheme scope search second seconds secret section segment segments send sender senders sending sent
separator serial series server service services session set setting settings shop short show sign signature single site size skip sms smtp
social sort source spam speed start started stat state states statistic statistics stats status statuses step stop stopped store string sub
subject subscribe subscribed subscriber subscribers subscription subscriptions success successful sum support system table tag tags target tariff
task tasks team telegram template templates test text texts the theme time timeout timestamp timezone title to token tokens too total totals track tracking
trace transaction translit trigger true try type types unavailable undefined undelivered unique unit unknown unread unsubscribe unsubscribed until up update updated upload
uri url urls usage use used user users utc utm uuid val valid validation value values variable variables verified verify version vk viber
video view viewed views visible voice wait waiting warning warnings web webhook webhooks website week whatsapp white width with without word work world wrong
xml year yes zero zip zone zones avatar notify branding exceeded force ru en ua uk be kk tr es pt rur rub usd eur uah byn byr kzt gbp inr jpy oauth bulk sys php via img src href
`;

/** Words of pages that servers and proxies answer with, of HTML itself, and of headers. */
const pages = `
html head body title meta link script style div span h1 h2 h3 h4 p a br hr center table tr td th ul ol li b i strong em img form input button pre
code small section header footer main nav doctype class href src charset lang rel name content width height align bgcolor utf
gateway gateways timeout time-out temporarily nginx apache cloudflare openresty moved permanently redirect not found bad request internal server error service unavailable
path httponly secure samesite lax strict none max-age expires domain keep alive public store must revalidate must-revalidate bytes gzip deflate identity chunked
application x www urlencoded multipart octet stream axios mozilla n8n q br cors sec fetch mode
`;

/** Words of the pages that name those who published something. */
const authors = new Set(
	'acolev dataedge itpanda kuvardin makarovigor igor rmdm otetz valery finenumbers zburzhynski jsender myname myshop'.split(
		' ',
	),
);

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[a-z]+/g) ?? [];

/** Names of methods, fields and states: what a page has as code, and that looks like one. */
function wordsOf(page: string): string[] {
	const spans = [...page.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
	const names = spans.filter((span) =>
		/^(?:(?:GET|POST|PUT|PATCH|DELETE) )?[/\w{}[\]=.&?|,:"-]+$/.test(span),
	);
	// Also without its marks: nobody is called `getBalance` or `status_code`.
	const bare = page.match(/\b[a-z]+(?:[A-Z][a-z]+|[A-Z]{2,3})+\b|\b[a-z]+(?:_[a-z]+)+\b/g) ?? [];
	return [...names.filter((span) => !/^[\w-]+\/[\w.-]+$/.test(span)), ...bare]
		.flatMap((span) => span.replace(/[a-z](?=[A-Z])/g, '$& '))
		.flatMap(wordsIn)
		.filter((word) => !authors.has(word));
}

const read = (file: string): string => readFileSync(path.join(projectRoot(), file), 'utf8');

const made = new Map<string, ReadonlySet<string>>();

/** @returns the harmless words of a gateway, in lower case */
export function vocabularyOf(gateway: string): ReadonlySet<string> {
	let words = made.get(gateway);
	if (!words) {
		words = new Set([
			...wordsIn(usual),
			...wordsIn(pages),
			...wordsOf(read(`docs/gateways/${gateway}.md`)),
			...wordsIn(read(`test/contract/documents/${gateway}.json`)),
		]);
		made.set(gateway, words);
	}
	return words;
}

/** A name's own words: `sendBulkSms`, `send_bulk_sms`. */
export const splitName = (name: string): string[] =>
	name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^A-Za-z]+/g) ?? [];
