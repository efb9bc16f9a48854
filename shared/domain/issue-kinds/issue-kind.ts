/** What is known of one kind of issue before any is found. Amounts at risk are formulas in words; code computes them. */
export interface IssueKind {
  readonly code: string;
  readonly family:
    | 'connection'
    | 'completeness'
    | 'client'
    | 'service'
    | 'matching'
    | 'period'
    | 'money'
    | 'duplicate'
    | 'calculation'
    | 'export'
    | 'reconciliation';
  readonly severity: 'blocker' | 'high' | 'medium' | 'low' | 'info';
  /** month: the month cannot be closed. source: all of that source is provisional. contract: that contract is held. none: a finding. */
  readonly effect: 'month' | 'source' | 'contract' | 'none';
  readonly title: string;
  readonly meaning: string;
  readonly fix: string;
  /** safe: done and logged by the app. propose: one suggested answer. none: needs a person or the source system. */
  readonly auto: 'safe' | 'propose' | 'none';
  readonly amountAtRisk: { readonly balance: string; readonly month: string };
  readonly closesWhen: string;
}
