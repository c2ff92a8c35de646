import { byCommand } from '../../commands.mts';
import type { Script } from '../../script.mts';
import type { Kind } from '../../stores/contacts.mts';
import { addBlack, getBlack, removeBlack } from './blacklist.mts';
import { add, change, get, remove } from './contacts.mts';
import { addGroup, changeGroup, getGroups, moveGroup, removeGroup } from './groups.mts';

const book = (script: string, kind: Kind): Script =>
	byCommand(
		{
			add: add(kind),
			chg: change(kind),
			del: remove(kind),
			get: get(kind),
			add_group: addGroup(kind),
			chg_group: changeGroup(kind),
			del_group: removeGroup(kind),
			get_group: getGroups(kind),
			move_group: moveGroup(kind),
			add_black: addBlack(kind),
			del_black: removeBlack(kind),
			get_black: getBlack(kind),
		},
		(parameters, { limits }) => limits.takeIdentical(script, 3, parameters),
	);

/** phones.php (docs/gateways/smsc.md 5 and 1.8): the fourth identical request in a minute is error 9. */
export const phones = book('phones', 'phone');

/** mails.php: the same for e-mail contacts, their groups and their blacklist (docs/gateways/smsc.md A1). */
export const mails = book('mails', 'mail');
