/** The accounts of the proofs, one a gateway. */
import { ACCESS, run } from '../../sandbox/smsc/testing/smsc.mts';
import type { GatewayId } from '../../sandbox/index.mts';
import type { ProofPlan } from './proof.mts';

const callbackSecret = 'a secret of the proof';

export const plans: Partial<Record<GatewayId, ProofPlan>> = {
	kupon: {
		id: 'kupon',
		access: { token: 'kupon-sandbox-token', sender: 'MyShop', callbackSecret },
		phones: ['79001112233'],
		emails: [],
		prepare: () => {},
	},
	smsby: {
		id: 'smsby',
		access: { token: 'eyJpdiI6ImMyRnVaR0p2ZUE9PSIsInYiOiIxIn0=', callbackSecret },
		phones: ['375291112233'],
		emails: [],
		prepare({ smsby }) {
			smsby.state.bills.push({
				id: '1',
				amount: '10.5',
				amountType: 'sms',
				type: null,
				createdAt: Date.parse('2026-01-15T09:30:00Z'),
			});
		},
	},
	smsc: {
		id: 'smsc',
		access: {
			login: 'smsc-sandbox',
			password: 'smsc-sandbox-password',
			apiKey: 'smsc-sandbox-key',
			callbackSecret: 'smsc-sandbox-secret',
		},
		phones: ['+7 916 123-45-67', '79261234567'],
		emails: ['me@shop.example'],
		async prepare({ smsc }, callbackAddress) {
			smsc.settings.callbackUrl = `${callbackAddress}?charset=utf-8&sha1`;
			const sent = { ...ACCESS, phones: '79161234568', mes: 'Да', charset: 'utf-8' };
			await run(smsc, 'send', sent);
			await smsc.state.receive({ phone: '79161234568', message: 'Нет' });
			smsc.state.subClients.add({ user: 'shop-1', fields: {}, balance: 0 });
		},
	},
	smsru: {
		id: 'smsru',
		access: { apiKey: '5f1c9a2e-0b7d-4d3e-9a61-sandbox00001' },
		phones: ['79001112233'],
		emails: [],
		prepare: () => {},
	},
};
