/** A program that reads the files it is given and closes its reader, as an import does. */
import { pooledReader } from '../../../src/batch/pool/pooled-reader.js';
import { walk } from '../../../src/batch/walk.js';

const { files } = await walk(process.argv.slice(2));
const reader = pooledReader({
  workers: 1,
  readerModule: new URL('./mock-reader.ts', import.meta.url).href,
});
for (const file of files) {
  const { document } = await reader.read(file);
  console.log(document.status);
}
await reader.close();
console.log('closed');
