/** The page's title: often the only place where a page names the form's year. */
import { splitMarks } from '../marks/glyph.js';
import { allTextOf, type PageElement, type PageRoot, walkPage } from './dom.js';
import type { Run } from './run-text.js';

/** The `<title>` as a run, or null where there is none. A title inside a drawing is none. */
export function pageTitle(page: PageRoot): Run | null {
  const titles: PageElement[] = [];
  walkPage(page, {
    enter: (element) => {
      if (element.name === 'title') titles.push(element);
      return element.name !== 'svg' && element.name !== 'body';
    },
    leave: () => undefined,
    text: () => undefined,
  });
  const text = titles[0] === undefined ? '' : allTextOf(titles[0]).replace(/\s+/g, ' ').trim();
  return text === '' ? null : splitMarks(text);
}
