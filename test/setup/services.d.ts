export interface PostgresPrograms {
	initdb: string;
	server: string;
	isReady: string;
	psql: string;
}

export function chromiumProgram(): string | undefined;
export function ensureServices(): Promise<void>;
export function servicePrograms(): { redisServer?: string; postgres?: PostgresPrograms };
export function servicesProblem(): string;
export function systemUser(name: string): { uid: number; gid: number } | undefined;
