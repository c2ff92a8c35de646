import { byCommand } from '../../commands.mts';
import { addBlack, getBlack, removeBlack } from './blacklist.mts';
import { add, change, get, remove } from './contacts.mts';
import { addGroup, changeGroup, getGroups, moveGroup, removeGroup } from './groups.mts';

/** phones.php (section 5; 001_338538f221fab6b1.txt): the fourth identical request in a minute is error 9. */
export const phones = byCommand(
	{
		add,
		chg: change,
		del: remove,
		get,
		add_group: addGroup,
		chg_group: changeGroup,
		del_group: removeGroup,
		get_group: getGroups,
		move_group: moveGroup,
		add_black: addBlack,
		del_black: removeBlack,
		get_black: getBlack,
	},
	(parameters, { limits }) => limits.takeIdentical('phones', 3, parameters),
);
