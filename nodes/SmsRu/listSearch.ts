import { entryFor, listSearch } from '../shared/routing/search';
import { listIn } from '../shared/text/json';
import { methodForm } from './call';
import { smsRu } from './gateway';

/** Source: docs/gateways/smsru.md 5. */
export const searchSenders = listSearch(smsRu, {
	request: () => methodForm('/my/senders'),
	entries: (body) => listIn(body, 'senders').flatMap((name) => entryFor(name, name)),
});
