/**
 * Tables without lines: spreadsheets printed by LibreOffice (`sheet-…`) and web pages printed by Chromium (`page-…`),
 * a renderer for each look. Texts are cut off and run into each other in them, as in print: what a page no longer
 * shows nobody can read, so that these are measured and not held to agree.
 */
import { MARK_STYLES } from '../../layout/marks.js';
import type { Variation } from '../../layout/variation.js';
import { convertWithOffice, printWithChromium } from '../office.js';
import type { Print, Renderer } from '../renderers.js';
import { PAGE_KINDS, type PageLook, writePlainPage } from './plain-page.js';
import { writePlainWorkbook } from './plain-workbook.js';
import { drawSheetLook, SHEET_KINDS, type SheetKind } from './sheet-look.js';

/** Symbol fonts are no matter of where texts stand: plain boxes take their place. */
function typed(variation: Variation): Variation {
  const marks = variation.marks.id.startsWith('wingdings') ? MARK_STYLES.ballot : variation.marks;
  return { ...variation, nativeBoxes: false, marks };
}

function sheetRenderer(kind: SheetKind): Renderer {
  const workbook = ({ form, variation }: Print) => {
    const own = typed(variation);
    return writePlainWorkbook(form, own, drawSheetLook(kind, form, own));
  };
  return {
    name: `sheet-${kind}`,
    extension: '.pdf',
    deterministic: false,
    async render(form, variation) {
      const [bytes] = await convertWithOffice([workbook({ form, variation })], 'sheet-pdf');
      return bytes ?? new Uint8Array();
    },
    renderMany: (prints) => convertWithOffice(prints.map(workbook), 'sheet-pdf'),
  };
}

function pageRenderer(look: PageLook): Renderer {
  return {
    name: `page-${look}`,
    extension: '.pdf',
    deterministic: false,
    render: (form, variation) => printWithChromium(writePlainPage(form, typed(variation), look)),
  };
}

export const PRINTED_RENDERERS: Readonly<Record<string, Renderer>> = Object.fromEntries(
  [...SHEET_KINDS.map(sheetRenderer), ...PAGE_KINDS.map(pageRenderer)].map((renderer) => [
    renderer.name,
    renderer,
  ]),
);
