/** What of an address is no part of a saved view: words of a search, what is open, what is selected. Pure. */
export const NOT_OF_A_VIEW: readonly string[] = ['search', 'who', 'open', 'only'];
