/** Pages that only lead to the form: in a frame, an embedded viewer or an attachment. Nothing is fetched. */
import type { Block, SourceWarning } from '../../model/document.js';
import { allTextOf, type PageElement, type PageRoot, walkPage } from './dom.js';
import { attribute } from './elements.js';

/** Attributes that name what an element shows from elsewhere. */
const EMBEDDED: Readonly<Record<string, string>> = {
  iframe: 'src',
  frame: 'src',
  embed: 'src',
  object: 'data',
};
const ATTACHMENT = /\.(?:pdf|docx?|wps|xlsx?|et|rtf|ofd|zip|rar|7z|jpe?g|png|tiff?)(?:$|[?#&])/i;
/** Scripts' own frames: counters, sharing buttons, maps. */
const NO_CONTENT = /^(?:about:|javascript:|data:|#|$)/i;
/** Links that are named; a list page has hundreds. */
const MOST_LINKS = 5;
/** Filled cells from which a page holds the form itself. */
const FORM_CELLS = 20;

/** A `content-elsewhere` warning where the page holds no table of a form's size but leads to other content. */
export function contentElsewhere(page: PageRoot, blocks: readonly Block[]): SourceWarning[] {
  if (blocks.some((block) => block.kind === 'table' && block.cells.length >= FORM_CELLS)) return [];
  const links: string[] = [];
  walkPage(page, {
    enter: (element) => {
      const link = linkOf(element);
      if (link !== null && !links.includes(link)) links.push(link);
      return true;
    },
    leave: () => undefined,
    text: () => undefined,
  });
  if (links.length === 0) return [];
  const named = links.slice(0, MOST_LINKS).join(', ');
  const more = links.length > MOST_LINKS ? ` and ${links.length - MOST_LINKS} more` : '';
  return [
    {
      rule: 'content-elsewhere',
      message: `The page holds no form itself but leads to ${named}${more}: fetch it and import that file.`,
    },
  ];
}

function linkOf(element: PageElement): string | null {
  const embedded = EMBEDDED[element.name];
  if (embedded !== undefined) {
    const source = (attribute(element, embedded) ?? '').trim();
    return NO_CONTENT.test(source) ? null : source;
  }
  const target = element.name === 'a' ? (attribute(element, 'href') ?? '').trim() : '';
  if (NO_CONTENT.test(target) || !ATTACHMENT.test(target)) return null;
  const label = allTextOf(element).replace(/\s+/g, ' ').trim();
  return label === '' ? target : `${target} (${label})`;
}
