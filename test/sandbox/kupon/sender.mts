import type { Answer } from '../framework/answer.mts';
import type { Exchange } from '../framework/exchange.mts';
import type { Fields } from '../framework/fields.mts';
import { parseJson } from '../framework/fields.mts';
import type { GatewayContext } from '../framework/gateway.mts';
import type { Envelope } from './accept.mts';
import { accept } from './accept.mts';
import type { RowResult } from './answers.mts';
import { canCarryPartialFailure, failure, listAnswer, success } from './answers.mts';
import { checkMessage } from './check.mts';
import type { Delivery } from './delivery.mts';
import type { Draft } from './draft.mts';
import { draftOfItem, draftOfRequest, listItems } from './draft.mts';
import { decodeNamed, encodingOf, readParameters } from './read.mts';
import type { KuponSettings } from './settings.mts';
import type { KuponType } from './wire.mts';
import { ERRORS, isKuponType, LIST_PARAMETERS, ONE_PARAMETERS } from './wire.mts';

/** What both endpoints share: who sends, by which channel. */
type Opening = { readonly fields: Fields; readonly type: KuponType; readonly sender: string };

/** The two sending endpoints (docs/gateways/kupon.md 2 and 3). */
export class Sender {
	readonly #context: GatewayContext<KuponSettings>;
	readonly #delivery: Delivery;
	#lastId = 905_116;

	constructor(context: GatewayContext<KuponSettings>, delivery: Delivery) {
		this.#context = context;
		this.#delivery = delivery;
	}

	async sendOne(exchange: Exchange): Promise<Answer> {
		const { settings } = this.#context;
		const opening = await this.#open(exchange, ONE_PARAMETERS);
		if (typeof opening === 'string') return failure(opening, settings);
		const draft = draftOfRequest(opening.fields);
		const refusal = this.#judge(draft, opening);
		if (refusal !== null) return failure(refusal, settings);
		const id = this.#nextId();
		this.#accept(draft, opening, exchange, { id, reportedId: id });
		return success(id, settings);
	}

	async sendList(exchange: Exchange): Promise<Answer> {
		const { settings } = this.#context;
		const opening = await this.#open(exchange, LIST_PARAMETERS);
		if (typeof opening === 'string') return failure(opening, settings);
		// The JSON text itself is in the named charset: `charset` covers the texts inside it (inference).
		const { fields } = opening;
		const wire = fields.bytes('messages') ?? Buffer.alloc(0);
		const json = decodeNamed(wire, fields.text('charset'));
		const items = listItems(parseJson(json.text));
		if (items === null) return failure(ERRORS.badList, settings);
		if (items.length === 0) return failure(ERRORS.emptyList, settings);
		if (settings.maxListSize !== null && items.length > settings.maxListSize) {
			return failure(ERRORS.longList(settings.maxListSize), settings);
		}

		const drafts: { draft: Draft; refusal: string | null }[] = [];
		for (const item of items) {
			const draft = draftOfItem(item, settings.strict);
			if (typeof draft === 'string') return failure(draft, settings);
			const refusal = this.#judge(draft, opening);
			if (refusal !== null && !canCarryPartialFailure(settings)) {
				return failure(ERRORS.inItem(item.at, refusal), settings);
			}
			drafts.push({ draft, refusal });
		}

		const groupId = this.#nextId();
		const problems = json.problems.map((problem) => `messages: ${problem}`);
		const rows = drafts.map(({ draft, refusal }): RowResult => {
			if (refusal !== null) return { msg: refusal };
			const id = this.#nextId();
			// With one id for the group the client can only know that one, so callbacks carry it (inference).
			const reportedId = settings.listAnswer === 'single' ? groupId : id;
			this.#accept(draft, opening, exchange, { id, reportedId, groupId }, problems);
			return { id };
		});
		return listAnswer(groupId, rows, settings);
	}

	/** Token, type and charset: what is wrong with these is wrong with the whole request. */
	async #open(exchange: Exchange, known: readonly string[]): Promise<Opening | string> {
		const { strict, tokens } = this.#context.settings;
		const fields = await readParameters(exchange, strict, known);
		if (typeof fields === 'string') return fields;
		const token = fields.text('token');
		if (!token) return ERRORS.noToken;
		if (!tokens.includes(token)) return ERRORS.badToken;
		const type = fields.text('type');
		if (!type) return ERRORS.noType;
		if (!isKuponType(type)) return ERRORS.badType(type);
		const charset = fields.text('charset');
		if (encodingOf(charset) === null) return ERRORS.badCharset(charset ?? '');
		return { fields, type, sender: fields.text('sender') ?? '' };
	}

	/** Form first, then the business reasons to refuse a message. */
	#judge(draft: Draft, { type, sender }: Opening): string | null {
		const { strict, rejectedRecipients, funds } = this.#context.settings;
		const recipient = draft.values.sent_to ?? '';
		if (recipient === '') return ERRORS.noRecipient;
		const wrong = strict ? checkMessage(type, sender, draft.values) : null;
		if (wrong !== null) return wrong;
		if (rejectedRecipients.includes(recipient)) return ERRORS.rejected(recipient);
		return funds === 'refused' ? ERRORS.noFunds : null;
	}

	#accept(
		draft: Draft,
		{ fields, type, sender }: Opening,
		exchange: Exchange,
		ids: Pick<Envelope, 'id' | 'reportedId' | 'groupId'>,
		problems: readonly string[] = draft.decodeProblems,
	): void {
		const charset = fields.text('charset') ?? null;
		const envelope = { ...ids, requestId: exchange.id, type, sender, charset };
		accept(draft, { ...envelope, decodeProblems: problems }, this.#context, this.#delivery);
	}

	#nextId(): string {
		return String(++this.#lastId);
	}
}
