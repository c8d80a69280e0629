/**
 * What one page draws, from pdf.js's operator list: glyphs, lines, shapes and images in points of the page as it
 * is shown, origin at the top left. What is clipped is kept: a spreadsheet cuts long values off at the edge of
 * their cell, and the whole value is still in the file.
 */
import type { Box } from '../../model/document.js';
import { sameClip } from '../grid/clips.js';
import { IDENTITY, type Matrix, mapBox, matrixFrom, multiply, numbersFrom } from './matrix.js';
import type { PDFPageProxy } from './open.js';
import { boxOf, type Drawing, draw, type Subpath, subpathsOf } from './paths.js';
import {
  beginText,
  type FontInfo,
  type Glyph,
  initialTextState,
  moveText,
  type ShownGlyph,
  setTextMatrix,
  showText,
  type TextState,
} from './text-state.js';

export interface PlacedImage {
  /** Name under which pdf.js keeps the pixels; null for inline images and masks. */
  readonly name: string | null;
  readonly box: Box;
  /** Maps the unit square to the page. */
  readonly matrix: Matrix;
}

export interface PageContent extends Drawing {
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly Glyph[];
  readonly images: readonly PlacedImage[];
}

interface GraphicsState {
  matrix: Matrix;
  text: TextState;
  strokeLightness: number;
  fillLightness: number;
  /** Intersection of the clipping areas' outlines; null for the page. */
  clip: Box | null;
}

/** Operators that paint a path, with what they paint. */
type Paint = { readonly stroke: boolean; readonly fill: boolean };

/** Glyphs and path points of one page; more is a map or an attack, and no form. */
const MAXIMUM_GLYPHS = 200_000;
const MAXIMUM_SEGMENTS = 200_000;
/** Distance in character heights up to which characters follow on each other. */
const RUN_GAP = 0.3;

/** Reads a page. Appearances of the form fields in `fieldIds` are skipped: their values are read from the fields. */
export async function readPageContent(
  page: PDFPageProxy,
  fieldIds: ReadonlySet<string>,
): Promise<PageContent> {
  const { OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const viewport = page.getViewport({ scale: 1 });
  const list = await page.getOperatorList();
  const reader = new ContentReader(page, matrixFrom(viewport.transform) ?? IDENTITY, OPS);
  let hidden = false;
  list.fnArray.forEach((operator: number, index: number) => {
    const args: unknown = list.argsArray[index];
    if (operator === OPS.beginAnnotation) hidden = Array.isArray(args) && fieldIds.has(String(args[0]));
    if (!hidden) reader.apply(operator, Array.isArray(args) ? args : []);
    if (operator === OPS.endAnnotation) hidden = false;
  });
  return { width: viewport.width, height: viewport.height, ...reader.content };
}

type Operators = Readonly<Record<string, number>>;

class ContentReader {
  readonly content = {
    glyphs: [] as Glyph[],
    images: [] as PlacedImage[],
    horizontal: [] as Drawing['horizontal'],
    vertical: [] as Drawing['vertical'],
    shapes: [] as Drawing['shapes'],
  };
  private readonly page: PDFPageProxy;
  private readonly base: Matrix;
  private readonly handlers: ReadonlyMap<number, (args: readonly unknown[]) => void>;
  private readonly paints: ReadonlyMap<number, Paint>;
  private readonly saved: GraphicsState[] = [];
  private state: GraphicsState;
  private clipNext = false;
  private run = 0;

  constructor(page: PDFPageProxy, base: Matrix, operators: Operators) {
    this.page = page;
    this.base = base;
    this.state = { matrix: base, text: initialTextState(), strokeLightness: 0, fillLightness: 0, clip: null };
    this.paints = new Map(
      (
        [
          ['stroke', { stroke: true, fill: false }],
          ['closeStroke', { stroke: true, fill: false }],
          ['fill', { stroke: false, fill: true }],
          ['eoFill', { stroke: false, fill: true }],
          ['fillStroke', { stroke: true, fill: true }],
          ['eoFillStroke', { stroke: true, fill: true }],
          ['closeFillStroke', { stroke: true, fill: true }],
          ['closeEOFillStroke', { stroke: true, fill: true }],
        ] as const
      ).map(([name, paint]): [number, Paint] => [operators[name] ?? -1, paint]),
    );
    this.handlers = new Map(
      Object.entries(this.operations()).map(([name, handle]) => [operators[name] ?? -1, handle]),
    );
  }

  apply(operator: number, args: readonly unknown[]): void {
    this.handlers.get(operator)?.(args);
  }

  private operations(): Readonly<Record<string, (args: readonly unknown[]) => void>> {
    return { ...this.graphicsOperations(), ...this.textOperations(), ...this.imageOperations() };
  }

  private graphicsOperations(): Readonly<Record<string, (args: readonly unknown[]) => void>> {
    return {
      save: () => this.save(),
      restore: () => this.restore(),
      transform: (args) => this.transform(args),
      paintFormXObjectBegin: ([matrix]) => {
        this.save();
        this.transform(numbersFrom(matrix));
      },
      paintFormXObjectEnd: () => this.restore(),
      beginAnnotation: ([, , transform, matrix]) => {
        this.save();
        this.state.matrix = this.base;
        this.transform(numbersFrom(transform));
        this.transform(numbersFrom(matrix));
      },
      endAnnotation: () => this.restore(),
      setStrokeRGBColor: (args) => {
        this.state.strokeLightness = lightnessOf(args);
      },
      setFillRGBColor: (args) => {
        this.state.fillLightness = lightnessOf(args);
      },
      clip: () => {
        this.clipNext = true;
      },
      eoClip: () => {
        this.clipNext = true;
      },
      constructPath: ([operator, data]) => this.drawPath(Number(operator), data),
      setGState: ([entries]) => {
        for (const entry of Array.isArray(entries) ? entries : []) {
          if (Array.isArray(entry) && entry[0] === 'Font') this.setFont(numberless(entry[1]));
        }
      },
    };
  }

  private textOperations(): Readonly<Record<string, (args: readonly unknown[]) => void>> {
    const text = () => this.state.text;
    const move = (args: readonly unknown[]) => moveText(text(), numeric(args[0]), numeric(args[1]));
    return {
      beginText: () => beginText(text()),
      setFont: (args) => this.setFont(args),
      setCharSpacing: ([spacing]) => {
        text().charSpacing = numeric(spacing);
      },
      setWordSpacing: ([spacing]) => {
        text().wordSpacing = numeric(spacing);
      },
      setHScale: ([scale]) => {
        text().horizontalScale = numeric(scale) / 100;
      },
      setLeading: ([leading]) => {
        text().leading = -numeric(leading);
      },
      setTextRise: ([rise]) => {
        text().rise = numeric(rise);
      },
      setTextRenderingMode: ([mode]) => {
        text().renderingMode = numeric(mode);
      },
      setTextMatrix: (args) => setTextMatrix(text(), matrixFrom(args) ?? IDENTITY),
      moveText: move,
      setLeadingMoveText: (args) => {
        text().leading = numeric(args[1]);
        move(args);
      },
      nextLine: () => moveText(text(), 0, text().leading),
      showText: ([items]) => {
        if (this.content.glyphs.length > MAXIMUM_GLYPHS) return;
        showText(text(), this.state.matrix, shownGlyphs(items), (glyph) => this.addGlyph(glyph));
      },
    };
  }

  private imageOperations(): Readonly<Record<string, (args: readonly unknown[]) => void>> {
    const place = (name: string | null, matrix = this.state.matrix) => {
      this.content.images.push({ name, matrix, box: mapBox(matrix, [0, 0, 1, 1]) });
    };
    return {
      paintImageXObject: ([name]) => place(typeof name === 'string' ? name : null),
      // pdf.js joins three and more of one picture into a list of places.
      paintImageXObjectRepeat: ([name, scaleX, scaleY, places]) => {
        const [across, down, flat] = [Number(scaleX), Number(scaleY), numbersFrom(places)];
        for (let at = 0; at + 1 < flat.length; at += 2) {
          const own: Matrix = [across, 0, 0, down, flat[at] ?? 0, flat[at + 1] ?? 0];
          place(typeof name === 'string' ? name : null, multiply(this.state.matrix, own));
        }
      },
      paintInlineImageXObject: () => place(null),
      paintImageMaskXObject: () => place(null),
    };
  }

  /** A character that stands where the one before it ends goes on with its run, unless cut to another cell. */
  private addGlyph(glyph: Glyph): void {
    const before = this.content.glyphs.at(-1);
    const follows =
      before !== undefined &&
      before.text.trim() !== '' &&
      sameClip(before.clip, this.state.clip) &&
      Math.abs(before.box[2] - glyph.box[0]) < RUN_GAP * glyph.size &&
      Math.abs(before.box[3] - glyph.box[3]) < RUN_GAP * glyph.size;
    if (!follows) this.run += 1;
    this.content.glyphs.push({ ...glyph, run: this.run, clip: this.state.clip });
  }

  private save(): void {
    this.saved.push(this.state);
    this.state = { ...this.state, text: { ...this.state.text } };
  }

  private restore(): void {
    this.state = this.saved.pop() ?? this.state;
  }

  private transform(args: readonly unknown[]): void {
    const matrix = matrixFrom(args);
    if (matrix !== null) this.state.matrix = multiply(this.state.matrix, matrix);
  }

  private setFont([name, size]: readonly unknown[]): void {
    this.state.text.font = typeof name === 'string' ? fontNamed(this.page, name) : null;
    this.state.text.size = numeric(size);
  }

  private drawPath(operator: number, data: unknown): void {
    const paint = this.paints.get(operator);
    const path = Array.isArray(data) ? numbersFrom(data[0]) : [];
    const { content, state } = this;
    if (this.clipNext) state.clip = narrowed(state.clip, subpathsOf(path, state.matrix));
    this.clipNext = false;
    if (paint === undefined || content.horizontal.length + content.vertical.length > MAXIMUM_SEGMENTS) return;
    const colours = {
      stroke: paint.stroke ? state.strokeLightness : null,
      fill: paint.fill ? state.fillLightness : null,
    };
    for (const subpath of subpathsOf(path, state.matrix)) draw(content, subpath, colours);
  }
}

/** The part of the clipping area within the outline of another path. */
function narrowed(clip: Box | null, subpaths: readonly Subpath[]): Box | null {
  const points = subpaths.flatMap((subpath) => subpath.points);
  if (points.length === 0) return clip;
  const own = boxOf(points);
  if (clip === null) return own;
  return [
    Math.max(clip[0], own[0]),
    Math.max(clip[1], own[1]),
    Math.min(clip[2], own[2]),
    Math.min(clip[3], own[3]),
  ];
}

function fontNamed(page: PDFPageProxy, name: string): FontInfo | null {
  if (!page.commonObjs.has(name)) return null;
  const font: Record<string, unknown> = page.commonObjs.get(name);
  return {
    name: String(font.name ?? '').replace(/^[A-Z]{6}\+/, ''),
    vertical: font.vertical === true,
    type3: font.isType3Font === true,
    fontMatrix: numbersFrom(font.fontMatrix),
    defaultVMetrics: numbersFrom(font.defaultVMetrics),
  };
}

function shownGlyphs(items: unknown): readonly (ShownGlyph | number)[] {
  return (Array.isArray(items) ? items : []).filter(
    (item) => typeof item === 'number' || (typeof item === 'object' && item !== null),
  );
}

function numeric(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

function numberless(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Lightness of `#rrggbb`, or of three numbers up to 255, as the eye weighs them. */
function lightnessOf([colour, ...others]: readonly unknown[]): number {
  const parts =
    typeof colour === 'string'
      ? [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16))
      : [colour, ...others].map(numeric);
  const [red = 0, green = 0, blue = 0] = parts;
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}
