/** The open database file that every writer, view and query works on. */
import type Database from 'better-sqlite3';

export type Connection = Database.Database;
