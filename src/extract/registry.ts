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

export const ADAPTERS: readonly AdapterEntry[] = [
  { name: 'text', formats: ['text'], load: async () => (await import('./text.js')).textAdapter },
  { name: 'docx', formats: ['docx'], load: async () => (await import('./docx.js')).docxAdapter },
  { name: 'doc', formats: ['doc'], load: async () => (await import('./doc.js')).docAdapter },
  { name: 'xlsx', formats: ['xlsx'], load: async () => (await import('./xlsx.js')).xlsxAdapter },
  { name: 'xls', formats: ['xls'], load: async () => (await import('./xls.js')).xlsAdapter },
  {
    name: 'libreoffice',
    formats: ['rtf', 'wps', 'odt', 'ods', 'word-xml'],
    load: async () => (await import('./libreoffice.js')).libreOfficeAdapter,
  },
  { name: 'html', formats: ['html'], load: async () => (await import('./html.js')).htmlAdapter },
  { name: 'mhtml', formats: ['mhtml'], load: async () => (await import('./mhtml.js')).mhtmlAdapter },
  { name: 'image', formats: ['image'], load: async () => (await import('./image.js')).imageAdapter },
  { name: 'pdf', formats: ['pdf'], load: async () => (await import('./pdf.js')).pdfAdapter },
];
