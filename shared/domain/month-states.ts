/** How far a month is on its way to a close, in order. Apart from the schemas, for the pages need the words and not what checks them. */
export const MONTH_STATES = ['open', 'synced', 'to_review', 'calculated', 'prepared', 'reviewed', 'closed'] as const;
export type MonthState = (typeof MONTH_STATES)[number];
