/**
 * Documents as matching sees them. What goes to a contract is not a whole document and not a single line but a *part*: the lines
 * of one document that pay for one service. A mixed invoice therefore splits by itself, and a discount line stays with the
 * course it reduces. A line that a person decided about is a part of its own.
 */
import { dayNumber } from '../../../shared/domain/civil-date.ts';
import type { LineFact, MatchDecisions } from './facts.ts';
import type { DocumentPart } from './working-model.ts';

/** Canonical order of lines: date, invoice before credit note, number (none last), document, line. */
function compareLines(a: LineFact, b: LineFact): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  if (a.kind !== b.kind) return a.kind === 'invoice' ? -1 : 1;
  if (a.number !== b.number) {
    if (a.number === null) return 1;
    if (b.number === null) return -1;
    return a.number < b.number ? -1 : 1;
  }
  if (a.documentKey !== b.documentKey) return a.documentKey < b.documentKey ? -1 : 1;
  if (a.lineKey !== b.lineKey) return a.lineKey < b.lineKey ? -1 : 1;
  return a.lineId - b.lineId;
}

/** The parts of a client's documents in canonical order, whatever order the lines came in. */
export function documentParts(lines: readonly LineFact[], decisions: MatchDecisions): DocumentPart[] {
  const sorted = inOrder(lines) ? lines : [...lines].sort(compareLines);
  const anyDecision = decisions.contractOfDocument.size > 0 || decisions.unlinked.size > 0;
  const parts: DocumentPart[] = [];
  let firstOfDocument = 0;
  for (const line of sorted) {
    if (parts[firstOfDocument]?.documentKey !== line.documentKey) firstOfDocument = parts.length;
    const decided = anyDecision && isDecidedAlone(line, decisions);
    let part: DocumentPart | undefined;
    if (!decided) {
      for (let i = firstOfDocument; i < parts.length && part === undefined; i++) {
        const other = parts[i];
        if (other && other.serviceId === line.serviceId && !isDecidedPart(other, decisions, anyDecision)) part = other;
      }
    }
    if (part) {
      part.lines.push(line);
      part.net += line.net;
    } else {
      parts.push(startPart(line, parts.length, decisions, anyDecision));
    }
  }
  for (let i = 1; i < parts.length; i++) {
    const [before, part] = [parts[i - 1], parts[i]];
    if (before && part && before.documentKey === part.documentKey) {
      before.whole = false;
      part.whole = false;
    }
  }
  return parts;
}

/** What issues say apart from the document when it has several parts. */
export function partDiscriminator(part: DocumentPart): string | undefined {
  return part.whole ? undefined : part.lines[0]?.lineKey;
}

/** Whether `name`, a document or `DOCUMENT#LINE`, names this part or one of its lines. */
export function isNamed(part: DocumentPart, name: string): boolean {
  if (name === part.documentKey) return true;
  if (!name.startsWith(part.documentKey)) return false;
  return part.lines.some((line) => name === lineName(line));
}

function inOrder(lines: readonly LineFact[]): boolean {
  let before: LineFact | undefined;
  for (const line of lines) {
    if (before && compareLines(before, line) > 0) return false;
    before = line;
  }
  return true;
}

function lineName(line: LineFact): string {
  return `${line.documentKey}#${line.lineKey}`;
}

function isDecidedAlone(line: LineFact, decisions: MatchDecisions): boolean {
  const name = lineName(line);
  return decisions.contractOfDocument.has(name) || decisions.unlinked.has(name);
}

function isDecidedPart(part: DocumentPart, decisions: MatchDecisions, anyDecision: boolean): boolean {
  const [line] = part.lines;
  return anyDecision && line !== undefined && isDecidedAlone(line, decisions);
}

function startPart(line: LineFact, order: number, decisions: MatchDecisions, anyDecision: boolean): DocumentPart {
  const name = anyDecision ? lineName(line) : '';
  // What was said of the line outweighs what was said of its document, in either direction.
  const ofLine = anyDecision ? decisions.contractOfDocument.get(name) : undefined;
  const unlinked =
    anyDecision && (decisions.unlinked.has(name) || (!ofLine && decisions.unlinked.has(line.documentKey)));
  const ofDocument = anyDecision ? decisions.contractOfDocument.get(line.documentKey) : undefined;
  return {
    documentKey: line.documentKey,
    label: line.number ?? line.documentKey,
    kind: line.kind,
    date: line.date,
    day: dayNumber(line.date),
    currency: line.currency,
    serviceId: line.serviceId,
    serviceKey: line.serviceKey,
    originKey: line.originKey,
    order,
    lines: [line],
    decision: ofLine ?? ofDocument ?? null,
    unlinked,
    net: line.net,
    whole: true,
    replaces: null,
    state: 'waiting',
    contract: null,
  };
}
