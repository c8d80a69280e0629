/** For tests that run the command line: each process loads all of the program, and the machine may be busy. */
import { vi } from 'vitest';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
