import type { Exchange } from '../framework/exchange.mts';
import type { GatewayContext } from '../framework/gateway.mts';
import type { Account } from './account.mts';
import type { BulkReports } from './bulkReports.mts';
import type { Delivery } from './delivery.mts';
import type { Params } from './params.mts';
import type { SmsBySettings } from './settings.mts';
import type { CallRecord, SmsByState } from './state.mts';

/** What every method works with. */
export type Desk = {
	readonly context: GatewayContext<SmsBySettings>;
	readonly state: SmsByState;
	readonly account: Account;
	readonly delivery: Delivery;
	readonly reports: BulkReports;
};

/** One authorised API call. */
export type Call = {
	readonly exchange: Exchange;
	readonly record: CallRecord;
	readonly params: Params;
};

/** One API method. It returns the JSON of its answer, or a ready one, or throws a Refusal. */
export type Method = {
	readonly name: string;
	readonly version: 'v1' | 'v2';
	/** The verbs some source shows at work. */
	readonly verbs: readonly ('GET' | 'POST')[];
	/** The parameters it reads besides the token. */
	readonly parameters: readonly string[];
	/** False where the documented codes have no 429. */
	readonly isLimited?: boolean;
	/** False in modes without the method. */
	readonly exists?: (settings: SmsBySettings) => boolean;
	readonly run: (desk: Desk, call: Call) => unknown;
};

export const GET = ['GET'] as const;
export const POST = ['POST'] as const;
/** The vendor's PHP SDK calls these by GET, its Java SDK the same ones by POST. */
export const BOTH = ['GET', 'POST'] as const;
