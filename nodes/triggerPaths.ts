/**
 * The last part of the path of every trigger's URL, by the gateway's id. A node knows by it that it was given the URL of another
 * gateway's trigger.
 */
export const triggerPath = {
	kupon: 'kupon',
	sendpulse: 'sendpulse',
	smsby: 'smsby',
	smsc: 'smsc',
	smsru: 'smsru',
} as const;

export const triggerPaths: readonly string[] = Object.values(triggerPath);
