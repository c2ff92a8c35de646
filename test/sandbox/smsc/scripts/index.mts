import type { Script } from '../script.mts';
import { send } from '../sending/send.mts';
import { balance } from './balance.mts';
import { documents } from './documents.mts';
import { get } from './get.mts';
import { info } from './info.mts';
import { jobs } from './jobs.mts';
import { operatorTemplates } from './operatorTemplates.mts';
import { mails, phones } from './phones/index.mts';
import { senders } from './senders.mts';
import { ping, receivePhones, waitCall } from './small.mts';
import { status } from './status.mts';
import { templates } from './templates.mts';
import { tinyurls } from './tinyurls.mts';
import { users } from './users.mts';

/** The scripts of `/sys/<name>.php` (docs/gateways/smsc.md). */
export const scripts: Readonly<Record<string, Script>> = {
	send,
	status,
	balance,
	phones,
	mails,
	jobs,
	get,
	info,
	tinyurls,
	templates,
	op_templates: operatorTemplates,
	senders,
	users,
	documents,
	ping,
	receive_phones: receivePhones,
	wait_call: waitCall,
};
