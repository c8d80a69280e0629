/** Cell texts row by row; how many cells a row has may vary. */
export type RowList = readonly (readonly string[])[];
