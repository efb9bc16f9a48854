/** What the Close screen keeps in the address: the month, and which part of its board is open. */
import { choiceField, textField } from '../../state/view-fields.ts';

export const BOARD_PARTS = ['steps', 'checks', 'changes', 'versions', 'packages'] as const;
export type BoardPart = (typeof BOARD_PARTS)[number];

export const CLOSE_VIEW = { month: textField(), board: choiceField(BOARD_PARTS, null) };
