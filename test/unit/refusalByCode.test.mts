import { refusalByCode } from '../../nodes/shared/model/failure.ts';

const refusal = refusalByCode(
	[
		[[1, 207], 'invalidRecipient', 'Check the number.'],
		[['NO_MONEY', '042'], 'insufficientFunds', 'Top up.'],
	],
	'Look at the words.',
);

test.each<[unknown, string | null, string, string]>([
	[1, '1', 'invalidRecipient', 'Check the number.'],
	['207', '207', 'invalidRecipient', 'Check the number.'],
	['NO_MONEY', 'NO_MONEY', 'insufficientFunds', 'Top up.'],
	['042', '042', 'insufficientFunds', 'Top up.'],
	[42, '42', 'rejected', 'Look at the words.'],
	['no_money', 'no_money', 'rejected', 'Look at the words.'],
	[undefined, null, 'rejected', 'Look at the words.'],
])('the code %j is known as it is written', (code, shown, kind, hint) => {
	expect(refusal(code, 'Words', 402)).toEqual({
		code: shown,
		kind,
		hint,
		text: 'Words',
		httpStatus: 402,
	});
});

test.each([
	[7, 'error 7'],
	[undefined, 'no reason given'],
	[null, 'no reason given'],
])('without words, the code %j is what there is to say', (code, text) => {
	expect(refusal(code, '', 402)).toMatchObject({ text });
});
