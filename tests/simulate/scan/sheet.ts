/**
 * Prints a generated filing as a picture: the form as a page that Chromium draws, in one of several fonts and
 * table styles, with the place and the true content of every cell taken from the page itself.
 */
import { type Browser, chromium } from 'playwright-core';
import type { GeneratedFiling, TemplateId } from '../../filings/filing.js';
import { generateFiling } from '../../filings/generate.js';
import { printForm } from '../../filings/layout/print.js';
import type { Ink, PrintedForm } from '../../filings/layout/sheet.js';
import { drawVariation, PLAIN_VARIATION } from '../../filings/layout/variation.js';
import { type Random, random } from '../../filings/random.js';

export const FONTS = [
  'Noto Serif CJK SC',
  'WenQuanYi Zen Hei',
  'AR PL UMing CN',
  'AR PL UKai CN',
  'AR PL SungtiL GB',
  'Noto Sans CJK SC',
] as const;
export type Font = (typeof FONTS)[number];

/** How options are ticked on paper. */
export const TICKS = [
  'ballot',
  'root',
  'root-alone',
  'square',
  'circle',
  'crossed',
  'hand',
  'hand-beside',
  'hand-cross',
  'hand-filled',
  'check-box',
  'ballot-after',
] as const;
export type Tick = (typeof TICKS)[number];

export interface SheetStyle {
  readonly font: Font;
  readonly tick: Tick;
  /** Points of the text. */
  readonly size: number;
  /** CSS pixels inside each cell, above and below. */
  readonly padding: number;
  readonly border: string;
}

export interface TrueCell {
  /** Corners in pixels of the picture: left, top, right, bottom. */
  readonly box: readonly [number, number, number, number];
  /** Text without marks; empty for an empty cell. */
  readonly text: string;
  /** States of the drawn marks in reading order; options that draw nothing are left out. */
  readonly marks: readonly boolean[];
  readonly isNumber: boolean;
}

export interface Sheet {
  readonly png: Buffer;
  readonly cells: readonly TrueCell[];
  readonly style: SheetStyle;
}

const GLYPHS: Readonly<Record<Tick, readonly [ticked: string, unticked: string]>> = {
  ballot: ['☑', '□'],
  root: ['√', '□'],
  'root-alone': ['√', ''],
  square: ['■', '□'],
  circle: ['●', '○'],
  crossed: ['☒', '☐'],
  hand: ['', ''],
  'hand-beside': ['', ''],
  'hand-cross': ['', ''],
  'hand-filled': ['', ''],
  'check-box': ['', ''],
  'ballot-after': ['☑', '□'],
};

export function drawStyle(chance: Random, fonts: readonly Font[]): SheetStyle {
  return {
    font: chance.pick(fonts),
    tick: chance.pick(TICKS),
    size: chance.pick([10.5, 10.5, 12, 14]),
    padding: chance.pick([0, 2, 4, 8]),
    border: chance.pick([
      '1px solid #000',
      '1px solid #000',
      '2px solid #000',
      '0.7px solid #444',
      '3px double #000',
      '1px solid #aaa',
    ]),
  };
}

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'],
  });
}

export interface Composition {
  readonly filing: GeneratedFiling;
  readonly form: PrintedForm;
  readonly html: string;
}

/** A generated filing as a page of HTML in one style. */
export function composeSheet(template: TemplateId, seed: number, style: SheetStyle): Composition {
  const filing = generateFiling({ template, seed });
  const { labels, media, interaction } = drawVariation(template, seed);
  const form = printForm(filing, { ...PLAIN_VARIATION, seed, labels, media, interaction });
  return { filing, form, html: htmlOf(form, style, random(`hand/${seed}`)) };
}

/** A sheet of one filing at a resolution in dots per inch of A4 paper. */
export async function printSheet(
  browser: Browser,
  template: TemplateId,
  seed: number,
  style: SheetStyle,
  dpi: number,
): Promise<Sheet> {
  const { form, html } = composeSheet(template, seed, style);
  const page = await browser.newPage({ viewport: { width: 794, height: 1123 }, deviceScaleFactor: dpi / 96 });
  try {
    await page.setContent(html);
    const places = await page.evaluate(
      `[...document.querySelectorAll('td')].map((td) => { const r = td.getBoundingClientRect(); return [r.left, r.top + scrollY, r.right, r.bottom + scrollY]; })`,
    );
    const png = await page.screenshot({ fullPage: true, type: 'png' });
    const scale = dpi / 96;
    const cells = form.table.rows.flat().map((cell, i): TrueCell => {
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = (places as number[][])[i] ?? [];
      return { box: [x0 * scale, y0 * scale, x1 * scale, y1 * scale], ...truth(cell.ink, style.tick) };
    });
    return { png, cells, style };
  } finally {
    await page.close();
  }
}

function truth(ink: readonly Ink[], tick: Tick): Pick<TrueCell, 'text' | 'marks' | 'isNumber'> {
  const text = ink.map((part) => (part.kind === 'text' ? part.text : part.label)).join('');
  const options = ink.filter((part) => part.kind === 'option');
  const drawn = options.filter(({ ticked }) => ticked || tick !== 'root-alone');
  return {
    text,
    marks: drawn.map(({ ticked }) => ticked),
    isNumber: options.length === 0 && /^[\d０-９.,，%％]+$/u.test(text.trim()),
  };
}

function htmlOf(form: PrintedForm, style: SheetStyle, chance: Random): string {
  const lines = (all: readonly (readonly Ink[])[]) =>
    all.map((ink) => `<p>${inkHtml(ink, style, chance)}</p>`).join('');
  const rows = form.table.rows.map(
    (cells) =>
      `<tr>${cells.map((cell) => `<td colspan="${cell.columnSpan}" rowspan="${cell.rowSpan}">${inkHtml(cell.ink, style, chance)}</td>`).join('')}</tr>`,
  );
  return `<!DOCTYPE html><meta charset="utf-8"><style>
body{margin:60px 70px;font:${style.size}pt '${style.font}';color:#111;background:#fff}
h1{font-size:${style.size * 1.7}pt;font-weight:normal;text-align:center}
table{border-collapse:collapse;width:100%}
td{border:${style.border};padding:${style.padding}px 6px;vertical-align:middle;line-height:1.25}
.box{position:relative;display:inline-block;width:.85em;height:.85em;border:1.2px solid #222;vertical-align:-.1em;margin:0 .15em}
.pen{position:absolute;overflow:visible}
</style>${form.title.map((line) => `<h1>${escaped(line)}</h1>`).join('')}${lines(form.heading)}<table>${rows.join('')}</table>${lines(form.footing)}`;
}

function inkHtml(ink: readonly Ink[], style: SheetStyle, chance: Random): string {
  return ink
    .map((part) => {
      if (part.kind === 'text') return escaped(part.text);
      const mark = markHtml(style.tick, part.ticked, chance);
      return style.tick === 'ballot-after' ? escaped(part.label) + mark : mark + escaped(part.label);
    })
    .join('');
}

function markHtml(tick: Tick, ticked: boolean, chance: Random): string {
  switch (tick) {
    case 'hand':
      return `<span class="box">${ticked ? penTick(chance, 0) : ''}</span>`;
    case 'hand-beside':
      return `<span class="box">${ticked ? penTick(chance, -13) : ''}</span>`;
    case 'hand-cross':
    case 'hand-filled':
      return `<span class="box">${ticked ? penStrokes(chance, tick === 'hand-cross' ? CROSS : SCRIBBLE) : ''}</span>`;
    case 'check-box':
      return `<input type="checkbox"${ticked ? ' checked' : ''}>`;
    default:
      return GLYPHS[tick][ticked ? 0 : 1];
  }
}

/** A tick as a pen draws it: two strokes of uneven length, often past the edges of the box. */
function penTick(chance: Random, shift: number): string {
  const near = (value: number, by: number) => value + (chance.next() * 2 - 1) * by;
  const points = [near(1, 1.5), near(7, 1.5), near(5, 1), near(11, 1), near(13, 2.5), near(-1, 3)].map((v) =>
    v.toFixed(1),
  );
  const [ax, ay, bx, by, cx, cy] = points;
  const colour = chance.pick(['#111', '#111', '#1a2a80']);
  return `<svg class="pen" style="left:${shift}px;top:0" width="14" height="14"><path d="M${ax} ${ay} L${bx} ${by} Q${bx} ${ay} ${cx} ${cy}" fill="none" stroke="${colour}" stroke-width="${near(1.6, 0.5).toFixed(1)}" stroke-linecap="round"/></svg>`;
}

/** Corners of strokes in a box of 14 pixels: two crossed lines, and one to and fro that blackens it. */
const CROSS = [
  [1, 2, 12, 12],
  [12, 1, 1, 12],
] as const;
const SCRIBBLE = [[1, 2, 12, 2, 1, 5, 12, 6, 1, 8, 12, 10, 1, 12, 12, 12]] as const;

function penStrokes(chance: Random, strokes: readonly (readonly number[])[]): string {
  const near = (value: number) => (value + chance.next() * 2 - 1).toFixed(1);
  const paths = strokes.map(
    (stroke) => `M${stroke.map((value, i) => (i % 2 === 0 ? near(value) : `${near(value)} `)).join(' ')}`,
  );
  const width = (strokes.length > 1 ? 1.6 : 2.6) + 0.5 * chance.next();
  return `<svg class="pen" style="left:0;top:0" width="14" height="14"><path d="${paths.join('')}" fill="none" stroke="#111" stroke-width="${width.toFixed(1)}" stroke-linecap="round"/></svg>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('\n', '<br>')
    .replaceAll('\u3000', '&emsp;')
    .replace(/ {2,}/g, (gap) => '&nbsp;'.repeat(gap.length));
}
