import type { GatewayId } from '../wire/refusal.mts';

/** A mailing of jobs.php. */
export type Mailing = {
	readonly name: string;
	readonly messageId: GatewayId;
	readonly parameters: Readonly<Record<string, string>>;
	readonly createdAt: number;
	status: 'active' | 'cancelled';
};

/** A template of templates.php: parameters in its own words. */
export type Template = {
	name: string;
	message: string;
	format: string;
	sender: string;
	flag: number;
};

/** An operator template: parameters of docs/gateways/smsc.md 11. */
export type OperatorTemplate = { readonly fields: Readonly<Record<string, string>> };

/** A sub-client of users.php. It cannot log in here. */
export type SubClient = { user: string; fields: Record<string, string>; balance: number };

/** A bill of documents.php. */
export type Bill = { readonly user: string; readonly sum: string; readonly service: string };

/** An event of ping.php. */
export type MonitorTask = { readonly fields: Readonly<Record<string, string>> };

/** A number for incoming messages. */
export type ReceivePhone = { readonly phone: string; noprolong: boolean };
