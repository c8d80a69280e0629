/** An office package (docx, xlsx): its checked parts, decoded, and the relationships that lead from one to the next. */
import { ExtractionError } from '../../errors.js';
import type { Limits } from '../../limits.js';
import { unzip } from '../zip/safe-unzip.js';
import { childElements, parseXml, type XmlElement } from './xml-tree.js';

export interface Relationship {
  readonly id: string;
  /** Last word of the type's URI, such as `worksheet`: the same in the transitional and the strict edition. */
  readonly type: string;
  /** Part that it leads to; null where it leads out of the package, which is never followed. */
  readonly part: string | null;
}

export class OfficePackage {
  readonly #parts: ReadonlyMap<string, Uint8Array>;
  readonly #limits: Limits;

  private constructor(parts: ReadonlyMap<string, Uint8Array>, limits: Limits) {
    this.#parts = parts;
    this.#limits = limits;
  }

  static async open(bytes: Uint8Array, limits: Limits): Promise<OfficePackage> {
    const entries = await unzip(bytes, limits, { wanted: (name) => !IMAGE_PART.test(name) });
    return new OfficePackage(
      new Map(entries.map((entry) => [entry.name.replace(/^\/+/, ''), entry.bytes])),
      limits,
    );
  }

  bytes(part: string): Uint8Array | undefined {
    return this.#parts.get(part);
  }

  /** The part as text, its encoding by byte-order mark (XML parts are UTF-8 or UTF-16). */
  text(part: string): string | undefined {
    const bytes = this.#parts.get(part);
    if (bytes === undefined) return undefined;
    const [first, second] = bytes;
    const encoding =
      first === 0xff && second === 0xfe
        ? 'utf-16le'
        : first === 0xfe && second === 0xff
          ? 'utf-16be'
          : 'utf-8';
    return new TextDecoder(encoding).decode(bytes);
  }

  xml(part: string): XmlElement | undefined {
    const text = this.text(part);
    return text === undefined ? undefined : parseXml(text, part, this.#limits.xmlDepth);
  }

  /** Relationships of a part, or of the package itself for `''`. */
  relationships(part: string): readonly Relationship[] {
    const folder = part.slice(0, part.lastIndexOf('/') + 1);
    const listing = this.xml(`${folder}_rels/${part.slice(folder.length)}.rels`);
    if (listing === undefined) return [];
    return childElements(listing, 'rel:Relationship').map(({ attributes }) => ({
      id: attributes.get('Id') ?? '',
      type: (attributes.get('Type') ?? '').replace(/^.*\//, ''),
      part:
        attributes.get('TargetMode') === 'External'
          ? null
          : resolvePart(folder, attributes.get('Target') ?? ''),
    }));
  }

  /** The part that the package is about; `fallback` where the package forgets to say. */
  mainPart(fallback: string): string {
    const named = this.relationships('').find((link) => link.type === 'officeDocument')?.part;
    const part = named && this.#parts.has(named) ? named : fallback;
    if (this.#parts.has(part)) return part;
    throw new ExtractionError(
      'corrupt-input',
      `The file is a zip archive without the part ${fallback}: it is damaged or of another kind; open it and save it anew.`,
    );
  }
}

/** Pictures, fonts and embedded objects are not read, and are most of what a package weighs. */
const IMAGE_PART = /(^|\/)(media|fonts|embeddings)\/|\.(png|jpe?g|gif|emf|wmf|tiff?|bmp|odttf|bin)$/i;

function resolvePart(folder: string, target: string): string {
  const path: string[] = [];
  const absolute = target.startsWith('/') ? target : `${folder}${target}`;
  for (const step of absolute.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.' && step !== '') path.push(step);
  }
  return path.join('/');
}
