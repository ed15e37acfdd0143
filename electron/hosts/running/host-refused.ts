/** Why a host does not start: a sentence for stderr, and the code that the process ends with. */
export interface HostRefused {
  /** 2: a setting can't be used. 3: the database is newer than this program. */
  readonly exitCode: 2 | 3;
  readonly says: string;
}

export const unusable = (says: string): HostRefused => ({ exitCode: 2, says });
