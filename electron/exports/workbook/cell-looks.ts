/** What the looks of the port are in exceljs: one object a look, so that its style is worked out once and not once a cell. */
import type { Style } from 'exceljs';
import type { CellStyle } from './workbook-port.ts';

/** Excel's own pattern: positive; negative red and in parentheses; zero as a dash. Shown in the reader's own signs. */
export function moneyFormat(digits: number): string {
  const number = digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`;
  return `${number}_);[Red](${number});"-"${'?'.repeat(Math.max(digits, 1))}_)`;
}

const TEXT = '@';
const TEAL = 'FF0F5257';
const INPUT_FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF9DB' } } as const;
const HEAD_FILL = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEAF1F1' } } as const;
const TOTAL_LINE = { top: { style: 'thin', color: { argb: 'FF6B6B6B' } } } as const;
const INPUT_FONT = { color: { argb: 'FF1F4FD8' } } as const;
const bold = { bold: true } as const;
const top = { vertical: 'top' } as const;

type Look = Partial<Style>;

const FIXED: Readonly<Record<Exclude<CellStyle, `money${string}`>, Look>> = {
  title: { font: { bold: true, size: 16, color: { argb: TEAL } } },
  subtle: { font: { color: { argb: 'FF6B6B6B' } }, numFmt: TEXT, alignment: top },
  wrapped: { numFmt: TEXT, alignment: { vertical: 'top', wrapText: true } },
  head: { font: bold, fill: HEAD_FILL, numFmt: TEXT, alignment: { vertical: 'middle', wrapText: true } },
  headMonth: {
    font: bold,
    fill: HEAD_FILL,
    numFmt: 'mmm yyyy',
    alignment: { vertical: 'middle', horizontal: 'right' },
  },
  headNumber: {
    font: bold,
    fill: HEAD_FILL,
    numFmt: TEXT,
    alignment: { vertical: 'middle', horizontal: 'right', wrapText: true },
  },
  text: { numFmt: TEXT, alignment: top },
  // Marked apart from plain text by its alignment: see `quoted` in the writer.
  outside: { numFmt: TEXT, alignment: { vertical: 'top', horizontal: 'left' } },
  textTotal: { font: bold, border: TOTAL_LINE, numFmt: TEXT },
  int: { numFmt: '#,##0;-#,##0;"-"', alignment: top },
  intTotal: { font: bold, border: TOTAL_LINE, numFmt: '#,##0;-#,##0;"-"' },
  rate: { numFmt: '0.000000', alignment: top },
  percent: { numFmt: '0.0%', font: { italic: true }, alignment: top },
  date: { numFmt: 'yyyy-mm-dd', alignment: top },
  month: { numFmt: 'mmm yyyy', alignment: top },
  check: { font: bold, alignment: { horizontal: 'center', vertical: 'top' } },
  input: {
    numFmt: TEXT,
    font: INPUT_FONT,
    fill: INPUT_FILL,
    alignment: { vertical: 'top', wrapText: true },
    protection: { locked: false },
  },
  link: { font: { color: { argb: 'FF1B7F3B' }, underline: true } },
};

/** All looks of a workbook by name; the same object for the same name. */
export function looks(digits: number): (style: CellStyle) => Look {
  const money = new Map<string, Look>();
  const make = (style: CellStyle): Look => {
    const [name, own] = style.split(':');
    const numFmt = moneyFormat(own === undefined ? digits : Number(own));
    switch (name) {
      case 'moneyTotal':
        return { numFmt, font: bold, border: TOTAL_LINE };
      case 'moneyStrong':
        return { numFmt, font: bold };
      case 'moneyInput':
        return { numFmt, font: INPUT_FONT, fill: INPUT_FILL, protection: { locked: false } };
      default:
        return { numFmt, alignment: top };
    }
  };
  return (style) => {
    if (isFixed(style)) return FIXED[style];
    let look = money.get(style);
    if (!look) {
      look = make(style);
      money.set(style, look);
    }
    return look;
  };
}

function isFixed(style: CellStyle): style is keyof typeof FIXED {
  return Object.hasOwn(FIXED, style);
}
