export function start(load: () => Promise<unknown>): Promise<void>;
