import { offsetPaging } from '../shared/transport/paging';

/**
 * `limit_rows` always goes along, because `limit_offset` needs it. Source: seed 002, getSmsDeliveryList; notes smsby.md
 * section 11 "pagination".
 */
export const limitPaging = offsetPaging({
	place: 'qs',
	limit: 'limit_rows',
	offset: 'limit_offset',
	pageSize: 100,
});
