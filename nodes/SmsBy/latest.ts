import type { IDataObject } from 'n8n-workflow';

import { lackingFailure } from '../shared/model/failure';
import { idOf } from '../shared/text/json';
import { lists } from './answer';
import { get } from './call';
import { type Account, failed, pages, type Places } from './polling';

/** The id of a campaign, which is a number, however long; null where none can be read. */
function campaignId(place: IDataObject | null): bigint | null {
	const id = idOf(place?.message_id) ?? '';
	return /^\d{1,40}$/.test(id) ? BigInt(id) : null;
}

/** Orders IDs, the highest first. */
export const byNewest = (a: bigint, b: bigint): number => (a < b ? 1 : a > b ? -1 : 0);

const hint = 'If it stays so, enter the campaigns in Campaign IDs instead of Latest Campaigns.';

/** The newest campaigns of the account. */
interface LatestCampaigns {
	ids: string[];
	/** Why some are missing, or all: the list cannot be read, or what stands in their places has no ID. */
	error?: Error;
	/** Entries without an ID that can be read. */
	nameless: number;
	/** Where the list is in no order, each of those may be any campaign. */
	inNoOrder?: true;
}

/** The places with the newest campaign first; undefined where the IDs are in no order, or too few to show one. */
function newestFirst(listed: ReadonlyArray<bigint | null>): Array<bigint | null> | undefined {
	const known = [...new Set(listed.filter((id) => id !== null))];
	if (known.length < 2) return undefined;
	const sorted = known.toSorted(byNewest);
	const isSorted = (ids: bigint[]) => ids.every((id, at) => id === sorted[at]);
	if (isSorted(known)) return [...listed];
	return isSorted(known.toReversed()) ? listed.toReversed() : undefined;
}

/**
 * The newest campaigns of getMessagesList. In which order it lists them is not documented: when its first page begins with
 * the highest ids, that page is enough. What has no ID that can be read keeps its place among the newest where the order tells it, so
 * that no older one comes up. Where there is no order, those with an ID are the newest.
 */
export async function latestCampaigns(account: Account, count: number): Promise<LatestCampaigns> {
	if (count === 0) return { ids: [], nameless: 0 };
	let first: bigint | undefined;
	const enough = (page: Places, read: number) => {
		const ids = page.map(campaignId).filter((id) => id !== null);
		first ??= ids[0];
		return read >= count && (first ?? 0n) > (ids.at(-1) ?? 0n);
	};
	const [read] = await Promise.allSettled([
		pages(account, get('getMessagesList'), lists.campaigns, [], { enough }),
	]);
	if (read.status === 'rejected') return { ids: [], error: read.reason as Error, nameless: 0 };
	const listed = (read.value?.places ?? []).map(campaignId);
	const problem = (text: string) => failed(account.context, { ...lackingFailure(), text, hint });
	if (read.value?.rest) {
		const text = `The list of campaigns is too long for one poll, which has read ${listed.length} of them`;
		return { ids: [], error: problem(text), nameless: 0 };
	}
	const known = [...new Set(listed.filter((id) => id !== null))].toSorted(byNewest);
	const unread = listed.filter((id) => id === null);
	const ordered = newestFirst(listed);
	const nameless = unread.length;
	if (!ordered && known.length > 1)
		return { ids: known.slice(0, count).map(String), nameless, inNoOrder: true };
	const newest = (ordered ?? [...unread, ...known]).slice(0, count);
	const ids = [...new Set(newest.filter((id) => id !== null))].map(String);
	const missing = newest.filter((id) => id === null).length;
	if (missing === 0) return { ids, nameless };
	const text = `${missing} of the ${newest.length} newest campaigns in the list ${missing === 1 ? 'has' : 'have'} no ID that can be read`;
	return { ids, error: problem(text), nameless };
}

/** That the list is in no order, and what is watched all the same. */
export const inNoOrder = (account: Account, nameless: number): Error =>
	failed(account.context, {
		...lackingFailure(),
		text: `${nameless} ${nameless === 1 ? 'entry' : 'entries'} of the list of campaigns, which is in no order, ${nameless === 1 ? 'has' : 'have'} no ID that can be read`,
		hint: 'The newest of the others are watched. To watch a certain campaign, enter it in Campaign IDs.',
	});

/** That campaigns may be ones that had no ID when the trigger was published. @param ids not empty */
export const mayBeOld = (account: Account, ids: readonly string[]): Error =>
	failed(account.context, {
		...lackingFailure(),
		text: `Of the campaigns ${ids.join(', ')} the list may have had no ID when this trigger was published, so their present statuses were only noted`,
		hint: 'Changes from now on are reported.',
	});
