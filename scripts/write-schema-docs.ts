/** `npm run docs:schema`: writes docs/schema.md and docs/datasette/metadata.json from an empty database. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { openDatabase } from '../src/load/open.js';
import { datasetteMetadata, schemaMarkdown } from './schema-docs.js';

const DOCS = new URL('../docs/', import.meta.url);

const db = openDatabase(':memory:');
mkdirSync(new URL('datasette/', DOCS), { recursive: true });
writeFileSync(new URL('schema.md', DOCS), schemaMarkdown(db));
writeFileSync(
  new URL('datasette/metadata.json', DOCS),
  `${JSON.stringify(datasetteMetadata(db), null, 2)}\n`,
);
db.close();
