/** What was wrong with the old system, by number, in the words of a comparison. */

export const DEFECTS = {
  D1: 'It counted against 60 sessions for every service, whatever this course has.',
  D2: 'It rounded each month to whole sessions, and the months do not add up.',
  D3: 'A course that was over already was not looked at again.',
  D4: 'Pages that did not answer counted as a student who had left.',
  D5: 'A student missing from the pages counted as departed, and everything was posted.',
  D6: 'A canceled contract was posted whole in whatever month was worked first.',
  D7: 'It posted amounts with tax.',
  D8: 'It took amounts in another currency as they stood.',
  D9: 'A credit note after completion counted twice.',
  D10: 'An invoice after completion was never posted.',
  D11: 'A line of the same day stopped the posting, and the contract counted as complete.',
  D13: 'In a month with a pause it wrote off the whole month and posted a part.',
  D14: 'Of several stays only one counted in a month.',
  D15: 'It never caught up the months before an invoice.',
  D18: 'A credit note without its usual number or origin was added.',
  D19: 'The first line of a document decided about all its lines.',
  D20: 'All contracts of a client for one service were one.',
  D21: 'It did not round to cents.',
  D22: 'A credit note was not measured against what was earned by then.',
  D23: 'A student who left was posted whole at once, without a decision.',
  D24: 'Three months of pause were taken for a departure, and a return earned nothing.',
  D25: 'It knew the status of today only, dated by the last edit.',
  D26: 'A status without a date, or in unknown words, was taken as running or left aside.',
  D27: 'It had no closed months: what is corrected here in an open month stood in an earlier one there.',
  D30: 'Any invoice of an income share posted the whole contract.',
  HELD: 'This app holds the contract until a question is answered; the old one did not ask.',
  DECIDED: 'A person decided this here; the old system could not be told.',
} as const;

export type DefectCode = keyof typeof DEFECTS;
