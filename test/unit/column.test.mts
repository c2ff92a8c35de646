/** A field for a list of ids takes it in whatever form people have it. */
import { columnOf } from '../../nodes/shared/input/column.ts';

const read = (input: unknown) => columnOf(input, ['messageId', 'smsId'], 'Message IDs');

test.each([
	['typed with commas', '1, 2,3'],
	['typed with spaces, semicolons and line breaks', ' 1 2;\n3 \r\n'],
	['one twice', '1,2,3,1'],
	['a JSON array of texts', '["1", "2", "3"]'],
	['a JSON array of numbers', '[1, 2, 3]'],
	['an array', ['1', 2, '3']],
	['an array of lists', [['1', '2'], '3']],
	['an array of texts that are lists', ['1,2', '3']],
	['rows', [{ messageId: '1', id: 9 }, { messageId: 2 }, { messageId: '3' }]],
	['rows with some cells empty', [{ messageId: '1' }, { messageId: null }, { messageId: '2,3' }]],
	['items', [1, 2, 3].map((messageId) => ({ json: { messageId, recipient: '375' } }))],
	['rows as JSON', '[{"messageId":"1"},{"messageId":2},{"sms_id":"3"}]'],
	['one row as JSON', '{"messageId":["1","2","3"]}'],
	['other spellings', [{ message_id: 1 }, { 'Message ID': 2 }, { MESSAGEID: 3 }]],
	['a column', 'messageId\n1\n2\n3'],
	['a column in quotes', '"messageId"\n"1"\n"2"\n"3"'],
	['a table of a spreadsheet', 'id\tMessage ID\tphone\n7\t1\t375\n8\t2\t375\r\n9\t3\t375\n'],
	['a table with commas', 'phone,messageId,text\n375,1,"Да, ""готов"""\n375,2,"два\nряда"\n375,3,'],
	[
		'a table whose IDs stand behind texts',
		'text,messageId\n"Да, ""готов, да""",1\nтруба 5",2\n "два,\nряда" ,3',
	],
	['a table with semicolons', 'phone;message_id\n375;1\n375;2\n375;\n375;3'],
	['a table with bars', 'messageId | phone\n1 | 375\n2 | 375\n3 | 375'],
	['a table in a list', ['messageId\n1\n2', '3']],
])('%s', (_what, input) => {
	expect(read(input)).toEqual(['1', '2', '3']);
});

test.each([
	['nothing', undefined],
	['null', null],
	['an empty text', '  \n'],
	['an empty list', []],
	['an empty JSON list', '[]'],
	['a table without rows', 'messageId\tphone\n'],
])('%s has no entries', (_what, input) => {
	expect(read(input)).toEqual([]);
});

test('what is no ID is left to the field', () => {
	expect(read('7\tabc\n8\tdef')).toEqual(['7', 'abc', '8', 'def']);
});

test.each([
	['[1, 2', 'Message IDs begins like JSON but is not valid: “[1, 2”'],
	[
		[{ id: 1, recipient: '375' }],
		'Message IDs contains a row without the field “messageId”; it has “id”, “recipient”',
	],
	[[{}], 'Message IDs contains a row without fields'],
	['{"id": 4}', 'Message IDs contains a row without the field “messageId”; it has “id”'],
])('%j is refused', (input, problem) => {
	expect(() => read(input)).toThrow(problem);
});

test('lists nested as deeply as they like are read', () => {
	let nested: unknown = '1';
	for (let depth = 0; depth < 100_000; depth++) nested = [nested];
	expect(read(nested)).toEqual(['1']);
});
