/** The filters of the queue as they stand in the address, kept while somebody works through filings. */

export const FILTERS = ['year', 'region', 'template', 'indicator', 'status', 'source', 'kind', 'site'];

export function filtersIn(search) {
  const given = new URLSearchParams(search);
  const kept = new URLSearchParams();
  for (const name of FILTERS) if (given.get(name)) kept.set(name, given.get(name));
  return kept;
}

export function withFilters(path, filters, more = {}) {
  const query = new URLSearchParams(filters);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

export function filingAddress(filters, { reportId, indicator, period }) {
  return withFilters(`/filing/${reportId}`, filters, { field: `${indicator} ${period}` });
}
