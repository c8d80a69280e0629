/**
 * The left side of the filing page. PDF and images are drawn in the browser from their bytes; any other format is read
 * again by its adapter and shown as the tables that were read, so nothing of the file itself reaches the browser.
 */
import { ExtractionError } from '../../errors.js';
import type { FilingView } from '../filing/view-types.js';
import { type BlocksView, type BlockView, blocksView } from './block-view.js';
import { paragraphPlaces } from './paragraph-places.js';
import { openSourceFile } from './source-file.js';

/** Why only what the database holds can be shown. */
export type NoSource = 'gone' | 'changed' | 'unreadable';

export type SourceView =
  | { readonly kind: 'pdf' }
  | { readonly kind: 'images'; readonly pages: number }
  | {
      readonly kind: 'blocks';
      readonly blocks: readonly BlockView[];
      readonly isCut: boolean;
      /** `indicator period` → block of the fields that stand in running text. */
      readonly paragraphs: Readonly<Record<string, number>>;
    }
  | { readonly kind: 'none'; readonly reason: NoSource };

/** With all adapters and the picture library, a third of what a start would take: loaded when there is time. */
const loadReader = async () => (await import('../../pipeline.js')).readDocument;
const loadPictures = () => import('./page-pictures.js');

/** Documents kept as read, by content: going back and forth between filings reads none twice. */
const KEPT = 6;

export class SourceViews {
  readonly #database: string;
  readonly #kept = new Map<string, BlocksView>();

  /** @param database path of the database, beside which relative paths are looked for too */
  constructor(database: string) {
    this.#database = database;
  }

  /** Loads what the first source would wait for. */
  async prepare(): Promise<void> {
    await Promise.all([loadReader(), loadPictures()]);
  }

  async viewOf({ report, fields }: FilingView): Promise<SourceView> {
    const file = await openSourceFile(report, this.#database);
    if (file.kind !== 'found') return { kind: 'none', reason: file.kind };
    if (report.mediaType === 'application/pdf') return { kind: 'pdf' };
    if (report.mediaType?.startsWith('image/')) {
      return { kind: 'images', pages: await (await loadPictures()).pageCount(file.bytes) };
    }
    const view = await this.#blocks(report.sha256 ?? '', file.bytes);
    if (view === null) return { kind: 'none', reason: 'unreadable' };
    return { kind: 'blocks', ...view, paragraphs: paragraphPlaces(view.blocks, fields) };
  }

  async #blocks(sha256: string, bytes: Uint8Array): Promise<BlocksView | null> {
    const known = this.#kept.get(sha256);
    if (known) return known;
    try {
      const readDocument = await loadReader();
      const view = blocksView(await readDocument(bytes));
      this.#kept.set(sha256, view);
      const [oldest] = this.#kept.keys();
      if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
      return view;
    } catch (error) {
      if (error instanceof ExtractionError) return null;
      throw error;
    }
  }
}
