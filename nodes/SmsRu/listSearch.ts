import { entryFor, listSearch } from '../shared/routing/search';
import { foundIn } from '../shared/routing/settle';
import { methodForm } from './call';
import { smsRu } from './gateway';

/** Source: docs/gateways/smsru.md 5. */
export const searchSenders = listSearch(smsRu, {
	request: () => methodForm('/my/senders'),
	entries: (body) => foundIn(body, 'senders', (name) => entryFor(name, name)),
});
