/** Why a field has this value and this confidence, for a person and as JSON. */
import type { FieldEvidence, WeighedCandidate } from '../load/field-evidence.js';
import { CONFIDENCE_MODEL, confidenceOf, weighingOf } from '../normalize/confidence.js';
import { type Column, printable, textTable } from './text-table.js';

interface WeighedFeature {
  readonly name: string;
  readonly value: number;
  readonly weight: number;
  /** Added to the log-odds that the field is right. */
  readonly contribution: number;
}

/** The field with what its features count in the model of this program. */
export function explained(field: FieldEvidence) {
  const { features, sourceKind, confidence } = field;
  const weighing = weighingOf(sourceKind ?? 'ocr-text');
  const weighed = Object.entries(features).map(([name, value]): WeighedFeature => {
    const weight = weighing.weights[name] ?? 0;
    return { name, value, weight, contribution: weight * value };
  });
  weighed.sort((a, b) => a.contribution - b.contribution || (a.name < b.name ? -1 : 1));
  const today = sourceKind === null ? null : confidenceOf(features, sourceKind);
  const kindWeight = sourceKind === null ? 0 : (weighing.sourceKinds[sourceKind] ?? 0);
  return {
    ...field,
    features: weighed,
    model: {
      intercept: weighing.intercept,
      sourceKind: kindWeight,
      ceiling: CONFIDENCE_MODEL.ceiling,
      /** What the model of this program gives; differs where another version read the file. */
      confidence: today,
      isSame: today === confidence,
    },
  };
}

type Explained = ReturnType<typeof explained>;
type Placed = Pick<WeighedCandidate, 'page' | 'table' | 'row' | 'column' | 'bbox'>;

/** Counted from 1, as people count rows; the JSON counts as the tables do. */
function placeText({ page, table, row, column, bbox }: Placed): string {
  const parts = [
    page === null ? '' : `page ${page}`,
    table === null ? '' : `table ${table + 1}`,
    row === null ? '' : `row ${row + 1}`,
    column === null ? '' : `column ${column + 1}`,
    bbox === null ? '' : `box ${bbox}`,
  ].filter(Boolean);
  return parts.length === 0 ? 'in running text' : parts.join(', ');
}

function quoted(text: string | null): string {
  return text === null ? 'nothing' : `“${printable(text)}”`;
}

function statement(field: Pick<Explained, 'status' | 'value' | 'unit' | 'note'>): string {
  const { status, value, unit, note } = field;
  const text = value === null ? '' : ` ${printable(String(value))}${unit === null ? '' : ` ${unit}`}`;
  return `${status}${text}${note === null ? '' : ` (note: ${printable(note)})`}`;
}

const CANDIDATE_COLUMNS: readonly Column[] = [
  { title: '  RANK', align: 'right' },
  { title: 'SCORE', align: 'right' },
  { title: 'READING' },
  { title: 'IN THE DOCUMENT' },
  { title: 'LABEL' },
  { title: 'WHERE' },
];

function alternativesText(alternatives: string | null): string[] {
  if (alternatives === null) return [];
  const others = JSON.parse(alternatives) as { reader: string; text: string; score: number }[];
  return others.map(
    ({ reader, text, score }) => `    ${reader} reads ${quoted(text)}, score ${score.toFixed(2)}`,
  );
}

function candidateLines({ candidates }: Explained): string[] {
  if (candidates.length === 0) return ['  candidates: none, no cell was bound to this label'];
  const rows = candidates.map((one) => [
    String(one.rank),
    one.score.toFixed(4),
    one.value === null ? one.status : String(one.value),
    quoted(one.raw),
    one.labelRaw,
    `${one.relation}, ${placeText(one)}`,
  ]);
  const others = candidates.flatMap(({ alternatives }) => alternativesText(alternatives));
  return ['  candidates, the chosen one first:', ...textTable(CANDIDATE_COLUMNS, rows), ...others];
}

const FEATURE_COLUMNS: readonly Column[] = [
  { title: '  FEATURE' },
  { title: 'VALUE', align: 'right' },
  { title: 'WEIGHT', align: 'right' },
  { title: 'COUNTS', align: 'right' },
];

function featureLines({ features, model, sourceKind }: Explained): string[] {
  const counted = features.filter(({ value }) => value !== 0);
  const rows = [
    ['  (every field)', '', '', model.intercept.toFixed(3)],
    [`  (source ${sourceKind ?? 'unknown'})`, '', '', model.sourceKind.toFixed(3)],
    ...counted.map(({ name, value, weight, contribution }) => [
      `  ${name}`,
      value.toFixed(3),
      weight.toFixed(3),
      contribution.toFixed(3),
    ]),
  ];
  const other = model.isSame
    ? []
    : [`  (the model of this program gives ${model.confidence}: another version read the file)`];
  return [
    '  features behind the confidence (sum of COUNTS: log-odds of being right):',
    ...textTable(FEATURE_COLUMNS, rows),
    ...other,
  ];
}

function findingLines({ findings }: Explained): string[] {
  if (findings.length === 0) return ['  findings: none'];
  return [
    '  findings:',
    ...findings.map(({ severity, rule, message }) => `    ${severity} ${rule}: ${printable(message)}`),
  ];
}

/** One field in one period, with where it comes from. */
export function explanationText(field: Explained): string {
  const site = [field.siteName, field.siteCode].filter((part) => part !== null).map(printable);
  const lines = [
    `${field.indicator} ${field.period}: ${statement(field)}, confidence ${field.confidence}`,
    `  asked as: ${field.section} › ${field.label}`,
    `  report: ${[`${field.form} ${field.year ?? 'of an unknown year'} (${field.template})`, ...site].join(', ')}`,
    `  file: ${printable(field.path)}${field.reader === null ? '' : `, read by ${field.reader}`}`,
    `  place: ${placeText(field)}`,
    `  value in the document: ${quoted(field.raw)}; label: ${quoted(field.labelRaw)}`,
    ...candidateLines(field),
    ...featureLines(field),
    ...findingLines(field),
  ];
  return `${lines.join('\n')}\n`;
}
