/** What Kupon.mobi says to requests that it has to refuse: there is nothing to read. */
import { probed } from '../probes.mts';
import { confirmed, holds } from '../verdicts.mts';
import { refused, send, sendList } from './answers.mts';

const nobody = { type: 'sms' };

export const readChecks = probed(
	{
		level: 'read',
		does: 'Sends an SMS to nobody, which is refused',
		raw: { path: send, form: nobody },
		settles: {
			'kupon/refusal': { status: [200, 400, 401, 403], json: refused },
			'kupon/error-status': {
				status: [200, 400, 401, 403, 422],
				also: ({ status }) => confirmed(`HTTP ${status}`),
			},
			'kupon/content-type': {
				status: [200, 400, 401, 403, 422],
				also: ({ type }) => holds(/^application\/json/.test(type), 'application/json', type),
			},
		},
	},
	{
		level: 'read',
		does: 'Sends an SMS to nobody by GET, which is refused',
		raw: { method: 'GET', path: send, query: nobody },
		settles: { 'kupon/get-and-post': { status: [200, 400, 401, 403], json: refused } },
	},
	{
		level: 'read',
		does: 'Sends a list to nobody by a form, which is refused',
		raw: { path: sendList, form: nobody },
		settles: { 'kupon/form': { status: [200, 400, 401, 403], json: refused } },
	},
	{
		level: 'read',
		does: 'Sends an SMS to nobody with a token that nobody has',
		raw: { path: send, form: { token: 'n8nlive', ...nobody }, bare: true },
		settles: { 'kupon/token': { status: [200, 400, 401, 403], json: refused } },
	},
);
