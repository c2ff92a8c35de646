import { offsetPaging } from '../shared/transport/paging';

/**
 * `limit_rows` always goes along, because `limit_offset` needs it. Source: docs/gateways/smsby.md 3.4 and 11.
 */
export const limitPaging = offsetPaging({
	place: 'qs',
	limit: 'limit_rows',
	offset: 'limit_offset',
	pageSize: 100,
});
