/** The accounts a close posts to, as a company maps them, with two charts to begin from. */

/** What an account is for. Revenue accounts belong to services and are not in this list. */
export const ACCOUNT_ROLES = [
  'deferred',
  'contractAsset',
  'priorPeriod',
  'breakage',
  'fxGain',
  'fxLoss',
  'receivable',
  'vat',
] as const;
export type AccountRole = (typeof ACCOUNT_ROLES)[number];

export interface AccountMap {
  /** Account code of each role; null when nobody chose one. */
  readonly roles: Readonly<Record<AccountRole, string | null>>;
  /** Revenue account of services that have none of their own; null when each must have one. */
  readonly revenue: string | null;
  /** Names of accounts by code; codes without a name are shown alone. */
  readonly names: Readonly<Record<string, string>>;
}

export interface AccountPreset extends AccountMap {
  readonly id: 'spain-pgc' | 'neutral';
  readonly title: string;
}

/** Charts to begin from; every code is a setting afterwards. Confirm them with the accountant of the country. */
export const ACCOUNT_PRESETS: readonly AccountPreset[] = [
  {
    id: 'spain-pgc',
    title: 'Spain, Plan General de Contabilidad',
    roles: {
      deferred: '485000',
      contractAsset: '430900',
      breakage: '705900',
      priorPeriod: '705800',
      receivable: '430000',
      vat: '477000',
      fxGain: '768000',
      fxLoss: '668000',
    },
    revenue: '705000',
    names: {
      '485000': 'Ingresos anticipados',
      '430900': 'Clientes, facturas pendientes de formalizar',
      '705000': 'Prestaciones de servicios',
      '705900': 'Prestaciones de servicios, bajas sin devolución',
      '705800': 'Prestaciones de servicios, ajustes de periodos anteriores',
      '430000': 'Clientes',
      '477000': 'Hacienda Pública, IVA repercutido',
      '768000': 'Diferencias positivas de cambio',
      '668000': 'Diferencias negativas de cambio',
    },
  },
  {
    id: 'neutral',
    title: 'Neutral',
    roles: {
      deferred: '2400',
      contractAsset: '1250',
      breakage: '4090',
      priorPeriod: '4080',
      receivable: '1200',
      vat: '2200',
      fxGain: '7000',
      fxLoss: '7000',
    },
    revenue: '4000',
    names: {
      '2400': 'Deferred revenue',
      '1250': 'Contract asset',
      '4000': 'Revenue',
      '4090': 'Breakage',
      '4080': 'Prior-period adjustments',
      '1200': 'Receivables',
      '2200': 'Output VAT',
      '7000': 'Exchange result',
    },
  },
];

/** An account that a journal needs and that nobody chose. */
export interface MissingAccount {
  readonly role: AccountRole | 'revenue';
  /** For revenue: the service without an account; null for documents that have no service yet. */
  readonly service: string | null;
}
