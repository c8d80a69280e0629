/** Files for the browser: this package's own, those of the libraries, and what a filing was read from. */
import { Hono } from 'hono';
import { z } from 'zod';
import type { FilingView } from '../filing/view-types.js';
import { openSourceFile } from '../source/source-file.js';
import type { StaticFile, StaticFiles } from './static-files.js';

/** A page of a picture, from 1. */
const pageNumber = z.coerce.number().int().positive();

function send(file: StaticFile | null): Response {
  return file === null
    ? new Response('not found', { status: 404 })
    : new Response(Buffer.from(file.bytes), {
        headers: { 'Content-Type': file.mediaType, 'Cache-Control': 'no-cache' },
      });
}

export function staticRoutes(files: StaticFiles): Hono {
  const routes = new Hono();
  routes.get('/assets/:name', async (context) => send(await files.asset(context.req.param('name'))));
  routes.get('/library/:name', async (context) => send(await files.library(context.req.param('name'))));
  routes.get('/library/pdfjs/:folder/:name', async (context) =>
    send(await files.pdfjs(context.req.param('folder'), context.req.param('name'))),
  );
  return routes;
}

/** Only the file that the report was read from, and only while it still has the content that was read. */
export function sourceRoutes(filingOf: (id: string) => FilingView | null, database: string): Hono {
  const routes = new Hono();
  routes.get('/:id/pdf', async (context) => {
    const view = filingOf(context.req.param('id'));
    if (view?.report.mediaType !== 'application/pdf') return send(null);
    const file = await openSourceFile(view.report, database);
    return send(file.kind === 'found' ? { mediaType: 'application/octet-stream', bytes: file.bytes } : null);
  });
  routes.get('/:id/pictures/:page', async (context) => {
    const view = filingOf(context.req.param('id'));
    const page = pageNumber.safeParse(context.req.param('page'));
    const mediaType = view?.report.mediaType ?? '';
    if (!view || !mediaType.startsWith('image/') || !page.success) return send(null);
    const file = await openSourceFile(view.report, database);
    if (file.kind !== 'found') return send(null);
    const { pagePicture } = await import('../source/page-pictures.js');
    return send(await pagePicture(file.bytes, mediaType, page.data));
  });
  return routes;
}
