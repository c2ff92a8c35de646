/** Allowed Domains of a credential hold for its backup addresses, by n8n's own rule; the matcher is ours, so that older n8n has it too. */
import { isDomainAllowed } from 'n8n-workflow';
import { smsc } from '../../../nodes/Smsc/gateway.ts';
import { ownHost } from '../../../nodes/shared/text/address.ts';
import { addressesOf } from '../../../nodes/shared/transport/addresses.ts';

const hosts = [
	'smsc.ru',
	'www2.smsc.ru',
	'a.b.smsc.ru',
	'notsmsc.ru',
	'smsc.ru.evil.test',
	'127.0.0.1',
	'xn--e1afmkfd.xn--p1ai',
];

const lists = [
	'smsc.ru',
	'SMSC.RU. , 127.0.0.1',
	'*.smsc.ru',
	'*.smsc.ru, smsc.ru',
	'*.',
	'*',
	'*.ru',
	'.smsc.ru',
	'www*.smsc.ru',
	',,',
	'https://smsc.ru',
	'xn--e1afmkfd.xn--p1ai',
];

/** Backups of the account that the credential lets through. */
const backupsWith = (allowed: object, urls: string[]) =>
	addressesOf(smsc, {
		host: ownHost,
		baseUrl: 'https://primary.test',
		backupUrls: urls.join('\n'),
		...allowed,
	});

test.each(lists)('“%s” lets through what n8n lets through', (allowedDomains) => {
	const urls = hosts.map((host) => `https://${host}:8443`);
	const allowed = { allowedHttpRequestDomains: 'domains', allowedDomains };
	const { primary, backups, barred } = backupsWith(allowed, urls);

	expect(primary).toBe('https://primary.test');
	expect([...backups, ...barred].sort()).toEqual([...urls].sort());
	expect(backups).toEqual(urls.filter((url) => isDomainAllowed({ url, allowedDomains })));
});

test('no backup is let through by an empty list, and each where there is none', () => {
	const urls = ['https://www2.smsc.ru'];
	const empty = { allowedHttpRequestDomains: 'domains', allowedDomains: ' ' };
	expect(backupsWith(empty, urls)).toMatchObject({ backups: [], barred: urls });
	for (const allowedHttpRequestDomains of ['all', undefined])
		expect(
			backupsWith({ allowedHttpRequestDomains, allowedDomains: 'other.test' }, urls),
		).toMatchObject({ backups: urls, barred: [] });
});
