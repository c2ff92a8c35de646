/** What n8n hands over although the form does not show it is named above the output. */
import { rows, sendSms, startCascade, useBench } from './setup.mts';

const bench = useBench();

const hint = (fields: string) =>
	`The form hides these fields for what is chosen, so their values have no effect: ${fields}.`;

const hintsOf = async (...run: Parameters<typeof bench.run>) =>
	((await bench.run(...run)).taskData?.hints ?? []).map(({ message }) => message);

const ofType = (type: string, row: number) => ({ json: { ...rows(3)[row]?.json, type } });

test('a field that none of the items has, where their types come from an expression', async () => {
	const parameters = sendSms({
		type: '={{ $json.type }}',
		customType: 'rcs',
		htmlText: '<p>Да</p>',
		options: { findToken: true, charset: 'UTF-8' },
	});
	const items = [ofType('sms', 0), ofType('viber', 1)];

	expect(await hintsOf(parameters, { items })).toContain(hint('Type Name, HTML, Find Token'));
	expect(await hintsOf(parameters, { items: [...items, ofType('other', 2)] })).not.toContainEqual(
		expect.stringContaining('The form hides'),
	);
});

test('n8n itself takes away what it can tell to be hidden, so there is nothing to name', async () => {
	const parameters = sendSms({ htmlText: '<p>Да</p>', options: { findToken: true } });

	expect(await hintsOf(parameters, { items: rows(1) })).toEqual([]);
	expect(bench.gateway.messages[0]).toMatchObject({ html: null, details: { findToken: false } });
});

test('a cascade shows all of it', async () => {
	const parameters = startCascade({ htmlText: '<p>Да</p>', options: { findToken: true } });

	expect(await hintsOf(parameters, { items: rows(1) })).toEqual([]);
	expect(bench.gateway.messages[0]).toMatchObject({
		html: '<p>Да</p>',
		details: { findToken: true },
	});
});
