/** ISO dates as dates of formats that have such a type. */

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Midnight UTC of that day; null for what is no day of the calendar, 2021-02-30 among it. */
export function calendarDate(text: string): Date | null {
  if (!ISO_DATE.test(text)) return null;
  const date = new Date(`${text}T00:00:00Z`);
  const isThatDay = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  return isThatDay ? date : null;
}
