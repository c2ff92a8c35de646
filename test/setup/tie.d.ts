export function tie<T extends { pid?: number }>(
	child: T,
	options?: { signal?: NodeJS.Signals; folder?: string },
): T;
