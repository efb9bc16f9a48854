/** Part of 0005: what people said about a month that is no figure of the ledger. It is only ever added to; the last word counts. */
export const MONTH_WORDS = `
CREATE TABLE tie_out_override (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, month TEXT NOT NULL, tie_out INTEGER NOT NULL,
  reason TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
CREATE TABLE ledger_balance (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, month TEXT NOT NULL, amount INTEGER NOT NULL, who TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE TABLE flux_comment (
  id INTEGER PRIMARY KEY, company_id INTEGER NOT NULL REFERENCES company, month TEXT NOT NULL, compared_with TEXT NOT NULL,
  line TEXT NOT NULL, comment TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
${['tie_out_override', 'ledger_balance', 'flux_comment']
  .flatMap((table) =>
    ['UPDATE', 'DELETE'].map(
      (verb) =>
        `CREATE TRIGGER ${table}_is_final_${verb.toLowerCase()} BEFORE ${verb} ON ${table} BEGIN SELECT RAISE(ABORT, 'what was said about a month is only added to'); END;`,
    ),
  )
  .join('\n')}
`;
