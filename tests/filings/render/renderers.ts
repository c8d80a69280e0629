/** The registry of formats: a filing and a variation in, a file with its truth out. */
import type { FilingTruth, GeneratedFiling } from '../filing.js';
import { MARK_STYLES } from '../layout/marks.js';
import { NOTHING_ALTERED, printForm, truthOf } from '../layout/print.js';
import type { PrintedForm } from '../layout/sheet.js';
import type { Variation } from '../layout/variation.js';
import { random } from '../random.js';
import { type BoxKind, writeDocx } from './docx.js';
import { type PageStyle, writeHtml, writeMarkdownHtml } from './html.js';
import { writeMarkdown } from './markdown.js';
import { writeMhtml } from './mhtml.js';
import { convertWithOffice, type OfficeTarget, printWithChromium } from './office.js';
import { type RowDialect, type TextShape, type TextSheet, toTextSheet } from './text-sheet.js';
import { writeTsv } from './tsv.js';
import { writeWordDump } from './word-dump.js';
import { writeXlsx } from './xlsx.js';

export interface Renderer {
  readonly name: string;
  /** File ending with its dot. */
  readonly extension: string;
  /** Whether the same seed gives the same bytes; false where another program writes the file. */
  readonly deterministic: boolean;
  render(form: PrintedForm, variation: Variation): Promise<Uint8Array> | Uint8Array;
  /** Many at once, where starting the program that writes them costs more than a file. */
  renderMany?(prints: readonly Print[]): Promise<Uint8Array[]>;
}

export interface Print {
  readonly form: PrintedForm;
  readonly variation: Variation;
}

/** A text format: it can be written from a sheet that was damaged. */
export interface TextRenderer extends Renderer {
  sheet(form: PrintedForm, variation: Variation): TextSheet;
  write(sheet: TextSheet): string;
}

function textRenderer(
  name: string,
  extension: string,
  shape: (variation: Variation) => TextShape,
  write: (sheet: TextSheet) => string,
): TextRenderer {
  const sheet = (form: PrintedForm, variation: Variation): TextSheet =>
    withPageCuts(toTextSheet(form, variation, shape(variation)), name);
  return {
    name,
    extension,
    deterministic: true,
    sheet,
    write,
    render: (form, variation) => new TextEncoder().encode(write(sheet(form, variation))),
  };
}

/** OCR cuts tables at page ends: a work form takes two pages, a long one three. */
function withPageCuts(sheet: TextSheet, format: string): TextSheet {
  if (format === 'word-dump') return sheet;
  const chance = random(`pages/${sheet.variation.seed}`);
  const first = Math.floor(sheet.rows.length * (0.4 + chance.next() * 0.3));
  return { ...sheet, cuts: chance.chance(0.8) ? [first] : [] };
}

const ocrDialect = (variation: Variation): RowDialect => (variation.seed % 2 ? 'grid' : 'packed');

export const TEXT_RENDERERS = {
  'word-dump': textRenderer(
    'word-dump',
    '.txt',
    () => ({ dialect: 'continued', struckOut: 'no-cell' }),
    writeWordDump,
  ),
  markdown: textRenderer(
    'markdown',
    '.md',
    (variation) => ({ dialect: ocrDialect(variation), struckOut: 'empty-cell' }),
    writeMarkdown,
  ),
  tsv: textRenderer(
    'tsv',
    '.tsv.txt',
    (variation) => ({ dialect: ocrDialect(variation), struckOut: 'no-cell' }),
    writeTsv,
  ),
} as const satisfies Record<string, TextRenderer>;

export type TextFormat = keyof typeof TEXT_RENDERERS;

function pageRenderer(name: string, style: PageStyle): Renderer {
  return {
    name,
    extension: '.html',
    deterministic: true,
    render: (form, variation) => writeHtml(form, variation, style),
  };
}

/** Formats that LibreOffice writes of the forms as they are. */
type WrittenTarget = Exclude<OfficeTarget, 'sheet-pdf'>;

/**
 * Check boxes that survive LibreOffice: its RTF drops the state of form fields, and its PDF, where no Wingdings font
 * is installed, draws ticked and empty symbols alike.
 */
const OFFICE_BOXES: Readonly<Record<Exclude<WrittenTarget, 'xls'>, readonly BoxKind[]>> = {
  doc: ['symbol', 'symbol-wingdings', 'content-control', 'form-field', 'font-run'],
  rtf: ['symbol', 'symbol-wingdings', 'content-control', 'font-run'],
  pdf: ['content-control'],
};

/** A page drawn without the Wingdings fonts shows no filer's marks: there, plain boxes stand for them. */
function drawable(variation: Variation): Variation {
  return variation.marks.id.startsWith('wingdings') ? { ...variation, marks: MARK_STYLES.ballot } : variation;
}

function officeSource({ form, variation }: Print, target: WrittenTarget): Uint8Array | Promise<Uint8Array> {
  if (target === 'xls') return writeXlsx(form, variation);
  return writeDocx(form, target === 'pdf' ? drawable(variation) : variation, OFFICE_BOXES[target]);
}

function officeRenderer(name: string, target: WrittenTarget): Renderer {
  return {
    name,
    extension: `.${target}`,
    deterministic: false,
    async render(form, variation) {
      const [bytes] = await convertWithOffice([await officeSource({ form, variation }, target)], target);
      return bytes ?? new Uint8Array();
    },
    renderMany: async (prints) =>
      convertWithOffice(await Promise.all(prints.map((print) => officeSource(print, target))), target),
  };
}

const PAGE_RENDERERS = [
  pageRenderer('html', { kind: 'plain', charset: 'utf-8' }),
  pageRenderer('html-word', { kind: 'word', charset: 'utf-8' }),
  pageRenderer('html-nested', { kind: 'nested', charset: 'utf-8' }),
  pageRenderer('html-divided', { kind: 'divided', charset: 'utf-8' }),
  pageRenderer('html-gb18030', { kind: 'word', charset: 'gb18030' }),
  pageRenderer('html-utf16', { kind: 'plain', charset: 'utf-16le' }),
];

const FILE_RENDERERS: readonly Renderer[] = [
  { name: 'markdown-html', extension: '.html.md', deterministic: true, render: writeMarkdownHtml },
  { name: 'mhtml', extension: '.mht', deterministic: true, render: writeMhtml },
  { name: 'docx', extension: '.docx', deterministic: true, render: writeDocx },
  { name: 'xlsx', extension: '.xlsx', deterministic: true, render: writeXlsx },
];

const PROGRAM_RENDERERS: readonly Renderer[] = [
  officeRenderer('doc', 'doc'),
  officeRenderer('rtf', 'rtf'),
  officeRenderer('xls', 'xls'),
  officeRenderer('pdf', 'pdf'),
  {
    name: 'pdf-chromium',
    extension: '.chromium.pdf',
    deterministic: false,
    render: (form, variation) =>
      printWithChromium(writeHtml(form, drawable(variation), { kind: 'plain', charset: 'utf-8' })),
  },
];

/** Every format, by name, for harnesses that go over all of them. */
export const RENDERERS: Readonly<Record<string, Renderer>> = Object.fromEntries(
  [...Object.values(TEXT_RENDERERS), ...PAGE_RENDERERS, ...FILE_RENDERERS, ...PROGRAM_RENDERERS].map(
    (renderer) => [renderer.name, renderer],
  ),
);

export interface RenderedFiling {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly truth: FilingTruth;
}

function fileName(renderer: Renderer, filing: GeneratedFiling): string {
  return `${renderer.name}-${filing.template}-${filing.seed}${renderer.extension}`;
}

/** One filing as a file of any format. */
export async function renderFiling(
  renderer: Renderer,
  filing: GeneratedFiling,
  variation: Variation,
  file = fileName(renderer, filing),
): Promise<RenderedFiling> {
  if (isTextRenderer(renderer)) return renderText(renderer, filing, variation, (sheet) => sheet, file);
  const form = printForm(filing, variation);
  const bytes = await renderer.render(form, variation);
  return { file, bytes, truth: truthOf(filing, form, NOTHING_ALTERED, { file, group: renderer.name }) };
}

/** Many filings in one format, in one call of the program behind it where there is one. */
export async function renderFilings(
  renderer: Renderer,
  filings: readonly { readonly filing: GeneratedFiling; readonly variation: Variation }[],
): Promise<RenderedFiling[]> {
  if (!renderer.renderMany) {
    return Promise.all(filings.map(({ filing, variation }) => renderFiling(renderer, filing, variation)));
  }
  const prints = filings.map(({ filing, variation }) => ({ form: printForm(filing, variation), variation }));
  const files = await renderer.renderMany(prints);
  return filings.flatMap(({ filing }, index) => {
    const [print, bytes] = [prints[index], files[index]];
    if (!print || !bytes) return [];
    const file = fileName(renderer, filing);
    return [
      { file, bytes, truth: truthOf(filing, print.form, NOTHING_ALTERED, { file, group: renderer.name }) },
    ];
  });
}

export function isTextRenderer(renderer: Renderer): renderer is TextRenderer {
  return Object.hasOwn(TEXT_RENDERERS, renderer.name);
}

/** One filing as a text file, its sheet changed on the way (damage, a single mutation). */
export function renderText(
  renderer: TextRenderer,
  filing: GeneratedFiling,
  variation: Variation,
  change: (sheet: TextSheet) => TextSheet,
  file = fileName(renderer, filing),
): RenderedFiling {
  const form = printForm(filing, variation);
  const sheet = change(renderer.sheet(form, variation));
  const bytes = new TextEncoder().encode(renderer.write(sheet));
  return { file, bytes, truth: truthOf(filing, form, sheet.altered, { file, group: renderer.name }) };
}
