/**
 * What an adapter makes of a file: blocks of text and tables in reading order, in which every piece
 * keeps the place that it came from. Nothing in here knows of forms or indicators.
 */

/** `[x0, y0, x1, y1]`, origin at the top left; points on a PDF page, pixels in an image. */
export type Box = readonly [x0: number, y0: number, x1: number, y1: number];

/** Where something stands in its source. `table`, `row` and `column` count from 0; `page` from 1. */
export interface Origin {
  readonly page: number | null;
  /** A list, since a cell's text may stand on several lines. Empty where the source has no geometry. */
  readonly boxes: readonly Box[];
  readonly table: number | null;
  readonly row: number | null;
  readonly column: number | null;
}

/** A tick box or tick mark: its state, never its glyph, is the value. */
export type MarkState = 'checked' | 'unchecked' | 'unreadable';

export interface TextPiece {
  readonly kind: 'text';
  /** As the source has it (no folding of widths or variants); a line break inside a cell is `\n`. */
  readonly text: string;
  /** Recognition score from 0 to 1 where the text was read from an image, else null. */
  readonly score: number | null;
}

export interface MarkPiece {
  readonly kind: 'mark';
  readonly state: MarkState;
  /** What the source shows for it: a character, `<input checked>`, `w:sym F052`, `ink 0.23`. */
  readonly glyph: string;
  /** Certainty of the state from 0 to 1 where it was measured in an image, else null. */
  readonly score: number | null;
}

export type Piece = TextPiece | MarkPiece;

/** An alternative reading of a whole cell by another engine or from another version of the image. */
export interface AlternativeReading {
  /** What read it: `tesseract`, `pp-ocr digits`, `unstamped`. */
  readonly reader: string;
  readonly text: string;
  readonly score: number;
}

export interface Cell {
  /** Position in the table's grid, counted from 0; spans are at least 1. */
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly content: readonly Piece[];
  readonly origin: Origin;
  readonly alternatives?: readonly AlternativeReading[];
  /**
   * What lowers trust in this cell: as an image region `stamp`, `cut-off`, `low-resolution`; where no lines part it from
   * others `no-lines`, with `broken-lines`, `crowded` and `uneven-rows` for how doubtful its bounds are.
   */
  readonly flaws?: readonly string[];
}

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly content: readonly Piece[];
  readonly origin: Origin;
  /** What is doubtful about it as text, as of cells: on a page `running-text`, which a table may have been, and `cut-off`. */
  readonly flaws?: readonly string[];
}

export interface Table {
  readonly kind: 'table';
  /** Index among the document's tables, from 0; equals `origin.table` of its cells. */
  readonly index: number;
  /**
   * Whether columns mean something: true where the source has a real grid (HTML, office, PDF, scan),
   * false where a row is only a list of cells whose count may vary (text dumps).
   */
  readonly grid: boolean;
  /** Where empty cells leave no trace: in columns of blanks a row with one is only shorter. */
  readonly emptyCells?: 'lost';
  /** Anchored cells only (a merged cell stands once, at its top left), in reading order. */
  readonly cells: readonly Cell[];
}

export type Block = Paragraph | Table;

/** How many of the blocks are tables: the number that the next table of their document has. */
export function tableCount(blocks: readonly Block[]): number {
  return blocks.filter((block) => block.kind === 'table').length;
}

/** Reliability differs by how the text came to be; confidence is calibrated for each kind apart. */
export const SOURCE_KINDS = ['word-dump', 'ocr-text', 'html', 'office', 'pdf', 'scan'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

export interface SourceDocument {
  /** IANA media type by content, such as `text/markdown` or `application/pdf`. */
  readonly mediaType: string;
  readonly sourceKind: SourceKind;
  /** Adapter and tools that read it, such as `html` or `doc (LibreOffice 7.4)`. */
  readonly reader: string;
  readonly blocks: readonly Block[];
  /** Number of pages where the source has pages, else null. */
  readonly pages: number | null;
  /** What the adapter lost or doubted; each becomes a finding of every report in the document. */
  readonly warnings: readonly SourceWarning[];
}

export interface SourceWarning {
  /** Stable kebab-case id, such as `merged-cells-lost` or `page-not-read`. */
  readonly rule: string;
  readonly message: string;
}
