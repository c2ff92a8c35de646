import { byCommand } from '../commands.mts';
import type { Script } from '../script.mts';
import { badParameters, notFound } from '../wire/refusal.mts';
import { record } from '../wire/reply.mts';
import { formatDate } from '../wire/time.mts';

const DAY = 24 * 3_600_000;

/** Clicks in all, this month, today, yesterday (docs/gateways/smsc.md 9). */
const get: Script = (parameters, { tinyUrls, clock, settings }) => {
	const wanted = parameters.first('link', 'id');
	if (wanted === '') throw badParameters();
	const found = tinyUrls.find(wanted);
	if (!found) throw notFound();
	const dayOf = (at: number) => formatDate(at, settings.utcOffsetMinutes).slice(0, 10);
	const count = (isWanted: (day: string) => boolean) =>
		found.clicks.filter((at) => isWanted(dayOf(at))).length;
	const now = clock.now();
	return record('link', [
		['id', found.id],
		['cnt', found.clicks.length],
		['cnt_mon', count((day) => day.slice(3) === dayOf(now).slice(3))],
		['cnt_day', count((day) => day === dayOf(now))],
		['cnt_yes', count((day) => day === dayOf(now - DAY))],
	]);
};

/** tinyurls.php (docs/gateways/smsc.md 9); error 3 for a link that is not known. */
export const tinyurls = byCommand({ get });
