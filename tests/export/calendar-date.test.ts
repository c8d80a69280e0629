import { expect, test } from 'vitest';
import { calendarDate } from '../../src/export/calendar-date.js';

test('a day of the calendar is midnight UTC', () => {
  expect(calendarDate('2024-02-29')?.toISOString()).toBe('2024-02-29T00:00:00.000Z');
});

test.each(['2021-02-30', '2021-13-01', '2021-00-10', '2021-1-5', '2021', 'soon', ''])(
  '%j is none',
  (text) => {
    expect(calendarDate(text)).toBeNull();
  },
);
