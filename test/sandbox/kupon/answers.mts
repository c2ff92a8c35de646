import type { Answer } from '../framework/answer.mts';
import { htmlPage, json } from '../framework/answer.mts';
import type { KuponSettings } from './settings.mts';

/** What became of one row of a list. */
export type RowResult = { readonly id: string } | { readonly msg: string };

/** Shapes that can say different things about different rows. */
const PER_ROW: readonly KuponSettings['listAnswer'][] = ['messages', 'data', 'bare'];

export const canCarryPartialFailure = ({ listAnswer }: KuponSettings): boolean =>
	PER_ROW.includes(listAnswer);

const wireId = (id: string, { idType }: KuponSettings): string | number =>
	idType === 'number' ? Number(id) : id;

/** `{"type":"success","id":…}` (docs/gateways/kupon.md 2). */
export const success = (id: string, settings: KuponSettings): Answer =>
	json({ type: 'success', id: wireId(id, settings) }, { contentType: label(settings) });

/** `{"type":"error","msg":…}`; its HTTP status is not documented, hence the mode. */
export const failure = (msg: string, settings: KuponSettings): Answer => {
	if (settings.failureStatus === 500) return htmlPage(500, 'Internal Server Error');
	return json(
		{ type: 'error', msg },
		{ status: settings.failureStatus, contentType: label(settings) },
	);
};

/** The answer to a list in the shape of the mode (none is documented, docs/gateways/kupon.md 3). */
export const listAnswer = (
	groupId: string,
	rows: readonly RowResult[],
	settings: KuponSettings,
): Answer => {
	const ids = rows.flatMap((row) => ('id' in row ? [wireId(row.id, settings)] : []));
	const results = rows.map((row) =>
		'id' in row
			? { type: 'success', id: wireId(row.id, settings) }
			: { type: 'error', msg: row.msg },
	);
	const shapes: Record<KuponSettings['listAnswer'], () => unknown> = {
		single: () => ({ type: 'success', id: wireId(groupId, settings) }),
		idArray: () => ({ type: 'success', id: ids }),
		ids: () => ({ type: 'success', ids }),
		messages: () => ({ type: 'success', messages: results }),
		data: () => ({ type: 'success', data: results }),
		bare: () => results,
	};
	return json(shapes[settings.listAnswer](), { contentType: label(settings) });
};

const label = ({ contentType }: KuponSettings): string => `${contentType}; charset=utf-8`;
