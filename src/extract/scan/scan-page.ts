/** What is made of one page image. */
import type { Block, SourceWarning } from '../../model/document.js';

export interface ScanPage {
  /** In reading order; boxes in pixels of the picture that was given. */
  readonly blocks: readonly Block[];
  readonly warnings: readonly SourceWarning[];
}
