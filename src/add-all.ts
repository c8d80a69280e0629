/**
 * Adds items to the end of a list. `list.push(...items)` passes each item as an argument and overflows the stack
 * from about 100,000 of them on, which one file can hold.
 */
export function addAll<Item>(list: Item[], items: Iterable<Item>): void {
  for (const item of items) list.push(item);
}
