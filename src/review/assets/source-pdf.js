/** PDF pages drawn by pdf.js, which runs no script of theirs; a page is drawn when it comes into sight. */
import { getBytes } from './api.js';
import { h } from './dom.js';
import { t } from './language.js';
import { boxLayer } from './page-boxes.js';
import { pagedSource } from './paged-source.js';

/** Pixels of one canvas: more than any screen shows of a page, less than browsers refuse. */
const MOST_PIXELS = 16_000_000;
/** Pages that are drawn before and after the visible ones. */
const AHEAD = '600px 0px';

async function library() {
  const pdfjs = await import('/library/pdf.mjs');
  pdfjs.GlobalWorkerOptions.workerSrc = '/library/pdf.worker.mjs';
  return pdfjs;
}

async function open(reportId) {
  const [pdfjs, data] = await Promise.all([library(), getBytes(`/api/filings/${reportId}/pdf`)]);
  return pdfjs.getDocument({
    data,
    cMapUrl: '/library/pdfjs/cmaps/',
    cMapPacked: true,
    standardFontDataUrl: '/library/pdfjs/standard_fonts/',
    wasmUrl: '/library/pdfjs/wasm/',
    iccUrl: '/library/pdfjs/iccs/',
    // The content policy lets no WebAssembly be compiled; the decoders have JavaScript versions.
    useWasm: false,
    isEvalSupported: false,
    enableXfa: false,
  }).promise;
}

export async function showPdf(place, { report, fields }, onPick) {
  const file = await open(report.id);
  const pages = [];
  for (let number = 1; number <= file.numPages; number += 1) {
    pages.push(await preparePage(file, number, fields, onPick));
  }
  const visible = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const page = pages.find(({ element }) => element === target);
        if (isIntersecting) draw(page);
        else release(page);
      }
    },
    { root: place, rootMargin: AHEAD },
  );
  let timer;
  const pane = pagedSource(place, pages, {
    onZoom: () => {
      clearTimeout(timer);
      timer = setTimeout(() => pages.filter(({ width }) => width > 0).forEach(redraw), 150);
    },
    onClose: () => {
      visible.disconnect();
      file.loadingTask.destroy();
    },
  });
  for (const { element } of pages) visible.observe(element);
  return pane;
}

/** Boxes stand in points of the page as it is shown upright, which is what a viewport of scale 1 is. */
async function preparePage(file, number, fields, onPick) {
  const page = await file.getPage(number);
  const { width, height } = page.getViewport({ scale: 1 });
  const canvas = h('canvas', { role: 'img', 'aria-label': t('source.page', { n: number }) });
  const { layer, bySlot } = boxLayer(fields, number, { width, height }, onPick);
  const element = h('div.page', {}, canvas, layer);
  element.style.aspectRatio = `${width} / ${height}`;
  return { page, canvas, element, bySlot, isDrawn: true, points: { width, height }, width: 0, task: null };
}

function draw(entry) {
  const { page, canvas, element, points } = entry;
  const width = Math.round(element.clientWidth * window.devicePixelRatio);
  if (width === 0 || width === entry.width) return;
  entry.task?.cancel();
  entry.width = width;
  const widest = Math.sqrt(MOST_PIXELS / (points.width * points.height));
  const viewport = page.getViewport({ scale: Math.min(width / points.width, widest) });
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  entry.task = page.render({ canvas, viewport });
  entry.task.promise.catch((error) => {
    if (error.name !== 'RenderingCancelledException') throw error;
  });
}

function redraw(entry) {
  entry.width = 0;
  draw(entry);
}

/** Pages out of sight give their pixels back, so that a long document takes no more memory than a short one. */
function release(entry) {
  if (entry.width === 0) return;
  entry.task?.cancel();
  entry.width = 0;
  entry.canvas.width = 0;
  entry.canvas.height = 0;
}
