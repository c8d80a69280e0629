/**
 * The one list of adapters. A format is a line here, a file beside, and a folder of the corpus. Modules are
 * loaded when their format first appears, so that reading a text file never pays for PDF or OCR libraries.
 */
import type { Adapter } from './adapter.js';

export interface AdapterEntry {
  readonly name: string;
  readonly formats: readonly string[];
  load(): Promise<Adapter>;
}

/** Asking the module system again for every file costs more than some small files do. */
function once(load: () => Promise<Adapter>): () => Promise<Adapter> {
  let adapter: Promise<Adapter> | undefined;
  return () => {
    adapter ??= load();
    return adapter;
  };
}

export const ADAPTERS: readonly AdapterEntry[] = [
  { name: 'text', formats: ['text'], load: once(async () => (await import('./text.js')).textAdapter) },
  { name: 'docx', formats: ['docx'], load: once(async () => (await import('./docx.js')).docxAdapter) },
  { name: 'doc', formats: ['doc'], load: once(async () => (await import('./doc.js')).docAdapter) },
  { name: 'xlsx', formats: ['xlsx'], load: once(async () => (await import('./xlsx.js')).xlsxAdapter) },
  { name: 'xls', formats: ['xls'], load: once(async () => (await import('./xls.js')).xlsAdapter) },
  {
    name: 'libreoffice',
    formats: ['rtf', 'wps', 'odt', 'ods', 'word-xml'],
    load: once(async () => (await import('./libreoffice.js')).libreOfficeAdapter),
  },
  { name: 'html', formats: ['html'], load: once(async () => (await import('./html.js')).htmlAdapter) },
  { name: 'mhtml', formats: ['mhtml'], load: once(async () => (await import('./mhtml.js')).mhtmlAdapter) },
  { name: 'image', formats: ['image'], load: once(async () => (await import('./image.js')).imageAdapter) },
  { name: 'pdf', formats: ['pdf'], load: once(async () => (await import('./pdf.js')).pdfAdapter) },
];
