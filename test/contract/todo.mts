/** What has to be done where a list is not as it should be, in words. */
export const todo = (
	is: readonly string[],
	should: readonly string[],
	{ missing, surplus }: Record<'missing' | 'surplus', (name: string) => string>,
): string[] => [
	...should.filter((name) => !is.includes(name)).map(missing),
	...is.filter((name) => !should.includes(name)).map(surplus),
];
