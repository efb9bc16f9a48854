/**
 * The XML that follows the rows of a sheet, in the order that the format demands: exceljs streaming writes it in another order,
 * which Excel repairs by dropping it, and knows no tables.
 */
import type { Choice, SheetEnd, SheetSpec, TableSpec, WordColour, WorkbookProperties } from './workbook-port.ts';
import { cellName } from './workbook-port.ts';

/** Text as it stands between tags or in an attribute. */
export function xml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Indexes of the styles that coloured cells take, as the workbook's style part numbers them. */
export type ColourStyles = Readonly<Record<WordColour['colour'], number>>;

/** Everything from the end of the rows to the end of the sheet. `table`: the relation that leads to the sheet's table. */
export function sheetTail(
  spec: SheetSpec,
  end: SheetEnd,
  { foot }: Pick<WorkbookProperties, 'foot'>,
  colours: ColourStyles,
): string {
  const locked =
    '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/>';
  return [
    '</sheetData>',
    spec.locked ? locked : '',
    end.filter === undefined ? '' : `<autoFilter ref="${end.filter}"/>`,
    ...(end.colours ?? []).map((colour, at) => colourXml(colour, at, colours)),
    choicesXml(end.choices ?? []),
    linksXml(end.links ?? []),
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    `<headerFooter><oddFooter>${xml(`&L${footText(foot)}&C&A&RPage &P of &N`)}</oddFooter></headerFooter>`,
    end.table === undefined ? '' : '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>',
    '</worksheet>',
  ].join('');
}

/** An ampersand begins a code in a page's foot; the format allows 255 characters in all. */
function footText(text: string): string {
  return text.replaceAll('&', '&&').slice(0, 180);
}

function colourXml({ range, word, colour }: WordColour, at: number, styles: ColourStyles): string {
  const formula = `${range.split(':')[0]}="${word}"`;
  return `<conditionalFormatting sqref="${range}"><cfRule type="expression" dxfId="${styles[colour]}" priority="${at + 1}"><formula>${xml(formula)}</formula></cfRule></conditionalFormatting>`;
}

function choicesXml(choices: readonly Choice[]): string {
  if (choices.length === 0) return '';
  const each = choices.map(
    ({ range, words, title, hint }) =>
      `<dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1" errorTitle="${xml(title.slice(0, 32))}" error="${xml(hint.slice(0, 225))}" promptTitle="${xml(title.slice(0, 32))}" prompt="${xml(hint.slice(0, 255))}" sqref="${range}"><formula1>${xml(`"${words.join(',')}"`)}</formula1></dataValidation>`,
  );
  return `<dataValidations count="${each.length}">${each.join('')}</dataValidations>`;
}

function linksXml(links: NonNullable<SheetEnd['links']>): string {
  if (links.length === 0) return '';
  return `<hyperlinks>${links.map(({ cell, to }) => `<hyperlink ref="${cell}" location="${xml(to)}" display="${xml(to)}"/>`).join('')}</hyperlinks>`;
}

/** The part that makes rows a table. */
export function tableXml({ name, head, last, columns, totals }: TableSpec, id: number): string {
  const right = columns.length;
  const whole = `A${head}:${cellName(right, totals ? last + 1 : last)}`;
  const each = columns.map((column, at) => {
    const total = totals?.has(column)
      ? ' totalsRowFunction="sum"'
      : at === 0 && totals
        ? ' totalsRowLabel="Total"'
        : '';
    return `<tableColumn id="${at + 1}" name="${xml(column)}"${total}/>`;
  });
  return [
    `${XML_HEAD}<table xmlns="${MAIN}" id="${id}" name="${name}" displayName="${name}" ref="${whole}"`,
    totals ? ' totalsRowCount="1">' : ' totalsRowShown="0">',
    `<autoFilter ref="A${head}:${cellName(right, last)}"/><tableColumns count="${right}">${each.join('')}</tableColumns>`,
    '<tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>',
  ].join('');
}

/** The relations of a sheet: its table, and nothing that leads outside. */
export function sheetRelations(table: number): string {
  return `${XML_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${RELATIONS}/table" Target="../tables/table${table}.xml"/></Relationships>`;
}
