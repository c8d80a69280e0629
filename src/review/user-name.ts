/** Who sits at the machine. */
import { userInfo } from 'node:os';

/** The system's user name; users without one (containers) are `reviewer`. */
export function userName(): string {
  try {
    return userInfo().username || 'reviewer';
  } catch {
    return 'reviewer';
  }
}
