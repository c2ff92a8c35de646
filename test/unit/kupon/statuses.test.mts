import { kupon } from '../../../nodes/Kupon/gateway.ts';
import { kannelStatuses, nativeStatuses } from '../../../nodes/Kupon/statuses.ts';
import {
	deliveryStatuses,
	deliveryStatusNames,
	finalStatuses,
	outcomeOf,
} from '../../../nodes/shared/model/deliveryStatus.ts';

/** The list of the gateway's own document, word for word (docs/gateways/kupon.md 4). */
const document = `
-4 -  входящее сообщение;
-3 - сообщение не найдено;
-1 - ожидает отправки;
0 - отправлено, поступило в очередь доставки к оператору;
1 - доставлено;
2 - прочитано;
3 - просрочено, истекло ttl - время жизни сообщения;
4 - в сообщении нажата ссылка;
20 - не доставлено;
22 - неверный получатель, ошибка в адресе получателя;
23 - данное направление запрещено, сработал СПАМ фильтр, фильтр оператора;
24 - недостаточно средств на отправку сообщения;
25 - получатель не доступен, не в сети;
`;

test('every number of the gateway’s document has a status, and no other number has one', () => {
	const numbers = [...document.matchAll(/^(-?\d+) -/gm)].map(([, number]) => number ?? '');
	expect(numbers).toHaveLength(13);
	expect(Object.keys(nativeStatuses).sort()).toEqual(numbers.sort());
	expect(kupon.statuses).toBe(nativeStatuses);
});

test.each([
	['-4', 'inbound', false, null],
	['-3', 'notFound', true, false],
	['-1', 'queued', false, null],
	['0', 'sent', false, null],
	['1', 'delivered', true, true],
	['2', 'read', false, null],
	['3', 'expired', true, false],
	['4', 'clicked', false, null],
	['20', 'undelivered', true, false],
	['22', 'invalidRecipient', true, false],
	['23', 'rejected', true, false],
	['24', 'insufficientFunds', true, false],
	['25', 'unreachable', true, false],
] as const)('%s is %s (final: %p, success: %p)', (number, status, final, success) => {
	expect(nativeStatuses[number]).toBe(status);
	expect(outcomeOf(status)).toEqual({ final, success });
});

test('Kannel’s numbers mean what its manual says, 66 (unknown) left unknown', () => {
	expect(kannelStatuses).toEqual({
		1: 'delivered',
		2: 'undelivered',
		4: 'queued',
		8: 'sent',
		16: 'rejected',
		34: 'expired',
	});
});

describe('the vocabulary', () => {
	test('has a name for every status, and none twice', () => {
		expect(Object.keys(deliveryStatusNames)).toEqual([...deliveryStatuses]);
		const names = Object.values(deliveryStatusNames);
		expect(new Set(names).size).toBe(names.length);
	});

	test.each(deliveryStatuses)('%s is delivered, failed or not decided', (status) => {
		const final = finalStatuses.includes(status);
		expect(outcomeOf(status)).toEqual({ final, success: final ? status === 'delivered' : null });
		const inCascade = final && status !== 'unreachable';
		expect(outcomeOf(status, true)).toEqual({
			final: inCascade,
			success: inCascade ? status === 'delivered' : null,
		});
	});

	test('has engagement after delivery as not final, so that a message starts one execution', () => {
		for (const status of ['read', 'opened', 'clicked', 'inbound', 'unknown'] as const) {
			expect(finalStatuses).not.toContain(status);
		}
	});
});
