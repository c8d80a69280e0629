import { describe, expect, it } from 'vitest';
import { element, rewriteChildren } from '../../../src/extract/ooxml/xml-tree.js';

describe('rewriting a tree', () => {
  it('opens a wrapper with more parts than a call may have arguments', () => {
    const runs = Array.from({ length: 300_000 }, () => 'a');
    const opened = rewriteChildren(
      element('w:body', {}, [element('w:ins', {}, runs)]),
      (node) => node.children,
    );
    expect(opened.children).toHaveLength(runs.length);
  });

  it('gives back what nothing changes in, and copies what is round a change only', () => {
    const [kept, changed] = [element('w:p', {}, ['a']), element('w:p', {}, [element('w:del')])];
    const body = element('w:body', {}, [kept, changed]);
    expect(rewriteChildren(body, (node) => node)).toBe(body);
    const rewritten = rewriteChildren(body, (node) => (node.name === 'w:del' ? [] : node));
    expect(rewritten.children[0]).toBe(kept);
    expect(rewritten.children[1]).toEqual(element('w:p'));
    expect(changed.children).toHaveLength(1);
  });
});
